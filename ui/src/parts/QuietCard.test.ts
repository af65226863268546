import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { canned, NOW, ScriptedBell, settle, standingClock } from "../../tests/bell";
import { takeUp } from "../appearance.svelte";
import type { QuietHours } from "../bindings/QuietHours";
import type { RulesView } from "../bindings/RulesView";
import QuietCard from "./QuietCard.svelte";

const NIGHT: QuietHours = { from: "22:00", to: "08:00", days: ["Fri", "Sat"] };

function rules(quietHours: QuietHours | null, quietUntil: number | null = null): RulesView {
  return { ...canned("next").rules, quietHours, quietNow: quietUntil !== null, quietUntil };
}

function card(shown: RulesView): { bell: ScriptedBell; tell: (rules: RulesView) => Promise<void> } {
  const bell = new ScriptedBell();
  const { rerender } = render(QuietCard, { rules: shown, bells: canned("next").neuro.bells, clock: standingClock(), backend: bell });
  return { bell, tell: (next) => rerender({ rules: next }) };
}

function chosen(value: QuietHours | null): unknown[] {
  return ["choose", { choice: "quiet_hours", value }];
}

function toggle(name: string): HTMLInputElement {
  return screen.getByRole("switch", { name });
}

function field(name: string): HTMLInputElement {
  return screen.getByRole("textbox", { name });
}

async function retype(name: string, text: string): Promise<void> {
  await userEvent.clear(field(name));
  await userEvent.type(field(name), text);
}

test("quiet hours are off until they are switched on, and begin with a night", async () => {
  const { bell } = card(rules(null));
  expect(screen.queryByRole("textbox")).toBeNull();
  await userEvent.click(toggle("Keep quiet at set hours"));
  const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  expect(bell.asked).toEqual([chosen({ from: "22:00", to: "08:00", days })]);
  expect(field("From").value).toBe("22:00");
});

test("quiet hours that are switched off and on again are the same", async () => {
  const { bell, tell } = card(rules(NIGHT));
  await userEvent.click(toggle("Keep quiet at set hours"));
  bell.answer({ answer: "done" });
  await tell(rules(null));
  await userEvent.click(toggle("Keep quiet at set hours"));
  expect(bell.asked).toEqual([chosen(null), chosen(NIGHT)]);
});

test("a time is sent when its field is left and never while it is typed", async () => {
  const { bell } = card(rules(NIGHT));
  await retype("From", "7.30");
  expect(bell.asked).toEqual([]);
  await userEvent.tab();
  expect(bell.asked).toEqual([chosen({ ...NIGHT, from: "07:30" })]);
});

test("a time is sent by the Enter key once", async () => {
  const { bell } = card(rules(NIGHT));
  await retype("To", "09:15{Enter}{Enter}");
  await userEvent.tab();
  expect(bell.asked).toEqual([chosen({ ...NIGHT, to: "09:15" })]);
});

test("with twelve hours the times are shown and taken with their half of the day", async () => {
  takeUp({ theme: "system", hours: "12", first_day: "system", hides_past: false });
  const { bell } = card(rules(NIGHT));
  expect([field("From").value, field("To").value]).toEqual(["10:00 pm", "8:00 am"]);
  expect(field("From").placeholder).toBe("10:00 pm");
  await userEvent.click(field("From"));
  await userEvent.tab();
  expect(bell.asked).toEqual([]);
  await retype("From", "9:30 pm{Enter}");
  expect(bell.asked).toEqual([chosen({ ...NIGHT, from: "21:30" })]);
  takeUp({ theme: "system", hours: "system", first_day: "system", hides_past: false });
});

test("a field that is left as it was sends nothing", async () => {
  const { bell } = card(rules(NIGHT));
  await userEvent.click(field("From"));
  await userEvent.tab();
  await retype("To", "8:00");
  await userEvent.tab();
  expect(bell.asked).toEqual([]);
  expect(field("To").value).toBe("08:00");
});

test("a refused time stays in its field with the reason, and goes along with no other change", async () => {
  const { bell } = card(rules(NIGHT));
  await retype("From", "25:00{Enter}");
  bell.refuse({ code: "refused", message: "Give the time as hours and minutes, such as 22:00." });
  await settle();
  expect(field("From").value).toBe("25:00");
  expect(field("From").getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByText("Give the time as hours and minutes, such as 22:00.").getAttribute("role")).toBe("alert");
  await userEvent.click(screen.getByRole("checkbox", { name: "Sunday" }));
  expect(bell.asked.at(-1)).toEqual(chosen({ ...NIGHT, days: ["Fri", "Sat", "Sun"] }));
});

