import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";

import { ScriptedBell, settle } from "../../tests/bell";
import type { TokenView } from "../bindings/TokenView";
import { keepFocus } from "../focus";
import TokenCard from "./TokenCard.svelte";

function card(token: TokenView): { bell: ScriptedBell; rerender: (token: TokenView) => Promise<void> } {
  const bell = new ScriptedBell();
  const { rerender, container } = render(TokenCard, { token, backend: bell });
  keepFocus(container);
  return { bell, rerender: (next) => rerender({ token: next }) };
}

function field(): HTMLInputElement {
  return screen.getByLabelText("API token");
}

test("without a token one card says what a token gives", () => {
  card("absent");
  expect(document.body.textContent).toContain(
    "Alerts check once a minute. Add your API token for instant alerts, raids and the archive.",
  );
  expect(screen.getByRole("button", { name: "Add token" })).toBeTruthy();
});

test("the field hides what is typed, has the focus, and names where tokens are made", async () => {
  card("absent");
  await userEvent.click(screen.getByRole("button", { name: "Add token" }));
  expect(field().type).toBe("password");
  expect(field().autocomplete).toBe("off");
  expect(document.activeElement).toBe(field());
  expect(document.body.textContent).toContain("Tokens are made on the dashboard after a Twitch login.");
});

test("the page on which tokens are made is opened from beside the field", async () => {
  const { bell } = card("absent");
  await userEvent.click(screen.getByRole("button", { name: "Add token" }));
  await userEvent.click(screen.getByRole("button", { name: "Open the dashboard" }));
  expect(bell.asked).toEqual([["openDashboard"]]);
  expect(field()).toBeTruthy();
});

test("a token that works is sent once, trimmed, by the Enter key, and leaves the page", async () => {
  const { bell, rerender } = card("absent");
  await userEvent.click(screen.getByRole("button", { name: "Add token" }));
  await userEvent.type(field(), "  secret-token {Enter}{Enter}");
  expect(bell.asked).toEqual([["setToken", "neuro", "secret-token"]]);
  bell.answer({ answer: "said", ok: true, sentence: "The token works." });
  await settle();
  await rerender("kept");
  expect(screen.queryByLabelText("API token")).toBeNull();
  expect(document.body.innerHTML).not.toContain("secret-token");
  expect(document.body.textContent).toContain("The token works.");
  expect(document.body.textContent).toContain("kept in the keyring");
});

test("a wrong token is answered in words and can be corrected in the field", async () => {
  const { bell } = card("absent");
  await userEvent.click(screen.getByRole("button", { name: "Add token" }));
  await userEvent.type(field(), "wrong");
  await userEvent.click(screen.getByRole("button", { name: "Test and save" }));
  bell.answer({ answer: "said", ok: false, sentence: "The server does not know this token." });
  await settle();
  expect(document.body.textContent).toContain("The server does not know this token.");
  expect(field().value).toBe("wrong");
});

test("of an empty field the bell says what is missing", async () => {
  const { bell } = card("absent");
  await userEvent.click(screen.getByRole("button", { name: "Add token" }));
  await userEvent.type(field(), "   {Enter}");
  expect(bell.asked).toEqual([["setToken", "neuro", ""]]);
  bell.answer({ answer: "said", ok: false, sentence: "The token is empty." });
  await settle();
  expect(document.body.textContent).toContain("The token is empty.");
  expect(field()).toBeTruthy();
});

test("why a token is in the way stands beside its field", () => {
  const props = { token: "kept" as const, backend: new ScriptedBell() };
  const { unmount } = render(TokenCard, props);
  expect(document.body.textContent).not.toContain("refused");
  unmount();
  render(TokenCard, { ...props, trouble: "The server refused the token." });
  expect(document.body.textContent).toContain("The server refused the token.");
});

test("a command that fails shows its message", async () => {
  const { bell } = card("absent");
  await userEvent.click(screen.getByRole("button", { name: "Add token" }));
  await userEvent.type(field(), "x{Enter}");
  bell.refuse({ code: "gone", message: "The bell does not answer." });
  await settle();
  expect(document.body.textContent).toContain("The bell does not answer.");
});

test("forgetting asks once more, and keeping is one press", async () => {
  const { bell } = card("kept");
  await userEvent.click(screen.getByRole("button", { name: "Forget" }));
  await userEvent.click(screen.getByRole("button", { name: "Keep it" }));
  expect(bell.asked).toEqual([]);
  expect(document.activeElement).toBe(screen.getByRole("region", { name: "Token" }));
  await userEvent.click(screen.getByRole("button", { name: "Forget" }));
  await userEvent.click(screen.getByRole("button", { name: "Forget it" }));
  expect(bell.asked).toEqual([["forgetToken", "neuro"]]);
});

test.each([
  ["thisRunOnly", "kept until Swarmbell ends", "Forget"],
  ["locked", "The keyring is locked.", "Ask again"],
  ["timedOut", "The keyring does not answer.", "Ask again"],
  ["denied", "The keyring refuses.", "Ask again"],
] as const)("the keyring state %s has its sentence and its button", (token, sentence, button) => {
  card(token);
  expect(document.body.textContent).toContain(sentence);
  expect(screen.getByRole("button", { name: button })).toBeTruthy();
});

test("while the keyring is asked nothing can be pressed", () => {
  card("asking");
  expect(screen.queryByRole("button")).toBeNull();
});
