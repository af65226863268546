import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { canned, ScriptedBell, settle, standingClock } from "../../tests/bell";
import type { Answer } from "../bindings/Answer";
import LiveCard from "./LiveCard.svelte";
import Picture from "./Picture.svelte";
import WeekPicture from "./WeekPicture.svelte";

/** The addresses within the page that are in use. */
const inUse = new Map<string, Blob>();

beforeEach(() => {
  let made = 0;
  URL.createObjectURL = vi.fn((picture: Blob) => {
    made += 1;
    inUse.set(`blob:${made}`, picture);
    return `blob:${made}`;
  });
  URL.revokeObjectURL = vi.fn((address: string) => void inUse.delete(address));
});

afterEach(() => inUse.clear());

function jpeg(text: string): Answer {
  return { answer: "page", page: { page: "picture", jpeg: btoa(text) } };
}

const none: Answer = { answer: "said", ok: false, sentence: "There is no picture to show." };

function image(): HTMLImageElement | null {
  return document.querySelector("img");
}

test("a picture is asked for by its name, shown from the page's own memory, and its memory given back", async () => {
  const bell = new ScriptedBell();
  const { unmount } = render(Picture, { id: "abc", alt: "turtles", backend: bell });
  expect(bell.asked).toEqual([["query", { query: "picture", id: "abc", size: "narrow" }]]);
  expect(image()).toBeNull();
  bell.answer(jpeg("one"));
  await settle();
  expect(screen.getByRole("img", { name: "turtles" }).getAttribute("src")).toBe("blob:1");
  expect(inUse.get("blob:1")?.type).toBe("image/jpeg");
  expect(inUse.get("blob:1")?.size).toBe(3);
  unmount();
  expect(inUse.size).toBe(0);
});

test("under another name the picture before is gone at once", async () => {
  const bell = new ScriptedBell();
  const { rerender } = render(Picture, { id: "abc", alt: "", backend: bell });
  bell.answer(jpeg("one"));
  await settle();
  await rerender({ id: "def" });
  await settle();
  expect(image()).toBeNull();
  expect(inUse.size).toBe(0);
  bell.answer(jpeg("two"));
  await settle();
  expect(image()?.getAttribute("src")).toBe("blob:2");
});

test("a picture that is not to be had leaves its frame, with words", async () => {
  const bell = new ScriptedBell();
  render(Picture, { id: "abc", alt: "turtles", backend: bell });
  expect(document.querySelector(".frame")).toBeTruthy();
  expect(document.body.textContent).not.toContain("No picture");
  bell.answer(none);
  await settle();
  expect(document.querySelector(".frame")?.textContent).toContain("No picture");
});

test("the picture of the stream is asked for anew every five minutes and stays when there is no newer one", async () => {
  vi.useFakeTimers();
  const { live } = canned("live").neuro;
  if (!live) throw new Error("not live");
  const bell = new ScriptedBell();
  const card = render(LiveCard, { live, clock: standingClock(), backend: bell });
  await vi.advanceTimersByTimeAsync(0);
  bell.answer(jpeg("one"));
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect(bell.asked).toHaveLength(2);
  bell.answer(none);
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect(image()?.getAttribute("src")).toBe("blob:1");
  bell.answer(jpeg("two"));
  await vi.advanceTimersByTimeAsync(0);
  expect(image()?.getAttribute("src")).toBe("blob:2");
  expect([...inUse.keys()]).toEqual(["blob:2"]);
  card.unmount();
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  expect(bell.asked).toHaveLength(3);
});

test("a stream without a picture has no empty frame", () => {
  const { live } = canned("live-bare").neuro;
  if (!live) throw new Error("not live");
  render(LiveCard, { live, clock: standingClock(), backend: new ScriptedBell() });
  expect(document.querySelector(".frame")).toBeNull();
});

test("a press on a week's picture shows it large, and closing leads back to where one was", async () => {
  // jsdom knows no modal dialogs.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
    this.dispatchEvent(new Event("close"));
  };
  const bell = new ScriptedBell();
  render(WeekPicture, { id: "w47", backend: bell });
  const button = screen.getByRole("button", { name: "The official picture" });
  await userEvent.click(button);
  expect(screen.getByRole("dialog", { name: "The official picture of this week" })).toBeTruthy();
  expect(bell.asked.at(-1)).toEqual(["query", { query: "picture", id: "w47", size: "wide" }]);
  await userEvent.click(screen.getByRole("button", { name: "Close" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(document.activeElement).toBe(button);
});
