import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";

import { canned, ScriptedBell, settle } from "../../tests/bell";
import type { LiveOpens } from "../bindings/LiveOpens";
import KeywordsCard from "./KeywordsCard.svelte";
import LiveOpensCard from "./LiveOpensCard.svelte";
import ReminderCard from "./ReminderCard.svelte";

function text(name: string): HTMLInputElement {
  return screen.getByRole("textbox", { name });
}

function radio(name: string): HTMLInputElement {
  return screen.getByRole("radio", { name });
}

describe("keywords", () => {
  function card(only: string[], never: string[]): ScriptedBell {
    const bell = new ScriptedBell();
    render(KeywordsCard, { rules: { ...canned("next").rules, only, never }, backend: bell });
    return bell;
  }

  test("keywords stand one on a line, and their limits stand below in words", () => {
    card(["karaoke", "late night"], ["rerun"]);
    expect(text("Ring only for").value).toBe("karaoke\nlate night");
    expect(text("Never ring for").value).toBe("rerun");
    expect(document.body.textContent).toContain("300 letters in each field at most");
  });

  test("each list is sent when its field is left, with lines and commas between keywords", async () => {
    const bell = card([], ["rerun"]);
    await userEvent.type(text("Ring only for"), "karaoke, late night{Enter}歌枠");
    expect(bell.asked).toEqual([]);
    await userEvent.tab();
    await userEvent.type(text("Never ring for"), "{Enter}art");
    await userEvent.tab();
    expect(bell.asked).toEqual([
      ["choose", { choice: "only", value: ["karaoke", "late night", "歌枠"] }],
      ["choose", { choice: "never", value: ["rerun", "art"] }],
    ]);
  });

  test("a list that is emptied is sent empty", async () => {
    const bell = card(["karaoke"], []);
    await userEvent.clear(text("Ring only for"));
    await userEvent.tab();
    expect(bell.asked).toEqual([["choose", { choice: "only", value: [] }]]);
  });

  test("blank lines alone are no change", async () => {
    const bell = card(["karaoke"], []);
    await userEvent.type(text("Ring only for"), "{Enter}{Enter}");
    await userEvent.tab();
    expect(bell.asked).toEqual([]);
    expect(text("Ring only for").value).toBe("karaoke");
  });

  test("a refused list stays as it was typed, with the reason, until it is corrected", async () => {
    const bell = card([], []);
    await userEvent.type(text("Never ring for"), "too long");
    await userEvent.tab();
    bell.refuse({ code: "refused", message: "The keywords are too long together: 300 letters at most." });
    await settle();
    expect(text("Never ring for").value).toBe("too long");
    expect(document.body.textContent).toContain("too long together");
    await userEvent.type(text("Never ring for"), "!");
    expect(document.body.textContent).not.toContain("too long together");
  });

  test("what is typed while an answer is on its way is not lost to it", async () => {
    const bell = card([], []);
    await userEvent.type(text("Ring only for"), "a");
    await userEvent.tab();
    await userEvent.type(text("Ring only for"), "b");
    bell.refuse({ code: "failed", message: "Late news." });
    await settle();
    expect(text("Ring only for").value).toBe("ab");
    expect(document.body.textContent).not.toContain("Late news.");
  });
});

