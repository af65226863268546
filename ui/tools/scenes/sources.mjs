import { answered, asked, first, opened, press, to } from "./acts.mjs";
import { scenesOf, withGerman } from "./scene.mjs";

const SECRET = "li input[type=password]:focus";
const beginRelay = first(press("Add a source"), press("Relay"));
const list = to("#sources-title");

/** Opens the settings of one of the canned sources. @param {number} at */
const edit = (at) => first(press("Edit", at), answered("form h3"));

/** A new one, over which nothing is known yet. */
const added = scenesOf({ room: "settings", wide: true }, {
  "source-choose": { act: press("Add a source") },
  "source-new": { act: beginRelay },
  "source-added": { act: first(press("Add a source"), press("Shuriken"), asked("Add it", "It is added")) },
  "source-refused": { act: first(beginRelay, asked("Add it", "Give the server as")) },
});

/** Those that are there. */
const known = scenesOf({ room: "settings", state: "sources", wide: true }, {
  sources: { act: list },
  "sources-hostile": { state: "sources-hostile", act: list },
  "source-fix": { act: first(press("Fix"), answered(SECRET)) },
  "source-edit": { act: edit(0) },
  "source-rule": { act: first(edit(0), opened("form ol summary"), to("form ol details[open]")) },
  "source-offered": {
    act: first(
      edit(1),
      press("Pick from a list"),
      answered("text=evm.token.swaps"),
      (tab) => tab.getByText("evm.token.swaps").click(),
      (tab) => tab.getByLabel("tokenAddress").last().scrollIntoViewIfNeeded(),
    ),
  },
  "source-remove-sure": { act: press("Remove") },
});

export const sources = withGerman({ ...added, ...known }, {
  sources: list,
  "sources-hostile": list,
  "source-rule": first(press("Ändern", 0), answered("form h3"), opened("form ol summary"), to("form ol details[open]")),
  "source-remove-sure": press("Entfernen"),
});