test("a refused time is tried again by the Enter key", async () => {
  const { bell } = card(rules(NIGHT));
  await retype("From", "21:00{Enter}");
  bell.refuse({ code: "bell_gone", message: "Swarmbell is not running." });
  await settle();
  await userEvent.keyboard("{Enter}");
  expect(bell.asked).toEqual([chosen({ ...NIGHT, from: "21:00" }), chosen({ ...NIGHT, from: "21:00" })]);
});

test("days are pressed by their full names, and two presses in a row both count", async () => {
  const { bell } = card(rules(NIGHT));
  await userEvent.click(screen.getByRole("checkbox", { name: "Sunday" }));
  await userEvent.click(screen.getByRole("checkbox", { name: "Friday" }));
  expect(bell.asked).toEqual([
    chosen({ ...NIGHT, days: ["Fri", "Sat", "Sun"] }),
    chosen({ ...NIGHT, days: ["Sat", "Sun"] }),
  ]);
});

test("a change takes along what is on its way in another part", async () => {
  const { bell } = card(rules(NIGHT));
  await retype("From", "23:00{Enter}");
  await userEvent.click(screen.getByRole("checkbox", { name: "Sunday" }));
  expect(bell.asked.at(-1)).toEqual(chosen({ ...NIGHT, from: "23:00", days: ["Fri", "Sat", "Sun"] }));
});

test("a refused day goes back and says why", async () => {
  const { bell } = card(rules(NIGHT));
  const friday: HTMLInputElement = screen.getByRole("checkbox", { name: "Friday" });
  await userEvent.click(friday);
  expect(friday.checked).toBe(false);
  bell.refuse({ code: "failed", message: "The settings could not be written." });
  await settle();
  expect(friday.checked).toBe(true);
  expect(document.body.textContent).toContain("The settings could not be written.");
});

test("what the next snapshot says is shown, whatever was asked for", async () => {
  vi.useFakeTimers();
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime.bind(vi) });
  const { bell, tell } = card(rules(NIGHT));
  await user.click(screen.getByRole("checkbox", { name: "Monday" }));
  bell.answer({ answer: "done" });
  await tell(rules({ ...NIGHT, from: "21:00" }));
  await vi.advanceTimersByTimeAsync(2000);
  expect(field("From").value).toBe("21:00");
  expect(screen.getByRole<HTMLInputElement>("checkbox", { name: "Monday" }).checked).toBe(false);
});

test("while it is quiet the card says until when, and says nothing when that is over", async () => {
  const { tell } = card(rules(NIGHT, Date.parse("2026-11-22T08:00:00+01:00")));
  expect(document.body.textContent).toContain("Quiet until 08:00");
  await tell(rules(NIGHT, Date.parse("2026-11-23T08:00:00+01:00")));
  expect(document.body.textContent).toContain("Quiet until Mon 08:00");
  await tell(rules(NIGHT, NOW - 1));
  expect(document.body.textContent).not.toContain("Quiet until");
});

test("hours without a day and hours without an end are told in words", async () => {
  const { tell } = card(rules({ ...NIGHT, days: [] }));
  expect(document.body.textContent).toContain("it never gets quiet");
  await tell(rules({ ...NIGHT, to: "22:00" }));
  expect(document.body.textContent).toContain("24 hours");
});

test("the card says how many bells ring all the same", async () => {
  const { bells } = canned("next").neuro;
  const props = { rules: rules(NIGHT), clock: standingClock(), backend: new ScriptedBell() };
  const { rerender } = render(QuietCard, { bells, ...props });
  expect(document.body.textContent).toContain("1 bell rings all the same");
  await rerender({ bells: bells.map((bell) => ({ ...bell, throughQuiet: true })) });
  expect(document.body.textContent).toContain("6 bells ring all the same");
  await rerender({ bells: bells.map((bell) => ({ ...bell, throughQuiet: false })) });
  expect(document.body.textContent).toContain("Nothing rings then.");
});
