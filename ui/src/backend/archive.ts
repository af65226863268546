/** What the canned bell remembers beside the snapshot: years of weeks, and what happened. */
import type { ActivityRow } from "../bindings/ActivityRow";
import type { DayEntry } from "../bindings/DayEntry";
import type { Page } from "../bindings/Page";
import type { Query } from "../bindings/Query";
import type { SearchFor } from "../bindings/SearchFor";
import type { WeekView } from "../bindings/WeekView";
import { drawn } from "./drawn";
import type { Words } from "./words";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** The Monday of week 1 of 2023, 20:00 in Berlin. */
const FIRST_MONDAY = Date.parse("2023-01-02T19:00:00Z");
const FIRST_WEEK = 45;
const WEEKS_PER_PAGE = 25;
const ROWS_PER_PAGE = 50;

const PLANS = ["Neuro stream", "Evil stream", "Neuro karaoke", "No stream", "Neuro & Evil **collab** with a guest", "Minecraft, *modded*", "Dev stream"];

/** How many weeks the years since 2023 have. */
const WEEKS_OF: Record<number, number> = { 2023: 52, 2024: 52, 2025: 52, 2026: 53 };

function kindOf(plan: string): DayEntry["kind"] {
  return plan === "No stream" ? "offline" : "normal";
}

function weekOf(year: number, week: number, index: number): WeekView {
  const monday = FIRST_MONDAY + index * 7 * DAY_MS;
  const entries = PLANS.map((_, day): DayEntry => {
    const message = PLANS[(day + index) % PLANS.length] ?? "";
    return { time: monday + day * DAY_MS, message, kind: kindOf(message) };
  });
  return { year, week, isFinal: true, whole: true, asOf: monday + 7 * DAY_MS, entries, beside: [], picture: year < 2026 ? null : `Week ${week}` };
}

/** All weeks until a moment, oldest first; of the first year those that the server knows, or every one. */
export function archive(now: number, whole = false): WeekView[] {
  const weeks: WeekView[] = [];
  let index = 0;
  for (const [year, count] of Object.entries(WEEKS_OF)) {
    for (let week = 1; week <= count; week += 1, index += 1) {
      const known = whole || Number(year) > 2023 || week >= FIRST_WEEK;
      if (known && FIRST_MONDAY + index * 7 * DAY_MS < now - 6 * DAY_MS) weeks.push(weekOf(Number(year), week, index));
    }
  }
  return weeks;
}

/** Half a year of what happened, newest first. */
export function happened(now: number, words: Words): ActivityRow[] {
  const silenced = (reason: string): string => words("verdict-silenced", { reason: words(reason) });
  const told: Omit<ActivityRow, "id" | "at" | "decidedAt">[] = [
    { source: "NeuroInfoAPI", eventType: "streamOnline", title: words("live-now", { who: "Neuro-sama" }), body: "Karaoke night · Just Chatting", verdict: words("verdict-rang"), rang: true, leads: true },
    { source: "NeuroInfoAPI", eventType: "streamRaidOutgoing", title: words("raid-outgoing", { name: "vedal_friend" }), body: words("raid-party", { count: 4_812 }), verdict: silenced("silenced-quiet-hours"), rang: false, leads: true },
    { source: "NeuroInfoAPI", eventType: "scheduleUpdate", title: words("plan-changed", { week: 47 }), body: words("change-moved", { which: words("weekday-short", { weekday: 6 }), time: "20:00" }), verdict: words("verdict-rang"), rang: true, leads: false },
    { source: "Builds", eventType: "finished", title: "main is green", body: "1,204 tests", verdict: words("verdict-grouped"), rang: false, leads: true },
    { source: "NeuroInfoAPI", eventType: "streamUpdate", title: words("live-changed"), body: "Minecraft", verdict: silenced("silenced-switched-off"), rang: false, leads: true },
  ];
  return Array.from({ length: 120 }, (_, index) => {
    const at = now - 20 * 60_000 - index * 9 * HOUR_MS;
    const row = told[index % told.length] ?? told[0]!;
    return { ...row, id: 120 - index, at, decidedAt: index === 5 ? at + 3 * HOUR_MS : at + 40 };
  });
}

/** The same with titles by strangers. */
export function hostileRows(now: number, title: string, words: Words): ActivityRow[] {
  const bodies = [title, "**__~~||deep [click](https://example.com/)||~~__**", "شرح مباشر مع نيورو נוירו", "🐢".repeat(60), ""];
  const named = (index: number): string => (index % 2 === 0 ? title : "<b>Raid</b> **from** \u202Elive");
  return happened(now, words).map((row, index) => ({ ...row, title: named(index), body: bodies[index % bodies.length] ?? "" }));
}

/** Answers a question as the bell does. */
export function answerPage(query: Query, weeks: readonly WeekView[], rows: readonly ActivityRow[]): Page {
  switch (query.query) {
    case "weeks": {
      const years: Record<number, number[]> = {};
      for (const { year, week } of weeks) (years[year] ??= []).push(week);
      return { page: "weeks", years };
    }
    case "week":
      return { page: "week", week: weeks.find(({ year, week }) => year === query.year && week === query.week) ?? null };
    case "search":
      return found(query.search, weeks);
    case "devstreams":
      // What it is answered with is found by the next search.
      return { page: "weeks", years: {} };
    case "picture":
      return { page: "picture", jpeg: drawn(query.id, query.size) };
    case "activity": {
      const listed = rows
        .filter((row) => query.before === null || row.id < query.before)
        .filter((row) => query.source === null || (query.source === "neuro") === (row.source === "NeuroInfoAPI"))
        .filter((row) => query.rang === null || row.rang === query.rang);
      const page = listed.slice(0, ROWS_PER_PAGE);
      return { page: "activity", rows: page, next: listed.length > page.length ? (page.at(-1)?.id ?? null) : null };
    }
  }
}

/** The page that is looked for; what is left out as the bell does it, but for the finer points of names. */
function found(search: SearchFor, weeks: readonly WeekView[]): Page {
  const wanted = search.text.toLowerCase();
  const without = search.without.toLowerCase();
  const [afterYear, afterWeek] = search.after ?? [Infinity, Infinity];
  const keeps = ({ message, kind, time }: DayEntry): boolean => {
    const words = message.replace(/\*/gu, "").toLowerCase();
    return (
      (!search.devstreams || words.startsWith("dev")) &&
      (search.kind === null || kind === search.kind) &&
      (search.who === null || words.includes(search.who)) &&
      (without === "" || !words.includes(without)) &&
      !(search.ahead && time + 2 * HOUR_MS < Date.now()) &&
      words.includes(wanted)
    );
  };
  const hits = weeks
    .filter(({ year, week }) => year < afterYear || (year === afterYear && week < afterWeek))
    .filter(({ year }) => search.year === null || year === search.year)
    .map((week) => ({ ...week, entries: week.entries.filter(keeps) }))
    .filter(({ entries }) => entries.length > 0)
    .reverse();
  const page = hits.slice(0, WEEKS_PER_PAGE);
  const last = page.at(-1);
  return { page: "hits", weeks: page, next: last && hits.length > page.length ? [last.year, last.week] : null };
}
