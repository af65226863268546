import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { canned, ScriptedBell, settle, standingClock } from "../../tests/bell";
import type { WindowSnapshot } from "../bindings/WindowSnapshot";
import Week from "./Week.svelte";

function week(snapshot: WindowSnapshot = canned("next")): ScriptedBell {
  const bell = new ScriptedBell();
  render(Week, { snapshot, clock: standingClock(), backend: bell, onfix: () => undefined });
  return bell;
}

/** What can be done with the entry of a time. */
async function menu(when: string): Promise<(string | null)[]> {
  await userEvent.click(screen.getByRole("button", { name: `More about the entry of ${when}` }));
  return within(screen.getByRole("menu")).getAllByRole("menuitem").map((item) => item.textContent);
}

test("an entry ahead can be reminded of, and the bell says when", async () => {
  const bell = week();
  expect((await menu("Mon 20:00"))[0]).toBe("Remind me");
  await userEvent.click(screen.getByRole("menuitem", { name: "Remind me" }));
  expect(bell.asked.at(-1)).toEqual(["remind", Date.parse("2026-11-23T20:00:00+01:00"), "Neuro stream", true]);
  // What the week asks by itself comes before it.
  for (let before = 1; before < bell.asked.length; before += 1) bell.answer({ answer: "done" });
  bell.answer({ answer: "said", ok: true, sentence: "Swarmbell reminds you 15 min before it begins." });
  await settle();
  expect(document.body.textContent).toContain("Swarmbell reminds you 15 min before it begins.");
});

test("an entry that is reminded of bears a bell and can be given up", async () => {
  const bell = week();
  const marks = screen.getAllByText("You will be reminded");
  expect(marks.map((mark) => mark.closest("li")?.textContent)).toEqual([expect.stringContaining("karaoke")]);
  expect((await menu("Sat 20:00"))[0]).toBe("Do not remind me");
  await userEvent.click(screen.getByRole("menuitem", { name: "Do not remind me" }));
  expect(bell.asked.at(-1)?.slice(0, 1)).toEqual(["remind"]);
  expect(bell.asked.at(-1)?.at(-1)).toBe(false);
});

test("nobody is reminded of what is over or will not come", async () => {
  week();
  for (const when of ["Fri 20:00", "Sun 22:00"]) {
    expect(await menu(when)).not.toContain("Remind me");
    await userEvent.keyboard("{Escape}");
  }
});

test("a reminder of an entry that was canceled can still be given up", async () => {
  const snapshot = canned("next");
  for (const entry of snapshot.neuro.week?.entries ?? []) entry.reminded = entry.kind === "canceled";
  week(snapshot);
  expect((await menu("Sun 22:00"))[0]).toBe("Do not remind me");
});
