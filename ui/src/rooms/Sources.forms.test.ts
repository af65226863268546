import { screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";

import { settle } from "../../tests/bell";
import { builds, fail, four, press, type Room, room, row, words } from "../../tests/sources";
import { CANNED_SETTINGS, sourceView } from "../backend/sources";
import { wordsOf } from "../backend/words";
import type { SourceView } from "../bindings/SourceView";

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
    await press("Cancel");
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
    expect(words()).toContain("✓ It is added.");
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

  test("the address of an application that lets in is kept while another choice is looked at", async () => {
    await edit(four[0] ?? fail());
    const who = screen.getByLabelText("Private and presence channels");
    const address = () => screen.getByLabelText<HTMLInputElement>("Its address");
    await userEvent.clear(address());
    await userEvent.type(address(), "https://a.example/auth");
    await userEvent.selectOptions(who, "The server itself gives access");
    await userEvent.selectOptions(who, "An application gives access");
    expect(address().value).toBe("https://a.example/auth");
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
