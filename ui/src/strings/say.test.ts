import { render, screen } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";

import { canned, ScriptedBell, standingClock } from "../../tests/bell";
import App from "../App.svelte";
import { Session } from "../session.svelte";
import { locale, say, speak } from "./say.svelte";

describe("the page speaks a language", () => {
  test("numbers are counted and written as the language does", async () => {
    expect([1, 0, 12_345].map((count) => say("page-now-viewers", { count }))).toEqual(["1 viewer", "0 viewers", "12,345 viewers"]);
    await speak("de");
    expect(say("page-now-viewers", { count: 12_345 })).toBe("12.345 Zuschauer");
    expect(locale()).toBe("de-DE");
    expect(document.documentElement.lang).toBe("de");
  });

  test("a language without a catalogue is English", async () => {
    await speak("tlh");
    expect(say("page-week-of-year", { week: 47, year: "2026" })).toBe("Week 47, 2026");
  });

  test("an open page changes its language with the bell", async () => {
    const bell = new ScriptedBell();
    const session = new Session(bell);
    render(App, { session, clock: standingClock() });
    await session.start();
    const snapshot = canned("next");
    bell.tell({ kind: "snapshot", snapshot });
    expect((await screen.findAllByTitle("Times in Europe/Berlin")).length).toBeGreaterThan(0);
    bell.tell({ kind: "snapshot", snapshot: { ...snapshot, language: { ...snapshot.language, spoken: "de" } } });
    expect((await screen.findAllByTitle("Zeiten in Europe/Berlin")).length).toBeGreaterThan(0);
  });
});
