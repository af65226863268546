import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { keepFocus } from "../focus";
import Menu from "./Menu.svelte";

/** A menu and a button behind it. */
async function opened(): Promise<HTMLElement> {
  const { container } = render(Menu, { label: "More", items: [{ label: "One", run: () => undefined }] });
  keepFocus(container);
  const behind = document.createElement("button");
  container.append(behind);
  screen.getByRole("button", { name: "More" }).focus();
  await userEvent.keyboard("{Enter}");
  expect(document.activeElement).toBe(await screen.findByRole("menuitem", { name: "One" }));
  return behind;
}

test("Tab closes a menu and goes on behind it", async () => {
  const behind = await opened();
  await userEvent.tab();
  expect(screen.queryByRole("menu")).toBeNull();
  expect(document.activeElement).toBe(behind);
});

test("a menu closes when the focus goes elsewhere", async () => {
  const behind = await opened();
  behind.focus();
  await Promise.resolve();
  expect(screen.queryByRole("menu")).toBeNull();
  expect(document.activeElement).toBe(behind);
});
