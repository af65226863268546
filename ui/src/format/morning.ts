/** When the night is over for a pause. */

/** The local hour at which a pause "until morning" ends. */
const MORNING_HOUR = 8;

/** The next time it is eight in the morning here, in ms since 1970. */
export function nextMorning(now: number): number {
  const morning = new Date(now);
  morning.setHours(MORNING_HOUR, 0, 0, 0);
  // By calendar and not by 24 hours: a night may have 23 or 25 of them.
  if (morning.getTime() <= now) morning.setDate(morning.getDate() + 1);
  return morning.getTime();
}
