/** Until when nothing rings. */
import type { PauseView } from "../bindings/PauseView";
import type { RulesView } from "../bindings/RulesView";
import type { Clock } from "../clock.svelte";
import { say } from "../strings/say.svelte";
import { soonClock } from "./times";

/** What is said of a pause; empty when there is none any more. */
export function pauseWords(pause: PauseView | null, clock: Clock): string {
  return pause && pause.until > clock.now ? say("page-pause-until", { time: soonClock(pause.until, clock.now, clock.zone) }) : "";
}

/** What is said of quiet hours that are on; empty when they are not. */
export function quietWords({ quietNow, quietUntil }: RulesView, clock: Clock): string {
  if (!quietNow || (quietUntil !== null && quietUntil <= clock.now)) return "";
  return quietUntil === null ? say("page-quiet-always") : say("page-quiet-until", { time: soonClock(quietUntil, clock.now, clock.zone) });
}
