/** Spans of time in parts, for sentences that count. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Below this a countdown shows seconds. */
export const SECONDS_SHOWN_BELOW_MS = 10 * MINUTE;

/** A span cut into whole units; the smaller ones are what the larger ones leave over. */
export interface Span {
  days: number;
  hours: number;
  minutes: number;
  seconds: number;
}

/** A span of time ahead, rounded up to whole seconds, so that a countdown ends at zero and not before. */
export function span(milliseconds: number): Span {
  const left = Math.max(0, Math.ceil(milliseconds / SECOND) * SECOND);
  return {
    days: Math.floor(left / DAY),
    hours: Math.floor((left % DAY) / HOUR),
    minutes: Math.floor((left % HOUR) / MINUTE),
    seconds: Math.floor((left % MINUTE) / SECOND),
  };
}
