import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { tick } from "svelte";
import { describe, expect, test, vi } from "vitest";

import { canned, painted, ScriptedBell, settle, standingClock } from "../tests/bell";
import App from "./App.svelte";
import type { Failure } from "./backend/backend";
import { STATES } from "./backend/states";
import { Session } from "./session.svelte";

async function open(state?: string): Promise<ScriptedBell> {
  const bell = new ScriptedBell();
  const session = new Session(bell);
  await session.start();
  if (state !== undefined) bell.tell({ kind: "snapshot", snapshot: canned(state) });
  render(App, { session, clock: standingClock() });
  await painted();
  return bell;
}

/** The page with a link in its first entry, which leads to `https://example.com/guest`. */
async function openWithLink(): Promise<{ bell: ScriptedBell; link: HTMLElement }> {
  const bell = await open("next");
  const snapshot = canned("next");
  const [first] = snapshot.neuro.week?.entries ?? [];
  if (first) first.message = "https://example.com/guest";
  bell.tell({ kind: "snapshot", snapshot });
  await tick();
  return { bell, link: screen.getByRole("link") };
}

/** Goes to a room by its button. */
async function enter(room: string): Promise<void> {
  await userEvent.click(within(screen.getByRole("navigation")).getByRole("button", { name: room }));
}

function page(): string {
  return document.body.textContent.replace(/\s+/gu, " ");
}

