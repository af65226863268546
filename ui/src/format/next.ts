/** Which planned stream the reader waits for. */
import type { DayEntry } from "../bindings/DayEntry";
import { STILL_ON_MS } from "../bindings/times";
import { isDated } from "./days";

/** Whether a stream may come of an entry of this kind. */
export function canBegin({ kind }: DayEntry): boolean {
  return kind !== "offline" && kind !== "canceled";
}

/** The stream that is due: planned a short while ago, or the next one ahead. `null`: none is planned. */
export function nextEntry(entries: readonly DayEntry[], now: number): DayEntry | null {
  const awaited = entries
    .filter((entry) => isDated(entry.time) && canBegin(entry))
    .sort((left, right) => left.time - right.time);
  const ahead = awaited.find((entry) => entry.time > now) ?? null;
  const due = awaited.findLast((entry) => entry.time <= now && now - entry.time < STILL_ON_MS) ?? null;
  // What should be running counts until the next one is nearer.
  if (due && (!ahead || ahead.time - now > now - due.time)) return due;
  return ahead;
}

/** What is shown of the time ahead. */
const SOON_MS = 48 * 60 * 60 * 1000;

/** Everything that is planned within the next two days, days without a stream included. */
export function soon(entries: readonly DayEntry[], now: number): DayEntry[] {
  const near = entries.filter((entry) => isDated(entry.time) && entry.time > now && entry.time - now <= SOON_MS);
  return near.sort((left, right) => left.time - right.time);
}

/** Whether an entry is over. Of one without a date that cannot be told. */
export function isOver({ time }: DayEntry, now: number): boolean {
  return isDated(time) && now - time >= STILL_ON_MS;
}

/** Whether a title names Evil; such entries wear her colour. */
export function isEvil(title: string): boolean {
  return /\bevil/iu.test(title);
}
