/** The schedule for a Discord channel: each reader there sees the times of their own zone. */
import type { DayEntry } from "../bindings/DayEntry";
import { isDated } from "./days";
import { canBegin } from "./next";

/** `<t:1795201200:F> Title`: the full date, and the words with their marks, which Discord reads too. */
export function discordLine(entry: DayEntry, untitled: string): string {
  const stamp = `<t:${Math.floor(entry.time / 1000)}:F>`;
  // One line each: a line break would look like a line of somebody else's.
  const words = entry.message.replace(/\s+/gu, " ").trim();
  return `${stamp} ${words === "" ? untitled : words}`;
}

/** All streams of a week, one a line; days without a stream are none. */
export function discordWeek(entries: readonly DayEntry[], untitled: string): string {
  const streams = entries.filter((entry) => isDated(entry.time) && canBegin(entry));
  return streams.map((entry) => discordLine(entry, untitled)).join("\n");
}