describe("the page", () => {
  test("waiting longer than a moment is told in words, a short wait is not", async () => {
    vi.useFakeTimers();
    void open();
    await vi.advanceTimersByTimeAsync(299);
    expect(document.querySelector("footer")).not.toBeNull();
    expect(page()).not.toContain("Asking the bell");
    await vi.advanceTimersByTimeAsync(2);
    expect(page()).toContain("Asking the bell how things are…");
  });

  test("what is not seen at first is made when the first room was painted", async () => {
    vi.stubGlobal("innerWidth", 420);
    const bell = new ScriptedBell();
    const session = new Session(bell);
    await session.start();
    bell.tell({ kind: "snapshot", snapshot: canned("next") });
    render(App, { session, clock: standingClock() });
    await tick();
    expect(screen.getByRole("region", { name: "Now" })).toBeTruthy();
    expect(screen.queryByRole("heading", { name: "Week 47, 2026" })).toBeNull();
    await painted();
    expect(screen.getByRole("heading", { name: "Week 47, 2026" })).toBeTruthy();
    vi.unstubAllGlobals();
  });

  test("a link is opened by the middle button too, and not by the right one", async () => {
    const { bell, link } = await openWithLink();
    const opened = () => bell.asked.filter(([what]) => what === "openLink");
    await userEvent.pointer({ keys: "[MouseRight]", target: link });
    expect(opened()).toEqual([]);
    await userEvent.pointer({ keys: "[MouseMiddle]", target: link });
    expect(opened()).toEqual([["openLink", "https://example.com/guest"]]);
  });

  test("a link that the bell does not open is told beside the room, until another one is entered", async () => {
    const { bell, link } = await openWithLink();
    await userEvent.dblClick(link);
    expect(bell.asked.filter(([what]) => what === "openLink")).toEqual([["openLink", "https://example.com/guest"]]);
    while (!page().includes("No browser.")) {
      bell.answer({ answer: "said", ok: false, sentence: "No browser." });
      await tick();
      await Promise.resolve();
    }
    await enter("Search");
    expect(page()).not.toContain("No browser.");
  });

  test("the week shows each local day once, with today marked and what kind each entry is", async () => {
    await open("next");
    expect(screen.getByRole("heading", { name: "Week 47, 2026" })).toBeTruthy();
    expect(page()).toContain("Tue 17 – Mon 23 Nov 2026 · not final: days may be missing");
    expect(page()).toContain("This week");
    const week = screen.getByRole("region", { name: "Week 47, 2026" });
    const days = within(week).getAllByRole("heading", { level: 3 }).map((day) => day.querySelector(".unseen")?.textContent);
    expect(days).toHaveLength(7);
    expect(days[4]).toBe("Saturday 21 November, Today");
    expect(week.querySelectorAll("[aria-current=date]")).toHaveLength(1);
    const canceled = within(week).getByText("Canceled").closest("li");
    expect(canceled?.textContent).toContain("Late night art");
    expect(canceled?.className).toContain("canceled");
    expect(within(week).getByText("To be decided")).toBeTruthy();
  });

  test("the next stream is counted down to", async () => {
    await open("next");
    expect(page()).toContain("Next stream · Sat 20:00");
    expect(page()).toContain("in 3 h 12 min");
  });

  test("while the newest week is a coming one, what the week before plans still comes next", async () => {
    const bell = await open();
    const snapshot = canned("coming");
    const tonight = canned("next").neuro.week?.entries.filter(({ reminded }) => reminded === true) ?? [];
    if (snapshot.neuro.week) snapshot.neuro.week.beside = tonight;
    bell.tell({ kind: "snapshot", snapshot });
    await tick();
    expect(page()).toContain("Next stream · Sat 20:00 Evil stream: karaoke");
    expect(page()).toContain("in 3 h 12 min");
    expect(screen.getByRole("region", { name: "The next two days" }).textContent).toContain("Evil stream: karaoke");
  });

  test("a live stream shows title, category, viewers and since when, and Watch asks the bell to open it", async () => {
    const bell = await open("live");
    expect(screen.getByRole("heading", { name: /Slay the Spire and talks about turtles/ })).toBeTruthy();
    expect(page()).toContain("since 15:25 · 1 h 23 min");
    expect(page()).toContain("Slay the Spire 2 12,345 viewers");
    await userEvent.click(screen.getByRole("button", { name: "Watch" }));
    expect(bell.asked.filter(([what]) => what !== "query")).toEqual([["openStream"]]);
  });

  test("a past week and a coming week are named as such", async () => {
    await open("past");
    expect(page()).toContain("Past week");
    expect(page()).toContain("The newest published week is over.");
    document.body.innerHTML = "";
    await open("coming");
    expect(page()).toContain("Coming week");
  });

  test("while the connection is lost the week says how old it is and nobody claims the stream is not live", async () => {
    await open("reconnecting");
    expect(page()).toContain("as of Sat 13:48");
    document.body.innerHTML = "";
    await open("connecting");
    expect(page()).toContain("Live or not? No news yet");
    expect(page()).not.toContain("Not live");
  });

  test("a bell that is gone is told with what to do, what was known stays, and the next snapshot ends it", async () => {
    const bell = await open("next");
    bell.tell({ kind: "gone", sentence: "", startable: true });
    await tick();
    expect(screen.getByRole("alert").textContent).toContain("Swarmbell is not running. Start it first.");
    expect(page()).toContain("As soon as it answers, everything is back.");
    bell.tell({ kind: "gone", sentence: "The running Swarmbell is another version.", startable: false });
    await tick();
    expect(screen.getByRole("alert").textContent).toContain("The running Swarmbell is another version.");
    expect(page()).not.toContain("Swarmbell is not running");
    expect(screen.getByRole("heading", { name: "Week 47, 2026" })).toBeTruthy();
    expect(screen.queryByRole("switch")).toBeNull();
    bell.tell({ kind: "snapshot", snapshot: canned("live") });
    await tick();
    expect(page()).not.toContain("another version");
  });

  test("a bell that is gone can be started, and one that does not answer cannot", async () => {
    const bell = await open("next");
    bell.tell({ kind: "gone", sentence: "", startable: true });
    await tick();
    const start = screen.getByRole("button", { name: "Start Swarmbell" });
    bell.startBell = () => Promise.reject({ code: "failed", message: "Swarmbell could not be started." } satisfies Failure);
    await userEvent.click(start);
    expect(page()).toContain("Swarmbell could not be started.");
    // It is looked for all the time; the button and what it said stay.
    bell.tell({ kind: "gone", sentence: "", startable: true });
    await tick();
    expect(screen.getByRole("button", { name: "Start Swarmbell" })).toBe(start);
    expect(page()).toContain("Swarmbell could not be started.");
    bell.tell({ kind: "gone", sentence: "Swarmbell does not answer.", startable: false });
    await tick();
    expect(screen.queryByRole("button", { name: "Start Swarmbell" })).toBeNull();
  });

  test("while a bell is starting the card stays as it was, whatever the feed says of it", async () => {
    const bell = await open("next");
    bell.tell({ kind: "gone", sentence: "", startable: true });
    await tick();
    let fail: (error: Failure) => void = () => undefined;
    bell.startBell = () => new Promise((_, reject) => (fail = reject));
    await userEvent.click(screen.getByRole("button", { name: "Start Swarmbell" }));
    bell.tell({ kind: "gone", sentence: "Swarmbell does not answer.", startable: false });
    await tick();
    expect(screen.getByRole("button", { name: "Start Swarmbell" }).getAttribute("aria-disabled")).toBe("true");
    expect(page()).not.toContain("does not answer");
    fail({ code: "failed", message: "It did not start." });
    bell.tell({ kind: "gone", sentence: "", startable: true });
    await settle();
    expect(page()).toContain("It did not start.");
  });

  test("what is typed stays while the bell is gone, and holds the window until it is saved or given up", async () => {
    const bell = await open("no-token");
    await enter("Settings");
    await userEvent.click(screen.getByRole("button", { name: "Add a source" }));
    await userEvent.click(screen.getByRole("button", { name: "Relay" }));
    expect(bell.held).toEqual([false]);
    await userEvent.type(screen.getByLabelText("App key"), "half a key");
    expect(bell.held).toEqual([false, true]);
    bell.tell({ kind: "gone", sentence: "", startable: true });
    await tick();
    expect(screen.queryByRole("textbox")).toBeNull();
    bell.tell({ kind: "snapshot", snapshot: canned("live") });
    await tick();
    expect(screen.getByLabelText<HTMLInputElement>("App key").value).toBe("half a key");
    await userEvent.click(screen.getByRole("button", { name: "Cancel" }));
    expect(bell.held).toEqual([false, true, false]);
  });

  test("a window that is closed with something typed asks, and who stays goes on where they were", async () => {
    const bell = await open("no-token");
    await enter("Settings");
    const settings = within(screen.getByRole("region", { name: "Token" }));
    await userEvent.click(settings.getByRole("button", { name: "Add token" }));
    const field = screen.getByLabelText("API token");
    await userEvent.type(field, "half a token");
    bell.tell({ kind: "closing" });
    await tick();
    expect(screen.getByRole("alertdialog").textContent).toContain("Close the window once more, and it is lost.");
    const stay = screen.getByRole("button", { name: "Keep the window open" });
    expect(document.activeElement).toBe(stay);
    await userEvent.click(stay);
    expect(screen.queryByRole("alertdialog")).toBeNull();
    expect(document.activeElement).toBe(field);
    expect(bell.held).toEqual([false, true, true]);
  });

  test("Fix leads to the token of the first source, and to the secret of another", async () => {
    await open("refused");
    await userEvent.click(within(document.querySelector("footer") as HTMLElement).getByRole("button", { name: "Fix" }));
    await tick();
    expect(document.activeElement).toBe(screen.getByLabelText("API token"));
    document.body.innerHTML = "";
    await open("sources");
    await enter("Settings");
    await userEvent.click(screen.getByRole("button", { name: "Fix" }));
    await tick();
    expect(document.activeElement).toBe(screen.getByLabelText("Agent key"));
  });

  test("which weeks there are is asked again once the server is reached again, and not with each snapshot", async () => {
    const bell = await open("reconnecting");
    const asked: number[] = [];
    for (const state of ["reconnecting", "next", "next"]) {
      bell.tell({ kind: "snapshot", snapshot: canned(state) });
      await tick();
      asked.push(bell.asked.filter(([, query]) => JSON.stringify(query).includes('"weeks"')).length);
    }
    expect(asked).toEqual([1, 2, 2]);
  });

  test.each(["next", "live"])("a bell that is gone leaves no name on the page twice", async (state) => {
    const bell = await open(state);
    bell.tell({ kind: "gone", sentence: "", startable: true });
    await tick();
    const names = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    expect(names.filter((id, at) => names.indexOf(id) !== at)).toEqual([]);
  });

  test("a window process that cannot watch at all is a bell that is gone", async () => {
    const bell = new ScriptedBell();
    bell.watch = () => Promise.reject(new Error("no socket"));
    const session = new Session(bell);
    await session.start();
    render(App, { session, clock: standingClock() });
    expect(screen.getByRole("alert").textContent).toContain("no socket");
  });

  test("text from outside is text: no element comes of it", async () => {
    await open("hostile");
    expect(document.querySelector("script, img, b, iframe, a:not([href^='https://'])")).toBeNull();
    expect(page()).toContain("<script>alert(1)</script>");
    expect(page()).toContain("[free tokens](javascript:alert(1))");
    expect(page()).toContain("Without a date");
  });

  test.each([...Object.keys(STATES)])("the canned state %s has one headline and a status line", async (state) => {
    await open(state);
    expect(screen.getAllByRole("heading", { level: 1 })).toHaveLength(1);
    expect(document.querySelector("footer [role=status]")?.textContent).toContain(canned(state).status.sentence);
  });
});
