import { screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";

import { settle } from "../../tests/bell";
import { builds, fixed, four, press, room, row, words } from "../../tests/sources";
import { CANNED_SETTINGS } from "../backend/sources";
import type { SourceSettings } from "../bindings/SourceSettings";
import type { SourceView } from "../bindings/SourceView";
import { say } from "../strings/say.svelte";

describe("the list", () => {
  test("NeuroInfoAPI is the first row, as the others with state, last event and server, and leads to its token", async () => {
    room([]);
    expect(screen.getAllByRole("listitem")[0]).toBe(row("NeuroInfoAPI"));
    expect(words(row("NeuroInfoAPI"))).toContain("All is well: Connected · since 14:02");
    expect(words(row("NeuroInfoAPI"))).toContain("Last event 12 min ago · 7 events in this run");
    expect(words(row("NeuroInfoAPI"))).toContain("https://neuro.appstun.net");
    await press("Token…", row("NeuroInfoAPI"));
    expect(fixed).toEqual(["neuro"]);
    expect(screen.getByRole("button", { name: "Add a source" })).toBeTruthy();
  });

  test.each(["locked", "unusable"] as const)("the row of NeuroInfoAPI offers to fix a token that is %s", async (token) => {
    room([], (snapshot) => (snapshot.neuro.token = token));
    await press(say("page-sources-fix-long"), row("NeuroInfoAPI"));
    expect(fixed).toEqual(["neuro"]);
  });

  test("each source says how it is, when it was heard of last, how often, and what was refused", () => {
    room(four);
    expect(words(row("Builds"))).toContain("All is well: Connected · since 14:02");
    expect(words(row("Builds"))).toContain("Last event 2 min ago · 1,204 events in this run");
    expect(words(row("Builds"))).toContain("Refused private-ops: The address that authorises channels refused this one.");
    expect(words(row("Builds"))).toContain("https://relay.example.org");
    expect(words(row("Shuriken"))).toContain("The server refused the agent key.");
    expect(words(row("Shuriken"))).toContain("No event yet in this run");
    expect(words(row("Vera"))).toContain("Last event 1 h 23 min ago · 1 event in this run");
    expect(words(row("Door bell"))).toContain("Paused");
  });

  test("a source is tried out, and the bell's words stand with it", async () => {
    const { bell } = room(four);
    await press("Test", row("Builds"));
    expect(bell.asked).toEqual([["testSource", "relay-00000001"]]);
    bell.answer({ answer: "said", ok: false, sentence: "It is still connecting." });
    await settle();
    expect(words(row("Builds"))).toContain("It is still connecting.");
    expect(words(row("Vera"))).not.toContain("It is still connecting.");
  });

  test("a pause is shown when the bell says so, and ended by the same button", async () => {
    const { bell, tell } = room(builds);
    await press("Pause", row("Builds"));
    expect(bell.asked).toEqual([["pauseSource", "relay-00000001", true]]);
    bell.answer({ answer: "done" });
    await settle();
    expect(words(row("Builds"))).toContain("Connected");
    await tell(builds.map((source) => ({ ...source, paused: true, sentence: "Paused" })));
    expect(words(row("Builds"))).not.toContain("Connected");
    expect(document.activeElement?.textContent).toContain("Go on");
    await press("Go on", row("Builds"));
    expect(bell.asked.at(-1)).toEqual(["pauseSource", "relay-00000001", false]);
  });

  test("removing asks once more, says what goes too, and tells when it is done", async () => {
    const { bell, tell } = room(four);
    await press("Remove", row("Builds"));
    expect(words(row("Builds"))).toContain("Remove “Builds”? Its rules and its secret go too.");
    await press("Keep it", row("Builds"));
    expect(bell.asked).toEqual([]);
    expect(document.activeElement).toBe(row("Builds"));
    await press("Remove", row("Builds"));
    await press("Remove it", row("Builds"));
    expect(bell.asked).toEqual([["removeSource", "relay-00000001"]]);
    await tell(four.slice(1));
    bell.answer({ answer: "done" });
    await settle();
    expect(words()).toContain("“Builds” is removed.");
    expect(document.activeElement).toBe(screen.getByRole("region", { name: "Sources" }));
  });

  test("a source that cannot be removed stays and says why", async () => {
    const { bell } = room(builds);
    await press("Remove", row("Builds"));
    await press("Remove it", row("Builds"));
    bell.refuse({ code: "gone", message: "The bell does not answer." });
    await settle();
    expect(words(row("Builds"))).toContain("The bell does not answer.");
    expect(screen.getByRole("button", { name: "Keep it" })).toBeTruthy();
  });
});

describe("putting a source right", () => {
  test("what needs another secret is led to its field, and what was typed there stays when it is led there again", async () => {
    const { want } = room(four.map((source) => (source.name === "Shuriken" ? { ...source, token: "kept" as const } : source)));
    await want("shuriken-00000002");
    await settle();
    const field = within(row("Shuriken")).getByLabelText<HTMLInputElement>("Agent key");
    expect(document.activeElement).toBe(field);
    await userEvent.type(field, "sk_half");
    row("Vera").focus();
    await want("shuriken-00000002");
    await settle();
    expect(document.activeElement).toBe(field);
    expect(field.value).toBe("sk_half");
  });

  test("what needs other settings opens them, and a form that is open already stays as it is", async () => {
    const { bell, want } = room([{ ...(four[0] as SourceView), level: "needsYou", need: "settings" }]);
    await want("relay-00000001");
    await settle();
    expect(bell.asked).toEqual([["sourceSettings", "relay-00000001"]]);
    bell.answer({ answer: "source_settings", settings: CANNED_SETTINGS["relay-00000001"] as SourceSettings });
    await settle();
    const name = screen.getByLabelText<HTMLInputElement>("Name");
    expect(document.activeElement).toBe(name);
    await userEvent.type(name, " too");
    name.blur();
    await want("relay-00000001");
    await settle();
    expect(bell.asked).toHaveLength(1);
    expect(document.activeElement).toBe(name);
    expect(name.value).toBe("Builds too");
  });

  test("where the keyring is locked the button that asks it again has the focus", async () => {
    const { want } = room([{ ...(four[1] as SourceView), token: "locked" }]);
    await want("shuriken-00000002");
    await settle();
    expect(document.activeElement?.textContent).toContain("Ask again");
  });
});

describe("the secret of a source", () => {
  test("it is called what the system calls it, goes to its own source, and leaves the page", async () => {
    const { bell, tell } = room(four);
    const isShown = (name: string) => row(name).querySelector("details")?.open;
    expect(["Builds", "Shuriken", "Vera", "Door bell"].map(isShown)).toEqual([false, true, true, false]);
    expect(words(row("Shuriken"))).toContain("Agent key · none");
    expect(words(row("Shuriken"))).toContain("Nothing is heard without an agent key.");
    await press("Enter it", row("Shuriken"));
    const field = within(row("Shuriken")).getByLabelText<HTMLInputElement>("Agent key");
    expect(field.type).toBe("password");
    await userEvent.type(field, " sk_one_two {Enter}");
    expect(bell.asked).toEqual([["setToken", "shuriken-00000002", "sk_one_two"]]);
    bell.answer({ answer: "said", ok: true, sentence: "" });
    await tell(four.map((source) => ({ ...source, token: "kept" })));
    await settle();
    expect(words(row("Shuriken"))).toContain("Agent key · saved");
    expect(words(row("Shuriken"))).toContain("It works and is kept.");
    expect(isShown("Shuriken")).toBe(true);
    expect(document.body.innerHTML).not.toContain("sk_one_two");
  });

  test("forgetting asks once more and is about its own source", async () => {
    const { bell } = room(builds);
    await userEvent.click(within(row("Builds")).getByText(/App secret/));
    await press("Forget", row("Builds"));
    await press("Forget it", row("Builds"));
    expect(bell.asked).toEqual([["forgetToken", "relay-00000001"]]);
  });
});
