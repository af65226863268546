/** A rule in a sentence. */
import type { Comparison } from "../bindings/Comparison";
import type { FieldTest } from "../bindings/FieldTest";
import type { RingRule } from "../bindings/RingRule";
import { locale, say } from "./say.svelte";

const TESTS = {
  equals: "page-rules-sentence-equals",
  differs: "page-rules-sentence-differs",
  contains: "page-rules-sentence-contains",
  at_least: "page-rules-sentence-at-least",
  at_most: "page-rules-sentence-at-most",
} as const satisfies Record<Exclude<Comparison, "present">, string>;

const LEVELS = {
  high: "page-rules-sentence-high",
  moderate: "page-rules-sentence-moderate",
  low: "page-rules-sentence-low",
} as const;

function test({ field, is, value }: FieldTest): string {
  if (is === "present") return say("page-rules-sentence-present", { field });
  return say(TESTS[is], { field, value: value === "" ? say("page-rules-sentence-empty") : value });
}

/** Which events it is about, and what becomes of them. */
export function ruleSentence({ kinds, channels, relevance, fields, rings, says }: RingRule): string {
  const any = new Intl.ListFormat(locale(), { type: "disjunction" });
  const all = new Intl.ListFormat(locale(), { type: "conjunction" });
  return say("page-rules-sentence", {
    rings: rings ? "yes" : "no",
    kinds: kinds.length,
    kindNames: any.format(kinds),
    channels: channels.length,
    channelNames: any.format(channels),
    levels: relevance.length,
    levelNames: any.format(relevance.map((level) => say(LEVELS[level]))),
    tests: fields.length,
    testNames: all.format(fields.map((one) => test(one))),
    own: rings && says ? "yes" : "no",
  });
}
