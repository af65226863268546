import { expect, test } from "vitest";

import type { RingRule } from "../bindings/RingRule";
import { speak } from "./say.svelte";
import { ruleSentence } from "./sentence";

const rule = (changed: Partial<RingRule>): RingRule => ({
  kinds: [],
  channels: [],
  relevance: [],
  fields: [],
  rings: true,
  says: null,
  ...changed,
});

test("a rule is a sentence in each language", async () => {
  const long = rule({
    kinds: ["build.started", "build.done"],
    channels: ["builds"],
    fields: [
      { field: "status", is: "differs", value: "" },
      { field: "branch", is: "present", value: "" },
    ],
  });
  const silent = rule({ relevance: ["moderate", "low"], rings: false });
  expect(ruleSentence(rule({}))).toBe("Rings for everything.");
  expect(ruleSentence(long)).toBe("Rings for build.started or build.done in builds, if status is not empty and branch is there.");
  expect(ruleSentence(silent)).toBe("Stays silent for everything, if the relevance is moderate or low.");
  await speak("de");
  expect(ruleSentence(long)).toBe(
    "Klingelt bei build.started oder build.done in builds, falls gilt: status ist nicht leer und branch ist vorhanden.",
  );
  expect(ruleSentence(silent)).toBe("Bleibt stumm bei allem, wenn die Relevanz mittel oder gering ist.");
});
