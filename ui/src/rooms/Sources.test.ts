import { render, screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";

import { canned, ScriptedBell, settle, standingClock } from "../../tests/bell";
import { CANNED_SETTINGS, sourceView } from "../backend/sources";
import { wordsOf } from "../backend/words";
import type { SourceSettings } from "../bindings/SourceSettings";
import type { SourceView } from "../bindings/SourceView";
import type { WindowSnapshot } from "../bindings/WindowSnapshot";
import { say } from "../strings/say.svelte";
import Sources from "./Sources.svelte";

interface Room {
  bell: ScriptedBell;
  /** The next snapshot has these sources. */
  tell: (sources: SourceView[]) => Promise<void>;
  /** Somebody wants to put this source right. */
  want: (source: string) => Promise<void>;
}

/** The sources to whose cure the room led. */
const fixed: string[] = [];

function room(sources: SourceView[], edit: (snapshot: WindowSnapshot) => void = () => undefined): Room {
  fixed.length = 0;
  const bell = new ScriptedBell();
  const snapshot = { ...canned("next"), sources };
  edit(snapshot);
  const { rerender } = render(Sources, { snapshot, clock: standingClock(), backend: bell, onfix: (source) => fixed.push(source) });
  return {
    bell,
    tell: (sources) => rerender({ snapshot: { ...snapshot, sources } }),
    want: (source) => rerender({ wanted: { source } }),
  };
}

function row(name: string): HTMLElement {
  return screen.getByRole("listitem", { name });
}

async function press(name: string, within_: HTMLElement = document.body): Promise<void> {
  await userEvent.click(within(within_).getByRole("button", { name }));
}

function words(element: HTMLElement = document.body): string {
  return element.textContent.replace(/\s+/gu, " ");
}

const four = canned("sources").sources;
const builds = four.slice(0, 1);

describe("the list", () => {
  test("NeuroInfoAPI is the first row, as the others with state, last event and server, and leads to its token", async () => {
    room([]);
    expect(screen.getAllByRole("listitem")[0]).toBe(row("NeuroInfoAPI"));
    expect(words(row("NeuroInfoAPI"))).toContain("All is well: Connected · since 18:02");
    expect(words(row("NeuroInfoAPI"))).toContain("Last event 12 min ago · 7 events in this run");
    expect(words(row("NeuroInfoAPI"))).toContain("https://neuro.appstun.net");
    await press("Its token", row("NeuroInfoAPI"));
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
    expect(words(row("Builds"))).toContain("All is well: Connected · since 18:02");
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
    expect(words(row("Shuriken"))).toContain("Agent key · kept");
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

describe("a source that is added", () => {
  async function begin(kind: string): Promise<Room> {
    const opened = room([]);
    await press("Add a source");
    await press(kind);
    return opened;
  }

  test("each system is offered in a sentence, and nothing happens when none is wanted", async () => {
    const { bell } = room([]);
    await press("Add a source");
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Relay" }));
    for (const system of ["Channels of a server", "Crypto trading", "News, each story"]) expect(words()).toContain(system);
    await press("Not now");
    expect(bell.asked).toEqual([]);
    expect(screen.getByRole("button", { name: "Add a source" })).toBeTruthy();
  });

  test("a Relay server is put with what was typed, and its row asks for the secret next", async () => {
    const { bell, tell } = await begin("Relay");
    expect(document.activeElement).toBe(screen.getByLabelText("Name"));
    await userEvent.clear(screen.getByLabelText("Name"));
    await userEvent.type(screen.getByLabelText("Name"), "Builds");
    await userEvent.type(screen.getByLabelText("Server"), "https://relay.example.org");
    await userEvent.type(screen.getByLabelText("App key"), "key");
    await userEvent.type(screen.getByLabelText("Channels"), "builds{Enter}deploys");
    await press("Add it");
    const system = { kind: "relay", origin: "https://relay.example.org", app_key: "key", app_id: null };
    const settings = { ...system, authoriser: "nobody", channels: ["builds", "deploys"] };
    expect(bell.asked).toEqual([["putSource", null, { name: "Builds", paused: false, system: settings, rules: [] }]]);
    bell.answer({ answer: "source", id: "relay-00000001" });
    await settle();
    expect(words()).toContain("It is added.");
    await tell([sourceView("relay-00000001", CANNED_SETTINGS["relay-00000001"] ?? fail(), wordsOf("en"))]);
    await settle();
    expect(document.activeElement).toBe(row("Builds"));
    expect(words(row("Builds"))).toContain("Public channels need no secret.");
  });

  test("Shuriken and Vera know their servers", async () => {
    const { bell } = await begin("Vera");
    await userEvent.click(screen.getByRole("checkbox", { name: "High" }));
    await press("Add it");
    expect(bell.asked[0]?.[2]).toMatchObject({
      name: "Vera",
      system: {
        stream: "https://stream.vera.cryptobriefing.com",
        api: "https://api.vera.cryptobriefing.com",
        relevance: ["high"],
      },
    });
  });

  test("what the bell refuses is said in its words, and what was typed stays", async () => {
    const { bell } = await begin("Relay");
    await userEvent.type(screen.getByLabelText("Server"), "http://relay.example.org{Enter}");
    bell.refuse({ code: "refused", message: "A server elsewhere must be reached by https." });
    await settle();
    expect(words()).toContain("A server elsewhere must be reached by https.");
    expect(screen.getByLabelText<HTMLInputElement>("Server").value).toBe("http://relay.example.org");
    await press("Add it");
    bell.answer({ answer: "said", ok: false, sentence: "There are too many sources: keep 20 at most." });
    await settle();
    expect(words()).toContain("There are too many sources");
    expect(screen.getByRole("form", { name: "New source: Relay" })).toBeTruthy();
  });
});

describe("a source that is edited", () => {
  async function edit(source: SourceView): Promise<Room> {
    const opened = room([source]);
    await press("Edit", row(source.name));
    opened.bell.answer({ answer: "source_settings", settings: CANNED_SETTINGS[source.id] ?? fail() });
    await settle();
    opened.bell.asked.length = 0;
    return opened;
  }

  test("its settings are asked for, changed, put back under its id, and the next snapshot shows them", async () => {
    const { bell, tell } = await edit(four[0] ?? fail());
    expect(document.activeElement).toBe(screen.getByLabelText("Name"));
    await userEvent.type(screen.getByLabelText("Name"), "!");
    await press("Save");
    const known = CANNED_SETTINGS["relay-00000001"];
    expect(bell.asked).toEqual([["putSource", "relay-00000001", { ...known, name: "Builds!" }]]);
    bell.answer({ answer: "source", id: "relay-00000001" });
    await settle();
    expect(words(row("Builds"))).toContain("It is saved.");
    expect(document.activeElement).toBe(row("Builds"));
    await tell(builds.map((source) => ({ ...source, name: "Builds!" })));
    expect(row("Builds!")).toBeTruthy();
  });

  test("settings that do not come are a sentence, and no form", async () => {
    const { bell } = room(builds);
    await press("Edit", row("Builds"));
    bell.answer({ answer: "said", ok: false, sentence: "There is no such source any more." });
    await settle();
    expect(words(row("Builds"))).toContain("There is no such source any more.");
    expect(screen.queryByRole("form")).toBeNull();
  });

  test("a pause that came meanwhile is not undone", async () => {
    const { bell, tell } = await edit(four[0] ?? fail());
    await tell(builds.map((source) => ({ ...source, paused: true })));
    await press("Save");
    expect(bell.asked[0]?.[2]).toMatchObject({ paused: true });
  });

  test("another server is told to need its secret anew", async () => {
    await edit(four[0] ?? fail());
    expect(words()).not.toContain("another one needs it anew");
    await userEvent.type(screen.getByLabelText("Server"), "x");
    expect(words()).toContain("another one needs it anew");
  });

  test("an address that is none is told without asking the bell", async () => {
    const { bell } = await edit(four[0] ?? fail());
    await userEvent.clear(screen.getByLabelText("Its address"));
    await press("Save");
    await settle();
    expect(bell.asked).toEqual([]);
    expect(words()).toContain("Give the whole address");
  });

  test("names are picked from what the server offers, with their places filled in", async () => {
    const { bell } = await edit({ ...(four[1] ?? fail()), tellsOffered: true });
    await press("Pick from a list");
    expect(bell.asked).toEqual([["offered", "shuriken-00000002"]]);
    bell.answer({ answer: "offered", names: ["portfolio.notifications", "automation.updates", "swaps?chainId="] });
    await settle();
    const box = (name: string) => screen.getByRole<HTMLInputElement>("checkbox", { name });
    expect(box("portfolio.notifications").checked).toBe(true);
    await userEvent.click(box("portfolio.notifications"));
    await userEvent.click(box("automation.updates"));
    await userEvent.click(screen.getByText("swaps"));
    await press("Add");
    expect(document.activeElement).toBe(screen.getByLabelText("chainId"));
    await userEvent.type(screen.getByLabelText("chainId"), "8453{Enter}");
    const streams = ["alpha.signalFeedGlobal", "automation.updates", "swaps?chainId=8453"];
    expect(screen.getByLabelText<HTMLTextAreaElement>("Streams").value).toBe(streams.join("\n"));
    expect(bell.asked).toHaveLength(1);
    await press("Save");
    expect(bell.asked[1]?.[2]).toMatchObject({ system: { streams } });
  });

  test("a server that does not tell what there is offers no list", async () => {
    await edit({ ...(four[2] ?? fail()), tellsOffered: false });
    expect(screen.queryByRole("button", { name: "Pick from a list" })).toBeNull();
  });
});

describe("rules", () => {
  async function edit(at: number): Promise<Room> {
    const source = four[at] ?? fail();
    const opened = room([source]);
    await press("Edit", row(source.name));
    opened.bell.answer({ answer: "source_settings", settings: CANNED_SETTINGS[source.id] ?? fail() });
    await settle();
    return opened;
  }

  async function saved({ bell }: Room): Promise<unknown> {
    await press("Save");
    const put = bell.asked.at(-1)?.[2];
    return typeof put === "object" && put !== null && "rules" in put ? put.rules : null;
  }

  test("without rules a sentence says what rings", async () => {
    await edit(3);
    expect(words()).toContain("There are no rules of your own: Every event rings.");
  });

  test("each rule is a sentence", async () => {
    await edit(0);
    expect(words()).toContain("Stays silent for build.started or build.queued.");
    expect(words()).toContain("Rings for build.* in builds, if status is failed and branch is there, in words of its own.");
  });

  test("a rule is added with kinds, a condition and words of its own", async () => {
    const opened = await edit(3);
    await press("Add a rule");
    expect(document.activeElement?.textContent).toContain("Rings for everything.");
    await userEvent.type(screen.getByLabelText("Kinds of events"), "ring.*");
    await press("Add a condition");
    expect(document.activeElement).toBe(screen.getByLabelText("Field"));
    await userEvent.type(screen.getByLabelText("Field"), "count");
    await userEvent.selectOptions(screen.getByLabelText("Comparison"), "is at least");
    await userEvent.type(screen.getByLabelText("Value"), "2");
    await userEvent.click(screen.getByRole("switch", { name: "Ring in words of my own" }));
    await userEvent.type(screen.getByLabelText("Title"), "{{who} rings");
    await userEvent.type(screen.getByLabelText("A click opens"), "{{url}");
    expect(await saved(opened)).toEqual([
      {
        kinds: ["ring.*"],
        channels: [],
        relevance: [],
        fields: [{ field: "count", is: "at_least", value: "2" }],
        rings: true,
        says: { title: "{who} rings", body: "", page: "{url}" },
      },
    ]);
  });

  test("relevance is for stories only", async () => {
    const opened = await edit(2);
    const second = screen.getAllByRole("group", { name: "Relevance" }).at(-1) ?? fail();
    await userEvent.click(within(second).getByRole("checkbox", { name: "Low" }));
    expect(await saved(opened)).toMatchObject([{ relevance: ["high", "moderate"] }, { relevance: ["low"] }]);
    document.body.innerHTML = "";
    await edit(0);
    expect(screen.queryByRole("group", { name: "Relevance" })).toBeNull();
  });

  test("rules are moved and removed, and the focus stays where one was", async () => {
    const opened = await edit(0);
    const later = screen.getAllByRole("button", { name: "Later" })[0] ?? fail();
    await userEvent.click(later);
    expect(document.activeElement).toBe(later);
    expect(screen.getAllByRole("button", { name: "Earlier" })[0]?.getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(screen.getAllByRole("button", { name: "Remove the rule" })[0] ?? fail());
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Add a rule" }));
    expect(await saved(opened)).toMatchObject([{ kinds: ["build.started", "build.queued"], rings: false }]);
  });

  test("a text the bell refuses is told in its words", async () => {
    const { bell } = await edit(0);
    await press("Save");
    bell.refuse({ code: "refused", message: "Put what is in braces behind the host name only." });
    await settle();
    expect(words()).toContain("Put what is in braces behind the host name only.");
  });
});

function fail(): never {
  throw new Error("the canned sources lack this one");
}
