/** Dates and times as the catalogue's locale writes them; where it only names the parts, the catalogue puts them in order. */
import { appearance } from "../appearance.svelte";
import { locale, say } from "../strings/say.svelte";
import type { CalendarDay } from "./days";
import { timeOfDay } from "./typed";

const DAY_MS = 86_400_000;
/** So far a weekday alone says which day is meant. */
const NEAR_MS = 6 * DAY_MS;
/** A Monday, in UTC. */
const MONDAY = Date.UTC(2024, 0, 1);

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale()} ${zone} ${JSON.stringify(options)}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale(), { timeZone: zone, ...options });
    formats.set(key, made);
  }
  return made;
}

/** A calendar day has no zone; it is shown through UTC. */
function noon({ year, month, day }: CalendarDay): number {
  return Date.UTC(year, month - 1, day, 12);
}

/** Whether the hours are counted to twelve: as it was chosen, else as the language does. */
function countsToTwelve(): boolean {
  if (appearance.hours !== "system") return appearance.hours === "12";
  const cycle = format("UTC", { hour: "numeric" }).resolvedOptions().hourCycle;
  return cycle === "h12" || cycle === "h11";
}

/** The time of the day, `20:00`. */
export function clockTime(time: number, zone: string): string {
  const options: Intl.DateTimeFormatOptions = countsToTwelve()
    ? { hour: "numeric", minute: "2-digit", hourCycle: "h12" }
    : { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return format(zone, options).format(time);
}

/** `22:00`, as the reader's clock tells it where that can be read again. */
export function hourTold(text: string): string {
  const time = Date.parse(`1970-01-01T${text}Z`);
  const told = Number.isNaN(time) ? text : clockTime(time, "UTC");
  return timeOfDay(told) === text ? told : text;
}

/** The parts of a day, each as it is written within a date. */
function parts(time: number, zone: string): { weekday: string; day: string; month: string; year: string } {
  const { day = "", month = "", year = "" } = Object.fromEntries(
    format(zone, { day: "numeric", month: "short", year: "numeric" })
      .formatToParts(time)
      .map(({ type, value }) => [type, value]),
  );
  return { weekday: format(zone, { weekday: "short" }).format(time), day, month, year };
}

/** `Sat 20:00`; with the date when it is more than six days away, and with the year of another one. */
export function dayAndClock(time: number, now: number, zone: string): string {
  const { weekday, day, month, year } = parts(time, zone);
  const near = Math.abs(time - now) < NEAR_MS;
  const date = year === parts(now, zone).year ? say("page-date-month", { weekday, day, month }) : wholeDate(time, zone);
  return say("page-date-clock", { day: near ? weekday : date, clock: clockTime(time, zone) });
}

/** The time of the day alone when it is less than a day away. */
export function soonClock(time: number, now: number, zone: string): string {
  return time - now < DAY_MS ? clockTime(time, zone) : dayAndClock(time, now, zone);
}

/** `Sat 21 Nov 2026`. */
export function wholeDate(time: number, zone: string): string {
  return say("page-date-year", parts(time, zone));
}

/** The name of a day of the week; Monday is 0. */
export function weekday(index: number, width: "short" | "long"): string {
  return format("UTC", { weekday: width }).format(MONDAY + index * DAY_MS);
}

/** The day a week begins with in this language; Monday is 0. */
export function firstDay(): number {
  return Number(say("page-first-day"));
}

/** `Sat`. */
export function dayShort(date: CalendarDay): string {
  return format("UTC", { weekday: "short" }).format(noon(date));
}

/** `Saturday 21 November`. */
export function dayLong(date: CalendarDay): string {
  return format("UTC", { weekday: "long", day: "numeric", month: "long" }).format(noon(date));
}

/** From one day to another; month and year once where they are the same. */
export function dayRange(first: CalendarDay, last: CalendarDay): string {
  const [from, to] = [parts(noon(first), "UTC"), parts(noon(last), "UTC")];
  const end = say("page-date-year", to);
  const sameYear = first.year === last.year;
  const sameMonth = sameYear && first.month === last.month;
  if (sameMonth && first.day === last.day) return end;
  return say("page-date-range", { first: begin(from, sameYear, sameMonth), last: end });
}

function begin(from: ReturnType<typeof parts>, sameYear: boolean, sameMonth: boolean): string {
  const { weekday, day, month } = from;
  if (sameMonth) return say("page-date-short", { weekday, day });
  return sameYear ? say("page-date-month", { weekday, day, month }) : say("page-date-year", from);
}
