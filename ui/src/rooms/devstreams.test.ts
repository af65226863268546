import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

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

test("dev streams are listed without a text, those too of which only the time is known", async () => {
  const bell = new ScriptedBell();
  render(Search, { clock: standingClock(), backend: bell, onweek: () => undefined });
  const only = screen.getByRole<HTMLInputElement>("checkbox", { name: "Dev streams only" });
  await userEvent.click(only);
  expect(only.checked).toBe(true);
  const search = { text: "", year: null, kind: null, who: null, ahead: false, without: "", devstreams: true, after: null };
  const kept = ["query", { query: "search", search, reach: "kept" }];
  const server = ["query", { query: "search", search, reach: "server" }];
  expect(bell.asked).toEqual([kept, server, ["query", { query: "devstreams" }]]);
  bell.answer(hits());
  bell.answer(hits());
  bell.answer({ answer: "done" });
  await settle();
  expect(bell.asked.slice(3)).toEqual([kept, server]);
  bell.answer(hits("**Dev** with Vedal", ""));
  bell.answer(hits("**Dev** with Vedal", ""));
  await settle();
  const shown = screen.getAllByRole("region").map((week) => week.textContent.replace(/\s+/gu, " "));
  expect(shown.at(-2)).toContain("Dev with Vedal");
  expect(shown.at(-1)).toContain("Dev stream");
});

test("a server that does not tell of dev streams is told in the bell's words", async () => {
  const bell = new ScriptedBell();
  render(Search, { clock: standingClock(), backend: bell, onweek: () => undefined });
  await userEvent.click(screen.getByRole("checkbox", { name: "Dev streams only" }));
  bell.answer(hits());
  bell.answer(hits());
  bell.answer({ answer: "said", ok: false, sentence: "The network cannot be reached." });
  await settle();
  bell.answer(hits("**Dev** with Vedal"));
  bell.answer(hits("**Dev** with Vedal"));
  await settle();
  expect(screen.getByRole("status").textContent).toContain("The network cannot be reached.");
  expect(screen.getByText("with Vedal")).toBeTruthy();
});
