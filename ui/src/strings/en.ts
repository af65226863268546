/**
 * English. Every word the page says by itself, with its dates, numbers and plurals; sentences about the connection, the
 * token and deliveries come from the bell, which says the same in tray and command line.
 */
import { appearance } from "../appearance.svelte";
import type { DayEntry } from "../bindings/DayEntry";
import type { CalendarDay, WeekPosition } from "../format/days";
import { type Span, SECONDS_SHOWN_BELOW_MS, span } from "../format/duration";
import { sources } from "./en-sources";
import { say } from "./say.svelte";

const LOCALE = "en-GB";

const plurals = new Intl.PluralRules("en");
const wholeNumber = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const formats = new Map<string, Intl.DateTimeFormat>();

function dated(time: number, zone: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${zone} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(LOCALE, { timeZone: zone, ...options });
    formats.set(key, format);
  }
  return format.format(time);
}

function plural(count: number, one: string, other: string): string {
  return `${wholeNumber.format(count)} ${plurals.select(count) === "one" ? one : other}`;
}

/** A calendar day has no zone; it is shown through UTC. */
function calendar(date: CalendarDay, options: Intl.DateTimeFormatOptions): string {
  return dated(Date.UTC(date.year, date.month - 1, date.day), "UTC", options);
}

function clock(time: number, zone: string): string {
  if (appearance.hours === "12") return dated(time, zone, { hour: "numeric", minute: "2-digit", hourCycle: "h12" });
  return dated(time, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

function shortDay(date: CalendarDay): string {
  return `${calendar(date, { weekday: "short" })} ${date.day}`;
}

/** The two largest units, `3 h 12 min`; seconds only when little is left. */
function units({ days, hours, minutes, seconds }: Span, withSeconds: boolean): string {
  if (days > 0) return hours > 0 ? `${plural(days, "day", "days")} ${hours} h` : plural(days, "day", "days");
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  if (!withSeconds) return `${minutes} min`;
  return minutes > 0 ? `${minutes} min ${seconds} s` : `${seconds} s`;
}

/** A span ahead. Minutes are rounded up, so that "in 1 min" is never already over. */
function ahead(milliseconds: number): string {
  const withSeconds = milliseconds < SECONDS_SHOWN_BELOW_MS;
  const rounded = withSeconds ? milliseconds : Math.ceil(milliseconds / 60_000) * 60_000;
  return units(span(rounded), withSeconds);
}

/** A span that has passed, in whole minutes. */
function passed(milliseconds: number): string {
  return units(span(Math.floor(Math.max(0, milliseconds) / 60_000) * 60_000), false);
}

function range(first: CalendarDay, last: CalendarDay): string {
  const end = `${shortDay(last)} ${calendar(last, { month: "short", year: "numeric" })}`;
  const oneDay = first.year === last.year && first.month === last.month && first.day === last.day;
  if (oneDay) return end;
  if (first.year !== last.year) {
    return `${shortDay(first)} ${calendar(first, { month: "short", year: "numeric" })} – ${end}`;
  }
  if (first.month !== last.month) return `${shortDay(first)} ${calendar(first, { month: "short" })} – ${end}`;
  return `${shortDay(first)} – ${end}`;
}

const positions: Record<WeekPosition, string> = { past: "Past week", current: "This week", coming: "Coming week" };
const kinds: Record<DayEntry["kind"], string> = {
  normal: "Stream",
  offline: "Offline",
  canceled: "Canceled",
  tbd: "To be decided",
  unknown: "Unknown",
};

export const en = {
  app: {
    name: "Swarmbell",
    loading: "Asking the bell how things are…",
    unknownFailure: "That did not work, and the bell did not say why. Try again.",
  },
  gone: {
    /** Where the window process does not say more. */
    title: "Swarmbell is not running. Start it first.",
    body: "You find it in your applications menu. This window joins it by itself as soon as it answers.",
    lastKnown: "What you see below is what was known last.",
  },
  closing: {
    title: "What you typed is not saved yet.",
    body: "Close the window once more, and it is lost.",
    stay: "Keep the window open",
  },
  rooms: {
    label: "Rooms",
    now: "Now",
    week: "Week",
    search: "Search",
    activity: "Activity",
    settings: "Settings",
  },
  time: {
    clock,
    /** `Sat 20:00`; with the date when it is more than six days away. */
    dayAndClock(time: number, now: number, zone: string): string {
      const near = Math.abs(time - now) < 6 * 86_400_000;
      const day = dated(time, zone, near ? { weekday: "short" } : { weekday: "short", day: "numeric", month: "short" });
      return `${day.replace(",", "")} ${clock(time, zone)}`;
    },
    /** The day a week begins with, as the language has it; Monday is 0. */
    firstDay: 0,
    /** Monday is 0. */
    weekday: (index: number, width: "short" | "long"): string => dated(Date.UTC(2024, 0, 1 + index), "UTC", { weekday: width }),
    zone: (zone: string): string => say("page-time-zone", { zone }),
  },
  now: {
    title: "Now",
    soon: "The next two days",
    live: "Live",
    untitled: "The stream is live",
    since: (time: string): string => `since ${time}`,
    sinceLong: (milliseconds: number): string => (milliseconds < 60_000 ? "just started" : passed(milliseconds)),
    viewers: (count: number): string => say("page-now-viewers", { count }),
    watch: "Watch",
    next: (when: string): string => `Next stream · ${when}`,
    inTime: (milliseconds: number): string => `in ${ahead(milliseconds)}`,
    /** `listening`: whether it is known that the stream is not live. */
    late(milliseconds: number, listening: boolean): string {
      if (milliseconds < 60_000) return "due now";
      return listening ? `${passed(milliseconds)} late, not live yet` : `planned ${passed(milliseconds)} ago`;
    },
    notLive: "Not live",
    notKnown: "Live or not? No news yet",
    noWeek: "No schedule is known yet. Swarmbell keeps asking.",
    nothingPlanned: "Nothing more is planned in this week. The bell rings when a stream starts anyway.",
    weekOver: "The newest published week is over. The next one shows here as soon as it is out.",
    openChannel: "Open the channel",
  },
  week: {
    title: (week: number): string => `Week ${week}`,
    range,
    position: (position: WeekPosition): string => positions[position],
    final: "confirmed",
    notFinal: "not final: days may be missing",
    asOf: (time: string): string => `as of ${time}`,
    today: "Today",
    day: (date: CalendarDay): string => calendar(date, { weekday: "short" }),
    dayOfMonth: (date: CalendarDay): string => String(date.day),
    dayLong: (date: CalendarDay): string => calendar(date, { weekday: "long", day: "numeric", month: "long" }),
    kind: (kind: DayEntry["kind"]): string => kinds[kind],
    evil: "Evil",
    nothing: "Nothing planned",
    notKnown: "Nothing known yet",
    untitled: "No title",
    undated: "Without a date",
    heading: "Schedule",
    empty: "No week is known yet. It shows here as soon as the server has told one.",
    emptyWeek: "This week was published without a single entry.",
    ofYear: (week: number, year: number): string => say("page-week-of-year", { week, year: String(year) }),
    before: "The week before",
    next: "The week after",
    newest: "Today",
    pick: "All weeks",
    asking: "Asking for this week…",
    notThere: "The server has no such week.",
    menuAll: "More about this week",
    menu: (when: string): string => (when === "" ? "More about this entry" : `More about the entry of ${when}`),
    save: "Save as calendar file (.ics)",
    saveAll: "Save the week as calendar file (.ics)",
    google: "Add to Google Calendar",
    discord: "Copy as Discord timestamp",
    discordAll: "Copy the week for Discord",
    remind: "Remind me",
    remindNot: "Do not remind me",
    reminded: "You will be reminded",
    copied: "Copied.",
    notCopied: "This system did not take the text. Try again.",
  },
  picture: {
    none: "No picture",
    live: "What is on the stream",
    week: "The official picture of this week",
    look: "The official picture",
    whole: "Full size",
    close: "Close",
  },
  search: {
    title: "Search the schedule",
    text: "Text",
    year: "Year",
    kind: "Kind",
    anyYear: "All",
    anyKind: "All",
    tooShort: "Three letters or more.",
    asking: "Asking the server…",
    waits: (milliseconds: number): string => `The server takes the next search in ${Math.ceil(milliseconds / 1000)} s.`,
    keptOnly: "These are the weeks that this computer remembers.",
    nothing: "Nothing was found.",
    more: "Show more",
    day: (time: number, zone: string): string =>
      dated(time, zone, { weekday: "short", day: "numeric", month: "short", year: "numeric" }).replace(",", ""),
  },
  activity: {
    title: "Activity",
    source: "Source",
    what: "Show",
    anySource: "All sources",
    all: "Everything",
    rang: "What rang",
    silent: "What did not ring",
    asking: "Asking the bell what happened…",
    nothing: "Nothing happened yet. What rings, and what stays silent, is listed here.",
    later: (when: string): string => `missed at first, shown ${when}`,
    more: "Show more",
    clear: "Empty the list",
    clearSure: "Empty the list? Nothing rings again because of it.",
    clearYes: "Empty it",
    clearNo: "Keep it",
  },
  first: {
    title: "Welcome",
    tray: "Swarmbell stays in the tray when its window is closed; its icon brings the window back.",
    pin: "Windows hides new icons behind the arrow beside the clock: drag the bell out of there to keep it in sight.",
    done: "All set",
  },
  general: {
    title: "General",
    startsAtLogin: "Start at login",
    startsInTray: "Start in the tray, without a window",
    startsHidden: "Start without a window",
    language: "Language",
    theme: "Colours",
    themes: { system: "As the system", light: "Light", dark: "Dark" },
    hours: "Hours",
    hoursNames: { system: "As the language", "24": "24 hours", "12": "12 hours" },
    firstDay: "Weeks begin on",
    firstDays: { system: "As the language", monday: "Monday", saturday: "Saturday", sunday: "Sunday" },
  },
  about: {
    title: "About",
    what: "an unofficial fan project",
    hosts: "By itself it speaks to these servers, and to those where pictures of the stream and of the week lie:",
    examine: "Look for trouble",
    copy: "Copy diagnostics",
    asking: "The bell looks at itself…",
    report: "What the bell found",
    safe: "No token, no secret and nothing that was received stands in it.",
  },
  bells: {
    title: "Bells",
    hint: "What may ring on this computer.",
    kind: "Event",
    ring: "Ring",
    sound: "Sound",
    through: "In quiet hours",
    /** A column of the table, on the line of a kind. */
    of: (column: string, kind: string): string => `${column}: ${kind}`,
    empty: "The kinds of events are not known yet.",
  },
  pause: {
    title: "Pause",
    hint: "No rings for a while. What happens is kept.",
    oneHour: "1 hour",
    fourHours: "4 hours",
    untilMorning: "Until 8:00",
    until: (time: string): string => `Silent until ${time}`,
    resume: "Ring again",
  },
  quiet: {
    title: "Quiet hours",
    hint: "No rings at these hours. What happens is kept.",
    on: "Keep quiet at set hours",
    until(time: number, now: number, zone: string): string {
      return `Quiet until ${time - now < 86_400_000 ? clock(time, zone) : en.time.dayAndClock(time, now, zone)}`;
    },
    from: "From",
    to: "To",
    wholeDay: "The same time twice means 24 hours.",
    days: "Begin on",
    noDays: "No day is chosen: it never gets quiet.",
    through: (count: number): string =>
      count === 0
        ? "Nothing rings then. The table of bells says what may."
        : `${plural(count, "bell rings", "bells ring")} all the same, as the table of bells says.`,
  },
  sound: {
    title: "Sound",
    hint: "Swarmbell has a bell of its own. The table says for what it sounds.",
    volume: "Volume",
    level: (percent: number): string => (percent === 0 ? "Silent" : `${percent} %`),
    test: "Test the sound",
    testing: "Waiting for the sound system…",
    tested: "The bell sounds.",
  },
  reminder: {
    title: "Reminder",
    hint: "How long before a planned stream the bell reminds you.",
    minutes: (minutes: number): string => (minutes === 0 ? "Off" : units(span(minutes * 60_000), false)),
    silent: (bell: string): string => `Reminders stay silent: the bell “${bell}” is off.`,
  },
  keywords: {
    title: "Keywords",
    hint: "Titles, categories, tags and names are searched for them. One on each line, or with commas between.",
    only: "Ring only for",
    onlyHint: "Empty: everything rings.",
    never: "Never ring for",
    neverHint: "This wins where both are found.",
    limits:
      "Part of a word is enough, upper and lower case are the same. " +
      "100 keywords in each field at most, of 100 letters at most.",
  },
  liveOpens: {
    title: "A click on a live ring opens",
    channel: "The channel’s page",
    popout: "The player only",
    template: "An address of your own",
    address: "Address",
    example: "https://example.com/{channel}",
    hint: "Only https. {channel}, {id} and {title} are filled in behind the host name.",
  },
  token: {
    title: "Token",
    absent:
      "Alerts check once a minute. Add your API token for instant alerts, raids and the archive.",
    add: "Add token",
    field: "API token",
    where: "Tokens are made on the dashboard after a Twitch login:",
    save: "Test and save",
    testing: "Connecting with the token…",
    saved: "The token works and is kept.",
    cancel: "Not now",
    asking: "Asking the keyring for the token…",
    kept: "Your token is kept in the keyring of this system.",
    thisRunOnly: "Your token is kept until Swarmbell ends.",
    locked: "The keyring is locked.",
    timedOut: "The keyring does not answer.",
    denied: "The keyring refuses.",
    unusable: "What the keyring keeps cannot be the token.",
    askAgain: "Ask again",
    replace: "Replace",
    forget: "Forget",
    forgetSure: "Forget the token? Alerts will check once a minute then.",
    forgetYes: "Forget it",
    forgetNo: "Keep it",
    forgotten: "The token is forgotten.",
  },
  sources: {
    ...sources,
    lastEvent: (milliseconds: number): string =>
      milliseconds < 60_000 ? "Last event just now" : `Last event ${passed(milliseconds)} ago`,
    heard: (count: number): string => `${plural(count, "event", "events")} in this run`,
  },
  test: {
    title: "Try the bell",
    hint: "See what a ring looks like and whether this desktop shows it.",
    send: "Send a test notification",
    sending: "Waiting for the desktop…",
    sent: "The desktop took the notification.",
  },
  status: {
    nextTry: (milliseconds: number): string => (milliseconds <= 0 ? "trying now" : `next try in ${ahead(milliseconds)}`),
    retry: "Retry now",
    fix: "Fix",
    gone: "Not connected to the bell",
    level: { good: "All is well", busy: "Working on it", needsYou: "Needs you" },
  },
  notices: { title: "Good to know" },
  text: { spoiler: "Spoiler", spoilerHint: "Press to show" },
};
