import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";

import { canned, NOW, painted, ScriptedBell, settle, standingClock } from "../tests/bell";
import App from "./App.svelte";
import { happened } from "./backend/archive";
import { wordsOf } from "./backend/words";
import type { WindowSnapshot } from "./bindings/WindowSnapshot";
import { Session } from "./session.svelte";

async function open(state: string): Promise<{ bell: ScriptedBell; tell: (change: (snapshot: WindowSnapshot) => void) => Promise<void> }> {
  const bell = new ScriptedBell();
  const session = new Session(bell);
  await session.start();
  const tell = async (change: (snapshot: WindowSnapshot) => void): Promise<void> => {
    const snapshot = canned(state);
    change(snapshot);
    bell.tell({ kind: "snapshot", snapshot });
    await settle();
  };
  await tell(() => undefined);
  render(App, { session, clock: standingClock() });
  await painted();
  return { bell, tell };
}

function button(name: string): HTMLElement {
  return screen.getByRole("button", { name });
}

async function enter(room: string): Promise<void> {
  await userEvent.click(within(screen.getByRole("navigation")).getByRole("button", { name: room }));
}

/** The card that has the focus. */
function card(): string | undefined {
  const at = document.activeElement;
  return at?.matches(".card") ? at.querySelector("h2")?.textContent : at?.outerHTML.slice(0, 80);
}

describe("the button that was pressed goes", () => {
  test("a pause that begins or ends leaves the focus in its card", async () => {
    const { tell } = await open("next");
    await enter("Settings");
    await userEvent.click(button("1 hour"));
    await tell((snapshot) => (snapshot.pause = { until: Date.parse("2026-11-21T18:00:00+01:00") }));
    expect(card()).toBe("Pause");
    const settings = within(document.querySelector("div.settings:not(.rooms)") as HTMLElement);
    await userEvent.click(settings.getByRole("button", { name: "Ring again" }));
    await tell((snapshot) => (snapshot.pause = null));
    expect(card()).toBe("Pause");
  });

  test("the question whether the list is to be emptied leaves the focus in its card", async () => {
    const { bell } = await open("next");
    await enter("Activity");
    const rows = happened(NOW, wordsOf("en")).slice(0, 3);
    while (!document.body.textContent.includes("Empty the list")) {
      bell.answer({ answer: "page", page: { page: "activity", rows, next: null } });
      await settle();
    }
    await userEvent.click(button("Empty the list"));
    expect(card()).toBe("Activity");
    await userEvent.click(button("Keep it"));
    expect(card()).toBe("Activity");
  });

  test("past entries that are shown leave the focus in their week", async () => {
    const { tell } = await open("hides-past");
    await userEvent.click(button("Show 4 past entries"));
    await tell((snapshot) => (snapshot.general.appearance.hides_past = false));
    expect(card()).toBe("Week 47, 2026");
  });

  test("a card that goes leaves the focus to the room", async () => {
    const { tell } = await open("first");
    await userEvent.click(button("All set"));
    await tell((snapshot) => (snapshot.general.settledIn = true));
    expect(document.activeElement).toBe(screen.getByRole("main"));
  });
});

test("the focus stays where somebody else took it", async () => {
  const { tell } = await open("next");
  await enter("Settings");
  await userEvent.click(button("1 hour"));
  button("Send a test notification").focus();
  await tell((snapshot) => (snapshot.pause = { until: Date.parse("2026-11-21T18:00:00+01:00") }));
  expect(document.activeElement).toBe(button("Send a test notification"));
});

// The row of figures, the same where figures need Shift, and the number pad.
test.each([
  { key: "2", code: "Digit2" },
  { key: "é", code: "Digit2" },
  { key: "2", code: "Numpad2" },
])("Ctrl and a number lead out of a field on every keyboard, and take the focus along", async (stroke) => {
  await open("next");
  await enter("Search");
  const field = screen.getByLabelText("Text");
  field.focus();
  field.dispatchEvent(new KeyboardEvent("keydown", { ...stroke, ctrlKey: true, bubbles: true }));
  await settle();
  expect(document.activeElement).toBe(within(screen.getByRole("navigation")).getByRole("button", { name: "Week" }));
  expect(document.activeElement?.getAttribute("aria-current")).toBe("page");
});