describe("the reminder", () => {
  function card(minutes: number, rings = true): ScriptedBell {
    const bell = new ScriptedBell();
    const bells = [{ eventType: "reminder", label: "Reminder before a stream", rings, sounds: true, throughQuiet: false }];
    render(ReminderCard, { minutes, bells, backend: bell });
    return bell;
  }

  test("a lead is sent as soon as it is picked", async () => {
    const bell = card(15);
    expect(radio("15 min").checked).toBe(true);
    await userEvent.click(radio("1 h"));
    await userEvent.click(radio("Off"));
    expect(bell.asked).toEqual([
      ["choose", { choice: "reminder_minutes", value: 60 }],
      ["choose", { choice: "reminder_minutes", value: 0 }],
    ]);
  });

  test("a lead that was set elsewhere stands among the others", () => {
    card(45);
    const names = screen.getAllByRole("radio").map((choice) => choice.parentElement?.textContent.trim());
    expect(names).toEqual(["Off", "5 min", "15 min", "30 min", "45 min", "1 h"]);
    expect(radio("45 min").checked).toBe(true);
  });

  test("a refused lead goes back and says why", async () => {
    const bell = card(15);
    await userEvent.click(radio("5 min"));
    expect(radio("5 min").checked).toBe(true);
    bell.refuse({ code: "failed", message: "The settings could not be written." });
    await settle();
    expect(radio("15 min").checked).toBe(true);
    expect(screen.getByRole("alert").textContent).toBe("The settings could not be written.");
  });

  test("reminders whose bell is off are told to stay silent", () => {
    card(15, false);
    expect(document.body.textContent).toContain("the bell “Reminder before a stream” is off");
  });
});

describe("where a click leads", () => {
  const OWN = { template: "https://a.example/{channel}" };

  function card(liveOpens: LiveOpens): { bell: ScriptedBell; tell: (next: LiveOpens) => Promise<void> } {
    const bell = new ScriptedBell();
    const { rerender } = render(LiveOpensCard, { liveOpens, backend: bell });
    return { bell, tell: (next) => rerender({ liveOpens: next }) };
  }

  function chosen(value: LiveOpens): unknown[] {
    return ["choose", { choice: "live_opens", value }];
  }

  test("a page is sent as soon as it is picked", async () => {
    const { bell } = card("channel");
    expect(radio("The channel’s page").checked).toBe(true);
    await userEvent.click(radio("The player only"));
    expect(bell.asked).toEqual([chosen("popout")]);
    expect(screen.queryByRole("textbox")).toBeNull();
  });

  test("an own address is sent when its field is left", async () => {
    const { bell, tell } = card("channel");
    await userEvent.click(radio("An address of your own"));
    await userEvent.type(text("Address"), " https://a.example/{{channel} ");
    expect(bell.asked).toEqual([]);
    await userEvent.tab();
    expect(bell.asked).toEqual([chosen(OWN)]);
    await tell(OWN);
    expect(text("Address").value).toBe("https://a.example/{channel}");
  });

  test("an own address that is never given changes nothing", async () => {
    const { bell } = card("popout");
    await userEvent.click(radio("An address of your own"));
    await userEvent.click(text("Address"));
    await userEvent.tab();
    expect(bell.asked).toEqual([]);
    expect(radio("The player only").checked).toBe(true);
  });

  test("a refused address stays in its field with the reason", async () => {
    const { bell } = card("channel");
    await userEvent.click(radio("An address of your own"));
    await userEvent.type(text("Address"), "http://a.example/{Enter}");
    bell.refuse({ code: "refused", message: "Only https links are opened." });
    await settle();
    expect(text("Address").value).toBe("http://a.example/");
    expect(text("Address").getAttribute("aria-invalid")).toBe("true");
    expect(radio("An address of your own").checked).toBe(true);
    expect(document.body.textContent).toContain("Only https links are opened.");
  });

  test("an address that is taken away leaves the channel's page", async () => {
    const { bell, tell } = card(OWN);
    await userEvent.clear(text("Address"));
    await userEvent.tab();
    expect(bell.asked).toEqual([chosen("channel")]);
    await tell("channel");
    expect(radio("The channel’s page").checked).toBe(true);
  });

  test("another target and back again it is the same address", async () => {
    const { bell, tell } = card(OWN);
    await userEvent.click(radio("The player only"));
    await tell("popout");
    await userEvent.click(radio("An address of your own"));
    expect(bell.asked).toEqual([chosen("popout"), chosen(OWN)]);
  });
});
