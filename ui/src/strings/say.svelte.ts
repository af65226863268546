/**
 * What the page says, in the language of the bell: `say("page-now-viewers", { count: 12 })`.
 *
 * The words stand in `src-tauri/words/languages`, a file a language. The page loads the language it speaks and no other.
 * What was said in a template is said anew when the language changes.
 */
import { FluentBundle, type FluentResource } from "@fluent/bundle";

import type { Messages } from "./ids";

type Message = FluentResource["body"][number];

/** As the build packs it. */
type Catalogue = [id: string, value: Message["value"], attributes?: Message["attributes"]][];

const files = import.meta.glob<Catalogue>("../../../src-tauri/words/languages/*.ftl", { import: "default" });

/** The language that is there when another one is not. */
const ENGLISH = "en";

/** The catalogue that is spoken; none before the first was loaded. */
let spoken: FluentBundle | null = $state.raw(null);
let wanted = "";
/** When the catalogue wanted last is there. */
let taken = Promise.resolve();

function load(tag: string): Promise<Catalogue> | undefined {
  return files[`../../../src-tauri/words/languages/${tag}.ftl`]?.();
}

/** Speaks the language of this tag from now on; English where there is no such catalogue. */
export function speak(tag: string): Promise<void> {
  if (tag !== wanted) {
    wanted = tag;
    taken = take(tag);
  }
  return taken;
}

async function take(tag: string): Promise<void> {
  const messages = await (load(tag) ?? load(ENGLISH));
  // Meanwhile somebody may have wanted another one; until it is there this one is better than none.
  if (!messages || (spoken && wanted !== tag)) return;
  const bundle = new FluentBundle(tag, { useIsolating: false });
  bundle.addResource({ body: messages.map(([id, value, attributes = {}]) => ({ id, value, attributes })) });
  spoken = bundle;
  document.documentElement.lang = tag;
}

/** Says a message. The types know which there are, and what each needs. */
export function say<Id extends keyof Messages>(id: Id, ...[values]: Messages[Id] extends null ? [] : [Messages[Id]]): string {
  const pattern = spoken?.getMessage(id)?.value;
  // Errors are what a test finds: a value that is missing.
  return spoken && pattern ? spoken.formatPattern(pattern, values, []) : id;
}

/** The locale for dates and numbers by `Intl`. */
export function locale(): string {
  return say("page-locale");
}
