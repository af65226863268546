//! Which layers of the master a picture shows, and in which colours.

/// Dark line round everything, so that the bell stands out from a light panel.
const INK: &str = "#3b1430";
/// The bell.
const PINK: &str = "#ff8fb4";
/// The bell that is switched off.
const GREY: &str = "#a79ea6";
/// On the air.
const RED: &str = "#f0213f";
/// Something for the user to do.
const AMBER: &str = "#ffc233";

/// How the tray pictures are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dress {
    /// For panels of any colour.
    Coloured,
    /// Black and clear: macOS colours it itself.
    Template,
}

/// The picture of the app itself. The master shows it without being told.
pub(super) fn app() -> String {
    String::new()
}

/// Every tray picture: its name, such as `live-paused`, and its style sheet.
pub(super) fn tray(dress: Dress) -> Vec<(String, String)> {
    let states = ["needs-you", "live", "connecting", "online", "off"];
    let mut pictures = Vec::new();
    for state in states {
        for paused in [false, true] {
            let name = if paused { format!("{state}-paused") } else { state.to_owned() };
            pictures.push((name, tray_style(dress, state, paused)));
        }
    }
    pictures
}

/// The selectors begin with `svg` to weigh more than those in the master.
fn tray_style(dress: Dress, state: &str, paused: bool) -> String {
    let mut rules = vec!["svg .app { display: none }".to_owned(), "svg .tray { display: inline }".to_owned()];
    rules.extend(colours(dress, state));
    rules.extend(shape(state).iter().map(|rule| (*rule).to_owned()));
    if dress == Dress::Template && matches!(state, "live" | "needs-you" | "connecting") {
        rules.push("svg .room-state { mask: url(#room-state) }".to_owned());
    }
    if dress == Dress::Template && state == "off" {
        rules.push("svg .room-state { mask: url(#room-cut) }".to_owned());
    }
    if paused {
        rules.push("svg .pause-sign { display: inline }".to_owned());
        if dress == Dress::Template {
            rules.push("svg .room-pause { mask: url(#room-pause) }".to_owned());
        }
    }
    rules.join("\n")
}

/// What tells the states apart without any colour.
fn shape(state: &str) -> &'static [&'static str] {
    match state {
        "live" => &["svg .waves { display: inline }", "svg .live-dot { display: inline }"],
        "needs-you" => &["svg .needs-you-sign { display: inline }"],
        "connecting" => &[
            "svg .solid { display: none }",
            "svg .hollow { display: inline }",
            "svg .connecting-dots { display: inline }",
        ],
        "off" => &["svg .cut { display: inline }"],
        _ => &[],
    }
}

fn colours(dress: Dress, state: &str) -> Vec<String> {
    let template = dress == Dress::Template;
    let body = match (template, state) {
        (true, _) => "#000",
        (false, "off") => GREY,
        (false, _) => PINK,
    };
    let mut rules = vec![
        format!("svg .solid {{ fill: {body} }}"),
        format!("svg .hollow {{ stroke: {body} }}"),
        format!("svg .wave-line {{ stroke: {body} }}"),
    ];
    if template {
        rules.extend(TEMPLATE.iter().map(|rule| (*rule).to_owned()));
        return rules;
    }
    rules.extend([
        "svg .edge { display: inline }".to_owned(),
        format!("svg .edge {{ fill: {INK}; stroke: {INK} }}"),
        format!("svg .wave-edge, svg .cut-edge {{ stroke: {INK} }}"),
        format!("svg .cut-line {{ stroke: {GREY} }}"),
        format!("svg .dot {{ fill: {RED}; stroke: {INK} }}"),
        format!("svg .sign {{ fill: {INK}; stroke: {INK} }}"),
        format!("svg .sign-fill {{ fill: {AMBER}; stroke: {AMBER} }}"),
        format!("svg .mark {{ stroke: {INK} }}"),
        format!("svg .bar {{ fill: {INK} }}"),
        "svg .bead { fill: #fff }".to_owned(),
        format!("svg .pause-sign .plate {{ fill: #fff; stroke: {INK}; stroke-width: 3 }}"),
        format!("svg .bars {{ stroke: {INK} }}"),
    ]);
    rules
}

/// Black shapes with gaps between them; what is light in colour is left out.
const TEMPLATE: &[&str] = &[
    "svg .wave-edge { display: none }",
    "svg .cut-edge { display: none }",
    "svg .cut-line { stroke: #000 }",
    "svg .dot { fill: #000 }",
    "svg .sign { display: none }",
    "svg .sign-fill { display: none }",
    "svg .mark { stroke: #000; stroke-width: 7 }",
    "svg .bar { display: none }",
    "svg .bead { fill: #000 }",
    "svg .pause-sign .plate { display: none }",
    "svg .bars { stroke: #000; stroke-width: 6 }",
];
