import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { canned, ScriptedBell, settle, standingClock } from "../../tests/bell";
import { takeUp } from "../appearance.svelte";
import AboutCard from "./AboutCard.svelte";
import FirstMinuteCard from "./FirstMinuteCard.svelte";
import GeneralCard from "./GeneralCard.svelte";
import QuietCard from "./QuietCard.svelte";
import { clockTime } from "../format/times";

test("somebody new is offered a token, a test, the sound, the start at login, and puts the offer away", async () => {
  const bell = new ScriptedBell();
  const led: string[] = [];
  render(FirstMinuteCard, { snapshot: canned("first"), backend: bell, onfix: (source: string) => led.push(source) });
  await userEvent.click(screen.getByRole("button", { name: "Add token" }));
  expect(led).toEqual(["neuro"]);
  await userEvent.click(screen.getByRole("button", { name: "Send a test notification" }));
  await userEvent.click(screen.getByRole("button", { name: "Test the sound" }));
  await userEvent.click(screen.getByRole("switch", { name: "Start at login" }));
  await userEvent.click(screen.getByRole("button", { name: "All set" }));
  expect(bell.asked).toEqual([["testNotification"], ["testSound"], ["startAtLogin", true], ["choose", { choice: "settled_in" }]]);
  expect(document.body.textContent).not.toContain("Windows hides");
});

test("on Windows somebody new learns how to keep the icon in sight", () => {
  const snapshot = canned("first");
  render(FirstMinuteCard, { snapshot, backend: new ScriptedBell(), onfix: () => undefined, hidesIcons: true });
  expect(document.body.textContent).toContain("Windows hides new icons behind the arrow");
});

test("the start at login is a switch only where the system says how it is", async () => {
  const { rerender } = render(GeneralCard, { ...canned("next"), backend: new ScriptedBell() });
  expect(screen.getByRole<HTMLInputElement>("switch", { name: "Start at login" }).checked).toBe(false);
  await rerender(canned("twelve"));
  expect(screen.queryByRole("switch", { name: "Start at login" })).toBeNull();
});

test("a start at login that the system does not take goes back and says why", async () => {
  const bell = new ScriptedBell();
  render(GeneralCard, { ...canned("next"), backend: bell });
  const login = screen.getByRole<HTMLInputElement>("switch", { name: "Start at login" });
  await userEvent.click(login);
  expect(login.checked).toBe(true);
  bell.answer({ answer: "said", ok: false, sentence: "The system did not take it." });
  await settle();
  expect(login.checked).toBe(false);
  expect(document.body.textContent).toContain("The system did not take it.");
});

test("colours, hours and the first day are chosen together, so that none takes back another", async () => {
  const bell = new ScriptedBell();
  render(GeneralCard, { ...canned("next"), backend: bell });
  await userEvent.selectOptions(screen.getByLabelText("Colours"), "Dark");
  await userEvent.selectOptions(screen.getByLabelText("Clock"), "12 hours");
  expect(bell.asked.at(-1)).toEqual([
    "choose",
    { choice: "appearance", value: { theme: "dark", hours: "12", first_day: "system", hides_past: false } },
  ]);
});

test("a language is chosen by its own name, and the system's by none", async () => {
  const bell = new ScriptedBell();
  render(GeneralCard, { ...canned("next"), backend: bell });
  await userEvent.selectOptions(screen.getByLabelText("Language"), "Deutsch");
  await userEvent.selectOptions(screen.getByLabelText("Language"), "As the system");
  expect(bell.asked).toEqual([
    ["choose", { choice: "language", value: "de" }],
    ["choose", { choice: "language", value: null }],
  ]);
});

test("chosen colours win over the system, hours are counted to twelve, and days begin where it was chosen", () => {
  takeUp({ theme: "dark", hours: "12", first_day: "sunday", hides_past: false });
  expect(document.documentElement.dataset["theme"]).toBe("dark");
  expect(clockTime(Date.parse("2026-11-21T20:00:00+01:00"), "Europe/Berlin")).toMatch(/^8:00\s?pm$/u);
  const { rules, neuro } = canned("quiet");
  render(QuietCard, { rules, bells: neuro.bells, clock: standingClock(), backend: new ScriptedBell() });
  const days = within(screen.getByRole("group")).getAllByRole("checkbox");
  expect(days[0]?.closest("label")?.textContent).toContain("Sun");
  takeUp({ theme: "system", hours: "system", first_day: "system", hides_past: false });
  expect(clockTime(Date.parse("2026-11-21T20:00:00+01:00"), "Europe/Berlin")).toBe("20:00");
});

