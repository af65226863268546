import { expect, test } from "vitest";

import { NOW } from "../../tests/bell";
import type { WindowSnapshot } from "../bindings/WindowSnapshot";
import { happened } from "./archive";
import { STATES, cannedMessages } from "./states";
import { wordsOf } from "./words";

function told(state: string, language: string): WindowSnapshot | null {
  const message = cannedMessages(state, NOW, language)[0];
  return message?.kind === "snapshot" ? message.snapshot : null;
}

test("the canned bell says in each language what the real one says", () => {
  for (const state of Object.keys(STATES)) {
    const [english, german] = [told(state, "en"), told(state, "de")];
    expect(german?.status.sentence, state).not.toBe(english?.status.sentence);
    expect(german?.neuro.sentence, state).not.toBe(english?.neuro.sentence);
  }
  expect(told("refused", "de")?.status.sentence).toBe(
    "Eingriff nötig: Der Server hat das Token abgelehnt. Füge ein neues Token aus dem API-Dashboard ein.",
  );
  expect(told("next", "de")?.neuro.bells[1]?.label).toBe("Geheimer Account geht live");
  expect(told("notices", "de")?.notices).toHaveLength(2);
  expect(told("sources", "de")?.sources[1]?.secretName).toBe("Agent-Schlüssel");
  expect(happened(NOW, wordsOf("de"))[1]?.verdict).toBe("stumm (Ruhezeiten)");
});

test("what no catalogue says the canned bell does not say either", () => {
  const words = wordsOf("de");
  expect(() => words("status-of-the-weather")).toThrow("is not said so");
  expect(() => words("status-connected-since")).toThrow("is not said so");
});
