/**
 * A published week as days of the reader's own calendar. The `day` number of the server is not used: an entry belongs to
 * the day on which its `time` falls here, so a week may span eight days.
 */
import type { DayEntry } from "../bindings/DayEntry";

/** A day of the calendar, without a zone. `month` is 1 to 12. */
export interface CalendarDay {
  year: number;
  month: number;
  day: number;
}

/** One day and what is planned on it, sorted by time. */
export interface LocalDay {
  date: CalendarDay;
  entries: DayEntry[];
}

/** The days of a week, joined, and what cannot be put on any day. */
export interface LocalWeek {
  days: LocalDay[];
  /** Entries whose time no calendar reaches. */
  undated: DayEntry[];
}

/** Where a week lies for the reader. */
export type WeekPosition = "past" | "current" | "coming";

/** The days of the week as the bell writes them. */
export const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

const MS_PER_DAY = 86_400_000;
/** Days without an entry are filled in between two that have some, unless more than a week lies between them. */
const LONGEST_GAP_DAYS = 7;
/** The range of JavaScript's `Date`, in ms. */
const DATE_LIMIT = 8.64e15;

const partsOf = new Map<string, Intl.DateTimeFormat>();

function partsFormat(zone: string): Intl.DateTimeFormat {
  let format = partsOf.get(zone);
  if (!format) {
    const options = { timeZone: zone, calendar: "gregory", numberingSystem: "latn" } as const;
    format = new Intl.DateTimeFormat("en-US", { ...options, year: "numeric", month: "numeric", day: "numeric" });
    partsOf.set(zone, format);
  }
  return format;
}

/** Whether a calendar can hold this time. */
export function isDated(time: number): boolean {
  return Number.isFinite(time) && Math.abs(time) <= DATE_LIMIT - MS_PER_DAY;
}

/** The day on which a time falls in a zone. */
export function localDay(time: number, zone: string): CalendarDay {
  const day = { year: 0, month: 0, day: 0 };
  for (const part of partsFormat(zone).formatToParts(time)) {
    if (part.type === "year" || part.type === "month" || part.type === "day") {
      day[part.type] = Number(part.value);
    }
  }
  return day;
}

/** Days since 1970-01-01, for counting; a calendar day has no zone, so UTC serves. */
export function dayNumber(date: CalendarDay): number {
  return Date.UTC(date.year, date.month - 1, date.day) / MS_PER_DAY;
}

function fromDayNumber(number: number): CalendarDay {
  const date = new Date(number * MS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Whether both are the same day. */
export function sameDay(left: CalendarDay, right: CalendarDay): boolean {
  return left.year === right.year && left.month === right.month && left.day === right.day;
}

/** Entries by local day, first to last, with the empty days between them. */
export function localWeek(entries: readonly DayEntry[], zone: string): LocalWeek {
  const undated = entries.filter((entry) => !isDated(entry.time));
  const dated = entries.filter((entry) => isDated(entry.time)).sort((left, right) => left.time - right.time);
  const days: LocalDay[] = [];
  for (const entry of dated) {
    const date = localDay(entry.time, zone);
    let last = days.at(-1);
    if (!last || !sameDay(last.date, date)) {
      days.push(...emptyDaysBetween(last?.date, date));
      last = { date, entries: [] };
      days.push(last);
    }
    last.entries.push(entry);
  }
  return { days, undated };
}

/** A week as {@link localWeek}, with those entries of its neighbours that fall on its days. */
export function joinedWeek(entries: readonly DayEntry[], beside: readonly DayEntry[], zone: string): LocalWeek {
  const days = localWeek(entries, zone).days;
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return localWeek(entries, zone);
  const within = (entry: DayEntry): boolean => {
    if (!isDated(entry.time)) return false;
    const day = dayNumber(localDay(entry.time, zone));
    return day >= dayNumber(first.date) && day <= dayNumber(last.date);
  };
  return localWeek([...entries, ...beside.filter(within)], zone);
}

function emptyDaysBetween(last: CalendarDay | undefined, next: CalendarDay): LocalDay[] {
  if (!last) return [];
  const first = dayNumber(last) + 1;
  const count = dayNumber(next) - first;
  if (count > LONGEST_GAP_DAYS) return [];
  return Array.from({ length: Math.max(0, count) }, (_, index) => ({ date: fromDayNumber(first + index), entries: [] }));
}

/** Whether all days are over, all are ahead, or neither. */
export function weekPosition(days: readonly LocalDay[], today: CalendarDay): WeekPosition {
  const first = days[0];
  const last = days.at(-1);
  if (!first || !last) return "current";
  if (dayNumber(last.date) < dayNumber(today)) return "past";
  return dayNumber(first.date) > dayNumber(today) ? "coming" : "current";
}
