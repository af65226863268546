/** What is looked for in the schedule, as it is entered. */
import type { DayEntry } from "../bindings/DayEntry";
import type { SearchFor } from "../bindings/SearchFor";
import type { Who } from "../bindings/Who";
import type { Place } from "../format/weeks";

export interface Wish {
  text: string;
  /** A year in figures; empty for all. */
  year: string;
  who: Who | "";
  kind: DayEntry["kind"] | "";
  /** A word that no entry may contain. */
  without: string;
  /** Nothing that is over. */
  ahead: boolean;
  devstreams: boolean;
}

/** Nothing is looked for yet. */
export const NO_WISH: Wish = { text: "", year: "", who: "", kind: "", without: "", ahead: false, devstreams: false };

/** The server takes shorter texts as no question (contract neuro §2). */
const SHORTEST = 3;

/** Whether it says enough to be looked for: a text, or something that stands for one. */
export function isEnough({ text, who, devstreams }: Wish): boolean {
  return devstreams || who !== "" || [...text.trim()].length >= SHORTEST;
}

/** How many of the filters are set that are rarely wanted. */
export function rarelySet({ kind, without, ahead, devstreams }: Wish): number {
  return [kind !== "", without.trim() !== "", ahead, devstreams].filter(Boolean).length;
}

/** As the bell is asked, from the place on where the page before ended. */
export function searchFor({ text, year, who, kind, without, ahead, devstreams }: Wish, after: Place | null): SearchFor {
  return {
    text: text.trim(),
    year: year === "" ? null : Number(year),
    kind: kind === "" ? null : kind,
    who: who === "" ? null : who,
    ahead,
    without: without.trim(),
    devstreams,
    after: after && [after[0], after[1]],
  };
}
