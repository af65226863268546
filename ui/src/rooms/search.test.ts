import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";

import { ScriptedBell, settle, standingClock } from "../../tests/bell";
import type { Answer } from "../bindings/Answer";
import type { SearchFor } from "../bindings/SearchFor";
import { Clock } from "../clock.svelte";
import Search from "./Search.svelte";

const ANYTHING: SearchFor = {
  text: "",
  year: null,
  kind: null,
  who: null,
  ahead: false,
  without: "",
  devstreams: false,
  after: null,
};

function hits(next: [number, number] | null, ...weeks: number[]): Answer {
  const found = weeks.map((week) => ({
    year: 2026,
    week,
    isFinal: true,
    whole: true,
    asOf: 0,
    entries: [{ time: Date.parse("2026-01-01T20:00:00Z") + week * 604_800_000, message: "Evil stream", kind: "normal" as const }],
    beside: [],
    picture: null,
  }));
  return { answer: "page", page: { page: "hits", weeks: found, next } };
}

function shown(): string[] {
  return screen.queryAllByRole("region", { name: /^Week/u }).map((week) => week.getAttribute("aria-label") ?? "");
}

const user = userEvent.setup({ delay: null });
let bell: ScriptedBell;

/** What was asked last of either half. */
function asked(reach: "kept" | "server"): SearchFor | undefined {
  const searches = bell.asked.map(([, query]) => query as { query: string; reach: string; search: SearchFor });
  return searches.findLast((one) => one.query === "search" && one.reach === reach)?.search;
}

/** Lets the server be asked. */
async function quiet(): Promise<void> {
  await vi.advanceTimersByTimeAsync(700);
  await settle();
}

beforeEach(() => {
  vi.useFakeTimers();
  bell = new ScriptedBell();
  render(Search, { clock: standingClock(), backend: bell, onweek: () => undefined });
});

test("somebody to look for needs no text, and what is rarely wanted is folded away and counted", async () => {
  const folded = screen.getByText("More filters");
  expect(bell.asked).toEqual([]);
  await user.selectOptions(screen.getByLabelText("Who"), "Evil");
  expect(asked("kept")).toEqual({ ...ANYTHING, who: "evil" });
  await user.click(folded);
  await user.type(screen.getByLabelText("Without the word"), "art");
  await user.click(screen.getByLabelText("Hide what is over"));
  await user.selectOptions(screen.getByLabelText("Kind"), "Canceled");
  expect(folded.textContent).toBe("More filters · 3 set");
  const wanted = { ...ANYTHING, who: "evil", without: "art", ahead: true, kind: "canceled" };
  expect(asked("kept")).toEqual(wanted);
  await quiet();
  expect(asked("server")).toEqual(wanted);
});

test("a page of which nothing is wanted is not the end", async () => {
  await user.selectOptions(screen.getByLabelText("Who"), "Vedal");
  bell.answer(hits(null));
  await quiet();
  bell.answer(hits([2026, 30]));
  await settle();
  expect(screen.getByRole("status").textContent.trim()).toBe("");
  await user.click(screen.getByRole("button", { name: "Show more" }));
  expect(asked("server")?.after).toEqual([2026, 30]);
  bell.answer(hits(null, 12));
  await settle();
  expect(shown()).toEqual(["Week 12, 2026"]);
  expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
});

test("a week that the server tells on two pages stands there once", async () => {
  await user.selectOptions(screen.getByLabelText("Who"), "Evil");
  bell.answer(hits(null, 40));
  await quiet();
  bell.answer(hits([2026, 40], 41, 40));
  await settle();
  await user.click(screen.getByRole("button", { name: "Show more" }));
  bell.answer(hits(null, 40, 39));
  await settle();
  expect(shown()).toEqual(["Week 41, 2026", "Week 40, 2026", "Week 39, 2026"]);
});

test("the weeks before stay as they are drawn when a further page comes, with the focus there", async () => {
  await user.selectOptions(screen.getByLabelText("Who"), "Evil");
  bell.answer(hits(null));
  await quiet();
  bell.answer(hits([2026, 40], 41, 40));
  await settle();
  const first = screen.getByRole("button", { name: "Week 41, 2026" });
  const gone: Node[] = [];
  const watch = new MutationObserver((changes) => gone.push(...changes.flatMap(({ removedNodes }) => [...removedNodes])));
  watch.observe(document.body, { childList: true, subtree: true });
  await user.click(screen.getByRole("button", { name: "Show more" }));
  first.focus();
  bell.answer(hits([2026, 38], 39, 38));
  await settle();
  expect(shown()).toHaveLength(4);
  expect(document.activeElement).toBe(first);
  expect(gone.filter((node) => node.contains(first))).toEqual([]);
  watch.disconnect();
});

test("where the server tells nothing what the bell remembers goes on page by page", async () => {
  await user.type(screen.getByLabelText("Text"), "evil");
  bell.answer(hits(null, 12));
  bell.answer(hits([2026, 30], 31, 30));
  await settle();
  expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  await quiet();
  bell.answer({ answer: "said", ok: false, sentence: "Add a token first." });
  await settle();
  await user.click(screen.getByRole("button", { name: "Show more" }));
  expect(asked("kept")?.after).toEqual([2026, 30]);
  bell.answer(hits(null, 29));
  await settle();
  expect(shown()).toEqual(["Week 31, 2026", "Week 30, 2026", "Week 29, 2026"]);
  expect(screen.getByRole("status").textContent).toContain("Add a token first.");
});

test("a wait for the server is counted down from the second at which it began, and not read aloud", async () => {
  document.body.innerHTML = "";
  vi.setSystemTime("2026-11-21T16:48:44+01:00");
  const clock = new Clock(Date.now, () => "Europe/Berlin");
  clock.start();
  render(Search, { clock, backend: bell, onweek: () => undefined });
  const seen: string[] = [];
  await user.selectOptions(screen.getByLabelText("Who"), "Evil");
  bell.answer(hits(null));
  await quiet();
  bell.answer({ answer: "page", page: { page: "later", seconds: 8 } });
  for (let second = 0; second < 3; second += 1) {
    await vi.advanceTimersByTimeAsync(1);
    await settle();
    seen.push(/in (\d+) s\./u.exec(document.body.textContent)?.[1] ?? "nothing");
    expect(screen.getByRole("status").textContent).not.toContain("next search");
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(seen).toEqual(["8", "8", "7"]);
  clock.stop();
});

test("in how many weeks something was found is read aloud", async () => {
  await user.selectOptions(screen.getByLabelText("Who"), "Evil");
  bell.answer(hits(null, 40));
  await settle();
  expect(screen.getByRole("status").textContent.trim()).toBe("");
  await quiet();
  bell.answer(hits([2026, 39], 41, 40));
  await settle();
  expect(screen.getByRole("status").textContent.trim()).toBe("Found in 2 weeks.");
  await user.click(screen.getByRole("button", { name: "Show more" }));
  bell.answer(hits(null, 39));
  await settle();
  expect(screen.getByRole("status").textContent.trim()).toBe("Found in 3 weeks.");
});

test("the year of the weeks that run can be picked before the calendar has it", () => {
  document.body.innerHTML = "";
  const clock = new Clock(
    () => Date.parse("2025-12-29T12:00:00+01:00"),
    () => "Europe/Berlin",
  );
  render(Search, { clock, backend: bell, onweek: () => undefined });
  const years = [...screen.getByLabelText<HTMLSelectElement>("Year").options].map(({ textContent }) => textContent);
  expect(years).toEqual(["All", "2026", "2025", "2024", "2023"]);
});
