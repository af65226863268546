import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { canned, ScriptedBell, settle, standingClock } from "../../tests/bell";
import { happened } from "../backend/archive";
import { wordsOf } from "../backend/words";
import type { Answer } from "../bindings/Answer";
import Activity from "./Activity.svelte";

const ROWS = happened(Date.parse("2026-11-21T16:48:00+01:00"), wordsOf("en"));

function page(from: number, to: number): Answer {
  return { answer: "page", page: { page: "activity", rows: ROWS.slice(from, to), next: ROWS[to - 1]?.id ?? null } };
}

test("what happened stays as it is drawn when an older page comes, with the focus there, and no news throws it back", async () => {
  const bell = new ScriptedBell();
  const props = { snapshot: canned("next"), clock: standingClock(), backend: bell, seen: true };
  const { rerender } = render(Activity, props);
  await settle();
  bell.answer(page(0, 10));
  await settle();
  const first = screen.getAllByRole("button", { name: /is live/u })[0];
  await userEvent.click(screen.getByRole("button", { name: "Show more" }));
  first?.focus();
  bell.answer(page(10, 20));
  await settle();
  expect(document.activeElement).toBe(first);
  expect(screen.getAllByText(/Karaoke night/u)).toHaveLength(4);
  const asked = bell.asked.length;
  await rerender({ ...props, snapshot: canned("next") });
  await settle();
  expect(bell.asked).toHaveLength(asked);
});
