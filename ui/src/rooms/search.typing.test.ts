import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { NOW, ScriptedBell, settle } from "../../tests/bell";
import type { Answer } from "../bindings/Answer";
import type { SearchFor } from "../bindings/SearchFor";
import { Clock } from "../clock.svelte";
import Search from "./Search.svelte";

const user = userEvent.setup({ delay: null });
let bell: ScriptedBell;
let clock: Clock;

/** The texts that were asked for, of either half. */
function asked(reach: "kept" | "server"): string[] {
  const searches = bell.asked.map(([, query]) => query as { reach: string; search: SearchFor });
  return searches.filter((one) => one.reach === reach).map(({ search }) => search.text);
}

/** A page of so many weeks back from one, and where it goes on. */
function hits(from: number, count: number, next: number | null): Answer {
  const weeks = Array.from({ length: count }, (_, back) => ({
    year: 2026,
    week: from - back,
    isFinal: true,
    whole: true,
    asOf: 0,
    entries: [{ time: NOW - back * 604_800_000, message: "Karaoke", kind: "normal" as const }],
    beside: [],
    picture: null,
  }));
  return { answer: "page", page: { page: "hits", weeks, next: next === null ? null : [2026, next] } };
}

function type(text: string): Promise<void> {
  return user.type(screen.getByLabelText("Text"), text);
}

function open(): void {
  bell = new ScriptedBell();
  render(Search, { clock, backend: bell, onweek: () => undefined });
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  clock = new Clock(Date.now, () => "Europe/Berlin");
});

afterEach(() => clock.stop());

test("each key is answered from what is kept, and the server is asked after 600 ms without one", async () => {
  open();
  await type("ka");
  expect(bell.asked).toEqual([]);
  await type("r");
  await vi.advanceTimersByTimeAsync(599);
  await type("a");
  expect(asked("kept")).toEqual(["kar", "kara"]);
  bell.answer(hits(40, 1, null));
  bell.answer(hits(30, 1, null));
  await settle();
  expect(screen.getByRole("region", { name: "Week 30, 2026" })).toBeTruthy();
  await vi.advanceTimersByTimeAsync(599);
  expect(asked("server")).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked("server")).toEqual(["kara"]);
});

/** Somebody looks for `kara`, and the server takes the next search in 8 s. */
async function limited(): Promise<void> {
  open();
  await type("kara");
  bell.answer(hits(40, 1, null));
  bell.answer(hits(40, 1, null));
  await vi.advanceTimersByTimeAsync(600);
  bell.answer({ answer: "page", page: { page: "later", seconds: 8 } });
  await settle();
}

test("a search that the server makes wait says for how many seconds, and is asked again when they are over", async () => {
  clock.start();
  // The clock last ticked on the minute.
  await vi.advanceTimersByTimeAsync(40_000);
  await limited();
  const said = async (after: number): Promise<string> => {
    await vi.advanceTimersByTimeAsync(after);
    return document.querySelector(".state")?.textContent.trim() ?? "";
  };
  expect(await said(1)).toBe("The server takes the next search in 8 s.");
  expect(await said(3_500)).toBe("The server takes the next search in 5 s.");
  expect(asked("server")).toHaveLength(1);
  await said(4_500);
  expect(asked("server")).toEqual(["kara", "kara"]);
});

test("the server's limit outlasts the next key", async () => {
  clock.start();
  await limited();
  await vi.advanceTimersByTimeAsync(2_000);
  await type("o");
  bell.answer(hits(40, 1, null));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(document.querySelector(".state")?.textContent).toMatch(/The server takes the next search in [56] s\./u);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(asked("server")).toEqual(["kara"]);
  await vi.advanceTimersByTimeAsync(1_100);
  expect(asked("server")).toEqual(["kara", "karao"]);
});

test("what was found goes on as its end comes into view", async () => {
  let scrolls: (seen: { isIntersecting: boolean }[]) => void = () => undefined;
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      constructor(told: typeof scrolls) {
        scrolls = told;
      }
      observe(): void {}
      disconnect(): void {}
    },
  );
  open();
  await type("kar");
  bell.answer(hits(40, 0, null));
  await vi.advanceTimersByTimeAsync(600);
  bell.answer(hits(40, 12, 29));
  await settle();
  const shown = (): number => screen.getAllByRole("region", { name: /^Week/u }).length;
  const before = shown();
  scrolls([{ isIntersecting: false }]);
  await settle();
  expect(shown()).toBe(before);
  scrolls([{ isIntersecting: true }]);
  await settle();
  expect(shown()).toBe(12);
  expect(asked("server")).toHaveLength(1);
  scrolls([{ isIntersecting: true }]);
  await settle();
  bell.answer(hits(28, 12, null));
  await settle();
  scrolls([{ isIntersecting: true }]);
  await settle();
  expect(shown()).toBe(24);
  expect(asked("server")).toHaveLength(2);
  vi.unstubAllGlobals();
});
