import { describe, expect, test } from "vitest";

import { CANNED_SETTINGS } from "../backend/sources";
import type { SourceSettings } from "../bindings/SourceSettings";
import { filled, places } from "./offered";
import { moved, ruleDraft, ruleOf } from "./rule";
import { hasReadableEndpoint, newSource, settingsOf, sourceDraft, SYSTEM_KINDS } from "./source";

describe("a source that is edited", () => {
  test.each(Object.entries(CANNED_SETTINGS))("the settings of %s are the same when nothing was changed", (_, settings) => {
    expect(settingsOf(sourceDraft(settings))).toEqual(settings);
  });

  test("what no field is about stays as it was received", () => {
    const known = CANNED_SETTINGS["vera-00000003"];
    if (!known) throw new Error("no such source");
    const rule = { ...known.rules[0], later: 1 };
    const received = { ...known, later: true, system: { ...known.system, names: { action: "op" } }, rules: [rule] };
    const draft = { ...sourceDraft(received as SourceSettings), names: "a\nb" };
    expect(settingsOf(draft)).toEqual({ ...received, system: { ...received.system, markets: ["a", "b"] } });
  });

  test("names are one on a line, without blanks, each once", () => {
    const draft = { ...newSource("shuriken", " Mine "), names: " a \n\n b,c\na" };
    expect(settingsOf(draft)).toMatchObject({ name: "Mine", system: { streams: ["a", "b,c"] } });
  });

  test("what is left empty and may be is not sent as an empty text", () => {
    const relay = newSource("relay", "Relay");
    if (relay.system.kind !== "relay") throw new Error("not Relay");
    const typed = { ...relay, system: { ...relay.system, origin: " https://a.example ", app_key: " k ", app_id: " " } };
    expect(settingsOf(typed).system).toMatchObject({ origin: "https://a.example", app_key: "k", app_id: null });
  });

  test("a new source has the addresses that its system is known to have, and no rule", () => {
    const made = SYSTEM_KINDS.map((kind) => settingsOf(newSource(kind, kind)));
    expect(made.map(({ system }) => ("api" in system ? system.api : system.origin))).toEqual([
      "",
      "https://api.shuriken.trade",
      "https://api.vera.cryptobriefing.com",
    ]);
    expect(made.every(({ rules, paused }) => rules.length === 0 && !paused)).toBe(true);
  });

  test("an address that lets into channels must be one", () => {
    const relay = newSource("relay", "Relay");
    const at = (endpoint: string) => ({ ...relay, system: { ...relay.system, authoriser: { endpoint } } }) as typeof relay;
    expect(hasReadableEndpoint(relay)).toBe(true);
    expect(hasReadableEndpoint(at(" https://a.example/auth "))).toBe(true);
    expect(hasReadableEndpoint(at(""))).toBe(false);
    expect(hasReadableEndpoint(at("a.example/auth"))).toBe(false);
  });
});

describe("a rule that is written", () => {
  test("a new rule rings for everything and says nothing of its own", () => {
    expect(ruleOf(ruleDraft())).toEqual({ kinds: [], channels: [], relevance: [], fields: [], rings: true, says: null });
  });

  test("a rule sounds and keeps quiet hours until something else is chosen, and says only what was chosen", () => {
    const draft = ruleDraft();
    expect([draft.sounds, draft.through]).toEqual([true, false]);
    expect(ruleOf({ ...draft, sounds: false, through: true })).toMatchObject({ sound: false, through_quiet: true });
    const kept = ruleDraft({ ...ruleOf(draft), sound: false, through_quiet: true });
    expect([kept.sounds, kept.through]).toEqual([false, true]);
    expect(ruleOf({ ...kept, sounds: true, through: false })).toMatchObject({ sound: true, through_quiet: false });
  });

  test("a page that is not given is none, and what is merely there is compared with nothing", () => {
    const draft = {
      ...ruleDraft(),
      fields: [{ field: " a.b ", is: "present" as const, value: "left over" }],
      says: { title: "t", body: "b", page: "  " },
    };
    expect(ruleOf(draft)).toMatchObject({
      fields: [{ field: "a.b", is: "present", value: "" }],
      says: { title: "t", body: "b", page: null },
    });
  });

  test("rules change their places and never leave the list", () => {
    expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
    expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
    expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
    expect(moved(["a", "b"], 1, 2)).toEqual(["a", "b"]);
  });
});

describe("names that are offered", () => {
  test("places are what nothing follows", () => {
    expect(places("alpha.personal")).toEqual([]);
    expect(places("swaps?chainId=&tokenAddress=")).toEqual(["chainId", "tokenAddress"]);
    expect(places("swaps?chainId=8453&tokenAddress=")).toEqual(["tokenAddress"]);
    expect(places("odd?=")).toEqual([]);
  });

  test("places are filled in as an address holds them", () => {
    const name = "swaps?chainId=&kind=a&tokenAddress=";
    expect(filled(name, { chainId: " 8453 ", tokenAddress: "0x&a=ä" })).toBe(
      "swaps?chainId=8453&kind=a&tokenAddress=0x%26a%3D%C3%A4",
    );
    expect(filled("alpha.personal", {})).toBe("alpha.personal");
  });
});
