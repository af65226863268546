/** The canned states of the fake backend: every picture the window can show, hostile ones included. */
import type { BellRow } from "../bindings/BellRow";
import type { DayEntry } from "../bindings/DayEntry";
import type { WeekView } from "../bindings/WeekView";
import type { WindowSnapshot } from "../bindings/WindowSnapshot";
import type { WindowMessage } from "./backend";
import { cannedSources, hostileSources } from "./sources";
import { wordsOf, type Words } from "./words";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAYS_IN_WEEK = 7;

type Edit = (snapshot: WindowSnapshot, now: number, words: Words) => void;

/** A time of day so many days away, in ms since 1970. */
function at(now: number, days: number, hour: number, minute = 0): number {
  const date = new Date(now);
  date.setDate(date.getDate() + days);
  date.setHours(hour, minute, 0, 0);
  return date.getTime();
}

function entry(time: number, message: string, kind: DayEntry["kind"] = "normal"): DayEntry {
  return { time, message, kind };
}

/** A Tuesday-to-Monday week whose fifth day is today. */
function plausibleWeek(now: number): WeekView {
  return {
    year: 2026,
    week: 47,
    isFinal: false,
    whole: true,
    asOf: now - 3 * HOUR_MS,
    beside: [],
    picture: "Week 47",
    entries: [
      entry(at(now, -4, 20), "Neuro stream: **dev stream**"),
      entry(at(now, -3, 20), "Evil stream"),
      entry(at(now, -2, 20), "No stream", "offline"),
      entry(at(now, -1, 20), "Neuro plays *GeoGuessr*"),
      { ...entry(at(now, 0, 20), "Evil stream: karaoke ||new songs||"), reminded: true },
      entry(at(now, 1, 19, 30), "Collab, guest to be told", "tbd"),
      entry(at(now, 1, 22), "Late night art", "canceled"),
      entry(at(now, 2, 20), "Neuro stream"),
    ],
  };
}

function bell(eventType: string, label: string, rings: boolean): BellRow {
  return { eventType, label, rings, sounds: eventType !== "scheduleUpdate", throughQuiet: eventType === "streamOnline" };
}

const RINGING = ["streamOnline", "secretneuroaccountOnline", "streamRaidIncoming", "streamRaidOutgoing", "scheduleUpdate", "reminder"];
const SILENT = ["streamUpdate", "streamOffline", "subathonUpdate", "subathonGoalUpdate", "blogFeedUpdate", "xFeedNewEntries"];

function bells(words: Words): BellRow[] {
  return [...RINGING, ...SILENT].map((kind) => bell(kind, words("kind", { kind }), RINGING.includes(kind)));
}

/** What the fake bell speaks. */
const offered = [
  { tag: "de", name: "Deutsch" },
  { tag: "en", name: "English" },
];

function base(now: number, words: Words): WindowSnapshot {
  const connected = words("status-connected-since", { time: "14:02" });
  return {
    version: "0.1.0",
    language: { spoken: "en", chosen: null, offered },
    status: { sentence: connected, level: "good", nextTry: null, canRetry: false, fix: null },
    neuro: {
      origin: "https://neuro.appstun.net",
      connection: "connected",
      sentence: connected,
      level: "good",
      lastEvent: now - 12 * MINUTE_MS,
      heard: 7,
      token: "kept",
      live: null,
      week: plausibleWeek(now),
      subathon: null,
      bells: bells(words),
    },
    sources: [],
    pause: null,
    rules: { quietHours: null, quietNow: false, quietUntil: null, volume: 60, reminderMinutes: 15, only: [], never: [], liveOpens: "channel" },
    general: {
      appearance: { theme: "system", hours: "system", first_day: "system", hides_past: false },
      startsInTray: true,
      startsAtLogin: false,
      trayHost: true,
      settledIn: true,
    },
    update: null,
    servers: ["https://neuro.appstun.net"],
    notices: [],
  };
}

function live(title: string, category: string): (snapshot: WindowSnapshot, now: number) => void {
  return (snapshot, now) => {
    snapshot.neuro.live = { title, category, viewers: 12_345, startedAt: now - 83 * MINUTE_MS, picture: "Live" };
  };
}

/** A picture that is not to be had. */
export const MISSING_PICTURE = "missing";

/** A picture that takes its time. */
export const SLOW_PICTURE = "slow";

function withPicture(snapshot: WindowSnapshot, now: number, picture: string): void {
  live("Neuro-sama looks for turtles", "Just Chatting")(snapshot, now);
  if (snapshot.neuro.live) snapshot.neuro.live.picture = picture;
  if (snapshot.neuro.week) snapshot.neuro.week.picture = picture;
}

function withoutToken(snapshot: WindowSnapshot, words: Words): void {
  const sentence = words("status-polling");
  snapshot.neuro.token = "absent";
  Object.assign(snapshot.neuro, { connection: "polling", sentence, lastEvent: null, heard: 0 });
  snapshot.status.sentence = `${sentence} ${words("token-add")}`;
  snapshot.status.fix = "neuro";
}

