/** Until when quiet hours last. */
import type { RulesView } from "../bindings/RulesView";
import type { Clock } from "../clock.svelte";
import { say } from "../strings/say.svelte";
import { soonClock } from "./times";

/** What is said of quiet hours that are on; empty when they are not. */
export function quietWords({ quietNow, quietUntil }: RulesView, clock: Clock): string {
  if (!quietNow || (quietUntil !== null && quietUntil <= clock.now)) return "";
  return quietUntil === null ? say("page-quiet-always") : say("page-quiet-until", { time: soonClock(quietUntil, clock.now, clock.zone) });
}
