// The room of the sources as its tests use it.
import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";

import type { SourceView } from "../src/bindings/SourceView";
import type { WindowSnapshot } from "../src/bindings/WindowSnapshot";
import { keepFocus } from "../src/focus";
import Sources from "../src/rooms/Sources.svelte";
import { canned, ScriptedBell, standingClock } from "./bell";

export interface Room {
  bell: ScriptedBell;
  /** The next snapshot has these sources. */
  tell: (sources: SourceView[]) => Promise<void>;
  /** Somebody wants to put this source right. */
  want: (source: string) => Promise<void>;
}

/** The sources to whose cure the room led. */
export const fixed: string[] = [];

export function room(sources: SourceView[], edit: (snapshot: WindowSnapshot) => void = () => undefined): Room {
  fixed.length = 0;
  const bell = new ScriptedBell();
  const snapshot = { ...canned("next"), sources };
  edit(snapshot);
  const { rerender, container } = render(Sources, { snapshot, clock: standingClock(), backend: bell, onfix: (source: string) => fixed.push(source) });
  keepFocus(container);
  return {
    bell,
    tell: (sources) => rerender({ snapshot: { ...snapshot, sources } }),
    want: (source) => rerender({ wanted: { source } }),
  };
}

export function row(name: string): HTMLElement {
  return screen.getByRole("listitem", { name });
}

export async function press(name: string, within_: HTMLElement = document.body): Promise<void> {
  await userEvent.click(within(within_).getByRole("button", { name }));
}

export function words(element: HTMLElement = document.body): string {
  return element.textContent.replace(/\s+/gu, " ");
}

export const four = canned("sources").sources;
export const builds = four.slice(0, 1);

export function fail(): never {
  throw new Error("the canned sources lack this one");
}