/** Somebody is needed: the status says why, and leads there. */
function needsYou(snapshot: WindowSnapshot, sentence: string, fix: string | null = "neuro"): void {
  snapshot.status = { sentence, level: "needsYou", nextTry: null, canRetry: fix === null, fix };
}

function shift(snapshot: WindowSnapshot, days: number): void {
  for (const planned of snapshot.neuro.week?.entries ?? []) planned.time += days * 24 * HOUR_MS;
}

/** What a stranger may write; longer than 200 characters. */
export const HOSTILE_TITLE =
  "<script>alert(1)</script><img src=x onerror=alert(2)> \u202Etxet lortnoc idib\u202C العربية עברית 🧡💜🐢👩‍👩‍👧‍👦 " +
  "W".repeat(100);

/** Every state by its name in `?state=`. */
export const STATES: Record<string, Edit> = {
  next: () => undefined,
  newer: (snapshot) => {
    snapshot.update = { on: true, newer: "0.2.0" };
    snapshot.servers.push("https://api.github.com");
  },
  live: live("Neuro-sama plays Slay the Spire and talks about turtles", "Slay the Spire 2"),
  "live-evil": live("EVIL NEURO karaoke, new songs all night", "Just Chatting"),
  "live-bare": (snapshot) => {
    snapshot.neuro.live = { title: "", category: "", viewers: null, startedAt: null, picture: null };
  },
  subathon: (snapshot) => {
    const next = { number: 90_000, name: "New original song" };
    snapshot.neuro.subathon = { name: "Winter Subathon", subs: 41_850, goals: 3, reached: 2, from: 40_000, next };
  },
  "subathon-hostile": (snapshot) => {
    const next = { number: 9_007_199_254_740_991, name: HOSTILE_TITLE };
    snapshot.neuro.subathon = { name: HOSTILE_TITLE, subs: 0, goals: 200, reached: 0, from: 0, next };
  },
  "picture-missing": (snapshot, now) => withPicture(snapshot, now, MISSING_PICTURE),
  "picture-slow": (snapshot, now) => withPicture(snapshot, now, SLOW_PICTURE),
  soon: (snapshot, now) => {
    snapshot.neuro.week?.entries.splice(4, 1, entry(now + 4 * MINUTE_MS + 12_000, "Evil stream"));
  },
  late: (snapshot, now) => {
    snapshot.neuro.week?.entries.splice(4, 1, entry(now - 12 * MINUTE_MS, "Neuro stream"));
  },
  "no-token": (snapshot, _, words) => withoutToken(snapshot, words),
  first: (snapshot, _, words) => {
    withoutToken(snapshot, words);
    snapshot.general.settledIn = false;
  },
  twelve: (snapshot) => {
    snapshot.general.appearance = { theme: "dark", hours: "12", first_day: "sunday", hides_past: false };
    snapshot.general.startsAtLogin = null;
  },
  paused: (snapshot, now) => {
    snapshot.pause = { until: now + 2 * HOUR_MS };
  },
  quiet: (snapshot, now) => {
    const days = ["Fri", "Sat"];
    snapshot.rules = {
      quietHours: { from: "16:30", to: "08:00", days },
      quietNow: true,
      quietUntil: at(now, 1, 8),
      volume: 25,
      reminderMinutes: 45,
      only: ["karaoke", "歌枠", "minecraft server"],
      never: ["rerun"],
      liveOpens: { template: "https://example.com/{channel}?t={title}" },
    };
  },
  "quiet-never": (snapshot) => {
    snapshot.rules.quietHours = { from: "08:00", to: "08:00", days: [] };
    for (const bell of snapshot.neuro.bells) bell.rings = false;
  },
  connecting: (snapshot, _, words) => {
    const sentence = words("status-connecting");
    snapshot.neuro.connection = "connecting";
    snapshot.neuro.token = "asking";
    snapshot.neuro.week = null;
    snapshot.status = { sentence, level: "busy", nextTry: null, canRetry: false, fix: null };
    Object.assign(snapshot.neuro, { sentence, level: "busy", lastEvent: null, heard: 0 });
  },
  reconnecting: (snapshot, now, words) => {
    snapshot.neuro.connection = "reconnecting";
    const sentence = words("status-reconnecting", { reason: words("fault-no-address") });
    snapshot.status = { sentence, level: "busy", nextTry: now + 8_000, canRetry: true, fix: null };
    Object.assign(snapshot.neuro, { sentence, level: "busy" });
  },
  refused: (snapshot, _, words) => {
    snapshot.neuro.connection = "failed";
    const sentence = words("status-needs-you", { what: words("fault-token-refused", { secret: "token" }) });
    needsYou(snapshot, sentence);
    Object.assign(snapshot.neuro, { sentence, level: "needsYou" });
  },
  "this-run-only": (snapshot, _, words) => {
    snapshot.neuro.token = "thisRunOnly";
    snapshot.notices.push(words("token-this-run-linux", { secret: "token" }));
  },
  locked: (snapshot, _, words) => {
    withoutToken(snapshot, words);
    snapshot.neuro.token = "locked";
    const what = words("token-locked-linux");
    needsYou(snapshot, words("status-polled-meanwhile", { sentence: words("status-needs-you", { what }) }));
    snapshot.notices.push(what);
  },
  sources: (snapshot, now, words) => {
    snapshot.sources = cannedSources(now, words);
    // Those of the sources that are not paused; news come from one server and are asked for at another.
    const hosts = ["relay.example.org", "api.shuriken.trade", "api.vera.cryptobriefing.com", "stream.vera.cryptobriefing.com"];
    snapshot.servers.push(...hosts.map((host) => `https://${host}`));
    const what = words("fault-token-refused", { secret: "agent-key" });
    needsYou(snapshot, words("status-needs-you-of", { name: "Shuriken", what }), "shuriken-00000002");
  },
  "sources-hostile": (snapshot, now, words) => {
    snapshot.sources = hostileSources(now, HOSTILE_TITLE, words);
    snapshot.servers.push(...snapshot.sources.map((source) => source.server));
  },
  closing: () => undefined,
  notices: (snapshot, _, words) => {
    const path = "/home/fan/.config/swarmbell/settings.json.broken";
    snapshot.notices.push(words("settings-broken-moved", { path }), words("tray-no-host"));
  },
  past: (snapshot) => shift(snapshot, -DAYS_IN_WEEK),
  coming: (snapshot) => shift(snapshot, DAYS_IN_WEEK),
  confirmed: (snapshot) => {
    if (snapshot.neuro.week) snapshot.neuro.week.isFinal = true;
  },
  empty: (snapshot) => {
    snapshot.neuro.week = null;
    snapshot.neuro.bells = [];
  },
  /** The last week of a year that has 53, with a day of the next one that both plan. */
  turn: (snapshot) => {
    const evening = (date: string): number => Date.parse(`${date}T20:00:00+01:00`);
    const week = snapshot.neuro.week;
    if (!week) return;
    week.week = 53;
    week.entries = [
      entry(evening("2026-12-29"), "Neuro stream"),
      entry(evening("2026-12-31"), "New Year’s Eve with **Evil** and Neuro 🎆"),
      entry(evening("2027-01-01"), "No stream", "offline"),
      entry(evening("2027-01-04"), "The first stream of the year", "tbd"),
    ];
    week.beside = [entry(evening("2027-01-04") + 2 * HOUR_MS, "Evil stream, of week 1")];
  },
  "hides-past": (snapshot) => {
    snapshot.general.appearance.hides_past = true;
  },
  "empty-week": (snapshot) => {
    if (snapshot.neuro.week) snapshot.neuro.week.entries = [];
  },
  crowded: (snapshot, now) => {
    for (let index = 0; index < 12; index += 1) {
      snapshot.neuro.week?.entries.push(entry(at(now, 1, 9 + index, 15), `Part ${index + 1} of the marathon`));
    }
  },
  hostile: (snapshot, now) => {
    live(HOSTILE_TITLE.slice(0, 200), "<b>Just</b> Chatting \u202Eevil")(snapshot, now);
    const week = snapshot.neuro.week;
    if (!week) return;
    week.entries = [
      entry(at(now, -1, 3, 15), HOSTILE_TITLE.slice(0, 200)),
      entry(at(now, -1, 20), "شرح مباشر مع نيورو **عريض** נוירו", "unknown"),
      entry(at(now, 0, 1), "**__~~||deep [click](https://example.com/" + "a".repeat(90) + ")||~~__**"),
      entry(at(now, 0, 20), "[free tokens](javascript:alert(1)) <https://example.com/x> `code`"),
      entry(at(now, 2, 23, 59), "", "tbd"),
      entry(at(now, 3, 0), "🐢".repeat(60), "canceled"),
      entry(9e15, "At the end of time", "unknown"),
    ];
    snapshot.neuro.bells = [
      ...snapshot.neuro.bells.slice(0, 2),
      bell("x", "x".repeat(120), false),
      bell("y", "\u202E<b>gnir</b>", true),
    ];
    snapshot.rules.only = ["W".repeat(100), "\u202E<b>gnir</b>", "عريض"];
    snapshot.rules.liveOpens = { template: `https://example.com/${"a".repeat(180)}` };
    snapshot.notices.push("N".repeat(150));
  },
};

/** What the backend tells in a state, in order. An unknown name is shown as `next`. */
export function cannedMessages(state: string, now: number, language = "en"): WindowMessage[] {
  const words = wordsOf(language);
  const snapshot = base(now, words);
  snapshot.language.spoken = language;
  const gone = { kind: "gone", sentence: words("bell-not-running"), startable: true } as const;
  if (state === "loading") return [];
  if (state === "gone") return [gone];
  STATES[state]?.(snapshot, now, words);
  const message = { kind: "snapshot", snapshot } as const;
  return state === "gone-later" ? [message, gone] : [message];
}
