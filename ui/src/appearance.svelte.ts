/** How the page looks and tells times: what was chosen, for everybody who draws or words something. */
import type { Appearance } from "./bindings/Appearance";

/** Counted from Monday, which is 0. */
const FIRST_DAYS = { monday: 0, saturday: 5, sunday: 6 };

/** What is chosen now; what is left to the language is worded by its catalogue. */
export const appearance: Appearance = $state({ theme: "system", hours: "system", first_day: "system", hides_past: false });

/** Takes up what was chosen. */
export function takeUp(chosen: Appearance): void {
  Object.assign(appearance, chosen);
  const { dataset } = document.documentElement;
  dataset["theme"] = chosen.theme;
  dataset["hours"] = chosen.hours;
}

/** Days of a week, given from Monday on, in the order in which they are listed. */
export function inOrder<D>(days: readonly D[], ofLanguage: number): D[] {
  const first = appearance.first_day === "system" ? ofLanguage : FIRST_DAYS[appearance.first_day];
  return [...days.slice(first), ...days.slice(0, first)];
}
