/** Spans of time as the catalogue counts them: `3 h 12 min`, in its words. */
import { say } from "../strings/say.svelte";
import { type Span, SECONDS_SHOWN_BELOW_MS, span } from "./duration";

const MINUTE_MS = 60_000;

/** What the sentences about a span need: its units, and which of them are told. */
type Told = Span & { shape: string };

/** The two largest units; seconds only when little is left. */
function told(milliseconds: number, withSeconds: boolean): Told {
  const units = span(milliseconds);
  const { days, hours, minutes } = units;
  if (days > 0) return { ...units, shape: hours > 0 ? "days-hours" : "days" };
  if (hours > 0) return { ...units, shape: minutes > 0 ? "hours-minutes" : "hours" };
  if (!withSeconds) return { ...units, shape: "minutes" };
  return { ...units, shape: minutes > 0 ? "minutes-seconds" : "seconds" };
}

/** A span ahead. Minutes are rounded up, so that "in 1 min" is never already over. */
function ahead(milliseconds: number): Told {
  const withSeconds = milliseconds < SECONDS_SHOWN_BELOW_MS;
  return told(withSeconds ? milliseconds : Math.ceil(milliseconds / MINUTE_MS) * MINUTE_MS, withSeconds);
}

/** A span that has passed, in whole minutes. */
function passed(milliseconds: number): Told {
  return told(Math.floor(Math.max(0, milliseconds) / MINUTE_MS) * MINUTE_MS, false);
}

/** In how long something planned comes. */
export function inTime(milliseconds: number): string {
  return say("page-now-in-time", ahead(milliseconds));
}

/** How long a stream is live. */
export function sinceLong(milliseconds: number): string {
  return milliseconds < MINUTE_MS ? say("page-now-just-started") : say("page-span", passed(milliseconds));
}

/** By how much something planned is over its time. `listening`: whether it is known that the stream is not live. */
export function late(milliseconds: number, listening: boolean): string {
  if (milliseconds < MINUTE_MS) return say("page-now-due");
  return listening ? say("page-now-late", passed(milliseconds)) : say("page-now-planned-ago", passed(milliseconds));
}

/** When the last event of a source came. */
export function lastHeard(milliseconds: number): string {
  return milliseconds < MINUTE_MS ? say("page-sources-last-event-now") : say("page-sources-last-event", passed(milliseconds));
}

/** In how long the connection is tried again. */
export function nextTry(milliseconds: number): string {
  return milliseconds <= 0 ? say("page-status-trying") : say("page-status-next-try", ahead(milliseconds));
}

/** How long before a stream the bell reminds. */
export function leadTime(minutes: number): string {
  return minutes === 0 ? say("page-reminder-off") : say("page-span", told(minutes * MINUTE_MS, false));
}
