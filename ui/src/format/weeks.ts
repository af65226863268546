/** All weeks of the schedule there are, as a line to walk along. */
import { type CalendarDay, dayNumber } from "./days";

/** ISO year and week. */
export type Place = readonly [year: number, week: number];

/** The weeks by year, as the bell tells them. */
export type Years = Readonly<Record<string, readonly number[]>>;

const MS_PER_DAY = 86_400_000;

/** The ISO week of a day: that of the Thursday beside it. */
export function placeOf(day: CalendarDay): Place {
  const number = dayNumber(day);
  // 1970 began on a Thursday.
  const thursday = number + 3 - ((number + 3) % 7);
  const year = new Date(thursday * MS_PER_DAY).getUTCFullYear();
  return [year, 1 + Math.floor((thursday - dayNumber({ year, month: 1, day: 1 })) / 7)];
}

export function samePlace(left: Place, right: Place): boolean {
  return left[0] === right[0] && left[1] === right[1];
}

function after(left: Place, right: Place): boolean {
  return left[0] > right[0] || (left[0] === right[0] && left[1] > right[1]);
}

/** The places in order, oldest first. */
export function places(years: Years): Place[] {
  const all = Object.entries(years).flatMap(([year, weeks]) => weeks.map((week): Place => [Number(year), week]));
  return all.sort((left, right) => (after(left, right) ? 1 : -1));
}

/** The places with one more, if it is not among them. */
export function joined(all: Place[], place: Place): Place[] {
  if (all.some((other) => samePlace(other, place))) return all;
  return [...all, place].sort((left, right) => (after(left, right) ? 1 : -1));
}

/** The weeks of each year, newest first. */
export function byYear(all: readonly Place[]): [number, number[]][] {
  const years = new Map<number, number[]>();
  for (const [year, week] of all.toReversed()) years.set(year, [...(years.get(year) ?? []), week]);
  return [...years];
}

/** The nearest week before and after one, whether or not that one is there itself. */
export function neighbours(all: readonly Place[], place: Place): { before: Place | null; next: Place | null } {
  return {
    before: all.findLast((other) => after(place, other)) ?? null,
    next: all.find((other) => after(other, place)) ?? null,
  };
}
