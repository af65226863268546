import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { ScriptedBell, settle, standingClock } from "../../tests/bell";
import type { Answer } from "../bindings/Answer";
import Search from "./Search.svelte";

const hits = (...messages: string[]): Answer => ({
  answer: "page",
  page: {
    page: "hits",
    weeks: messages.map((message, index) => ({
      year: 2026,
      week: 40 + index,
      isFinal: true,
      whole: true,
      asOf: 0,
      entries: [{ time: Date.parse("2026-11-17T20:00:00Z") + index * 604_800_000, message, kind: "normal" }],
      beside: [],
      picture: null,
    })),
    next: null,
  },
});

const search = { text: "", year: null, kind: null, who: null, ahead: false, without: "", devstreams: true, after: null };
const KEPT = ["query", { query: "search", search, reach: "kept" }];
const SERVER = ["query", { query: "search", search, reach: "server" }];
const TIMES = ["query", { query: "devstreams" }];

function status(): string {
  return screen.getByRole("status").textContent.trim();
}

test("dev streams are listed without a text, those too of which only the time is known", async () => {
  const bell = new ScriptedBell();
  render(Search, { clock: standingClock(), backend: bell, onweek: () => undefined });
  const only = screen.getByRole<HTMLInputElement>("checkbox", { name: "Dev streams only" });
  await userEvent.click(only);
  expect(only.checked).toBe(true);
  expect(bell.asked).toEqual([KEPT, TIMES]);
  bell.answer(hits());
  bell.answer({ answer: "done" });
  await settle();
  expect(bell.asked.slice(2)).toEqual([SERVER]);
  bell.answer(hits("**Dev** with Vedal", ""));
  await settle();
  const shown = screen.getAllByRole("region").map((week) => week.textContent.replace(/\s+/gu, " "));
  expect(shown.at(-2)).toContain("Dev with Vedal");
  expect(shown.at(-1)).toContain("Dev stream");
});

test("until the server told when the dev streams were it is said that it is asked, and not that there are none", async () => {
  const user = userEvent.setup({ delay: null, advanceTimers: vi.advanceTimersByTime.bind(vi) });
  vi.useFakeTimers();
  const bell = new ScriptedBell();
  render(Search, { clock: standingClock(), backend: bell, onweek: () => undefined });
  const only = screen.getByRole("checkbox", { name: "Dev streams only" });
  await user.click(only);
  bell.answer(hits());
  await vi.advanceTimersByTimeAsync(2_000);
  await settle();
  expect(status()).toBe("Asking the server…");
  // Neither does ticking it again ask twice, nor is anything found by what is not told yet.
  await user.click(only);
  expect(status()).toBe("Type three letters or more, or pick somebody.");
  await user.click(only);
  bell.answer({ answer: "done" });
  await settle();
  expect(bell.asked).toEqual([KEPT, TIMES, KEPT, SERVER]);
  await vi.advanceTimersByTimeAsync(400);
  expect(status()).toBe("Asking the server…");
  bell.answer(hits());
  bell.answer(hits());
  await settle();
  expect(status()).toBe("Nothing was found.");
});

test("what the server tells of dev streams folds no list under somebody who reads it", async () => {
  const bell = new ScriptedBell();
  render(Search, { clock: standingClock(), backend: bell, onweek: () => undefined });
  const many = Array.from({ length: 12 }, (_, index) => `**Dev** ${index}`);
  await userEvent.click(screen.getByRole("checkbox", { name: "Dev streams only" }));
  bell.answer(hits(...many));
  await settle();
  await userEvent.click(screen.getByRole("button", { name: "Show more" }));
  const last = screen.getByRole("button", { name: "Week 51, 2026" });
  last.focus();
  bell.answer({ answer: "done" });
  await settle();
  bell.answer(hits(...many, "one more"));
  await settle();
  expect(document.activeElement).toBe(last);
  expect(last.isConnected).toBe(true);
});

test("a server that does not tell of dev streams is told in the bell's words", async () => {
  const bell = new ScriptedBell();
  render(Search, { clock: standingClock(), backend: bell, onweek: () => undefined });
  await userEvent.click(screen.getByRole("checkbox", { name: "Dev streams only" }));
  bell.answer(hits());
  bell.answer({ answer: "said", ok: false, sentence: "The network cannot be reached." });
  await settle();
  bell.answer(hits("**Dev** with Vedal"));
  await settle();
  expect(screen.getByRole("status").textContent).toContain("The network cannot be reached.");
  expect(screen.getByText("with Vedal")).toBeTruthy();
});
