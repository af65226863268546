/** What happened, by the days of the reader's calendar. */
import type { ActivityRow } from "../bindings/ActivityRow";
import { type CalendarDay, isDated, localDay, sameDay } from "./days";

export interface ActivityDay {
  date: CalendarDay;
  rows: ActivityRow[];
}

/** What is told this long after it happened was missed before. */
const LATE_MS = 2 * 60_000;

/** By day, in the order of the rows. What no calendar reaches stays with its neighbours. */
export function byDay(rows: readonly ActivityRow[], zone: string): ActivityDay[] {
  const days: ActivityDay[] = [];
  for (const row of rows) {
    const last = days.at(-1);
    const date = isDated(row.at) ? localDay(row.at, zone) : (last?.date ?? localDay(0, zone));
    if (last && sameDay(last.date, date)) last.rows.push(row);
    else days.push({ date, rows: [row] });
  }
  // The order is that of hearing; a day that comes twice is one.
  const joined = new Map<string, ActivityDay>();
  for (const day of days) {
    const key = `${day.date.year}-${day.date.month}-${day.date.day}`;
    const known = joined.get(key);
    if (known) known.rows.push(...day.rows);
    else joined.set(key, day);
  }
  return [...joined.values()];
}

/** When something that rang was told, if that was long after it happened; `null` when it was at once. */
export function toldLater(row: ActivityRow): number | null {
  const late = row.rang && row.decidedAt !== null && isDated(row.decidedAt) && row.decidedAt - row.at > LATE_MS;
  return late ? row.decidedAt : null;
}