test("what the bell finds when it looks at itself is shown, and why it did not", async () => {
  const bell = new ScriptedBell();
  render(AboutCard, { snapshot: canned("sources"), backend: bell });
  expect(document.body.textContent).toContain("https://neuro.appstun.net");
  expect(document.body.textContent).toContain("an unofficial fan project");
  await userEvent.click(screen.getByRole("button", { name: "Check Swarmbell" }));
  bell.answer({ answer: "doctor", lines: ["tray: shown", "paused: no"] });
  await settle();
  expect(screen.getByRole("region", { name: "What the check found" }).textContent).toBe("tray: shown\npaused: no");
  await userEvent.click(screen.getByRole("button", { name: "Copy diagnostics" }));
  bell.refuse({ code: "gone", message: "The bell does not answer." });
  await settle();
  expect(document.body.textContent).toContain("The bell does not answer.");
});

test("the version is told, and what the bell found of itself can be pasted elsewhere", async () => {
  const user = userEvent.setup();
  const bell = new ScriptedBell();
  render(AboutCard, { snapshot: canned("next"), backend: bell });
  expect(document.body.textContent).toContain("Swarmbell 0.1.0");
  await user.click(screen.getByRole("button", { name: "Copy diagnostics" }));
  bell.answer({ answer: "doctor", lines: ["tray: shown", "paused: no"] });
  expect(await screen.findByText(/Copied\./u)).toBeTruthy();
  expect(await navigator.clipboard.readText()).toBe("tray: shown\npaused: no");
});

test("each server that is spoken to is named", () => {
  const snapshot = canned("sources");
  render(AboutCard, { snapshot, backend: new ScriptedBell() });
  expect(screen.getAllByRole("listitem").map((one) => one.textContent)).toEqual(snapshot.servers);
});

test("where days are chosen they begin with the day that was picked, and it is said that a published week does not", () => {
  render(GeneralCard, { ...canned("next"), backend: new ScriptedBell() });
  expect(screen.getByText(/where days are chosen.*published week keeps its own days/u)).toBeTruthy();
});

test("a newer version is named with its page, and can be kept from being told", async () => {
  const bell = new ScriptedBell();
  const { rerender } = render(AboutCard, { snapshot: canned("newer"), backend: bell });
  expect(document.body.textContent).toContain("Version 0.2.0 is out.");
  await userEvent.click(screen.getByRole("button", { name: "Open its page" }));
  await userEvent.click(screen.getByRole("switch", { name: "Tell me about new versions" }));
  expect(bell.asked).toEqual([["openRelease"], ["choose", { choice: "update_notice", value: false }]]);
  await rerender({ snapshot: { ...canned("newer"), update: { on: false, newer: null } } });
  expect(document.body.textContent).not.toContain("is out");
  await rerender({ snapshot: canned("next") });
  expect(screen.queryByRole("switch")).toBeNull();
});

test("the licences are shown when somebody wants them, and it is said where they cannot be read", async () => {
  const read = vi.fn((_: string) => Promise.resolve(new Response("serde 1.0: MIT")));
  vi.stubGlobal("fetch", read);
  render(AboutCard, { snapshot: canned("next"), backend: new ScriptedBell() });
  const show = screen.getByRole("button", { name: "Licences" });
  expect(read).not.toHaveBeenCalled();
  await userEvent.click(show);
  expect((await screen.findByLabelText("Licences")).textContent).toBe("serde 1.0: MIT");
  expect(read.mock.calls).toEqual([["licences.txt"]]);
  read.mockResolvedValueOnce(new Response("", { status: 404 }));
  await userEvent.click(show);
  expect(await screen.findByText(/did not work/u)).toBeTruthy();
  vi.unstubAllGlobals();
});
