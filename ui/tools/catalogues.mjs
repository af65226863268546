// The catalogues of the languages, as the page takes them: the messages whose names begin with `page-`, read at build
// time, with English where a language lacks one.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

import { FluentResource } from "@fluent/bundle";
import { FluentParser, FluentSerializer, Message, Resource, Term, Visitor } from "@fluent/syntax";

/** The folder in which each file is a language. */
export const LANGUAGES = join(import.meta.dirname, "../../src-tauri/words/languages/");

/** The language of which every message exists. */
const ENGLISH = `${LANGUAGES}en.ftl`;

/** What the page says begins so. */
const OF_THE_PAGE = "page-";

/** Behind the address of a catalogue: with what the bell says too. Only its stand-in asks for that. */
const WITH_THE_BELL = "?bell";

/**
 * The messages of the page, and the terms of the language.
 * @param {string} text
 */
function pageEntries(text) {
  const parser = new FluentParser({ withSpans: false });
  return parser.parse(text).body.filter(
    (entry) => entry instanceof Term || (entry instanceof Message && entry.id.name.startsWith(OF_THE_PAGE)),
  );
}

/**
 * A catalogue as the page's bundle takes it.
 * @param {string} text
 */
export function compiled(text) {
  /** @type {(text: string) => FluentResource["body"]} */
  const body = (text) => new FluentResource(new FluentSerializer().serialize(new Resource(pageEntries(text)))).body;
  const own = body(text);
  const names = new Set(own.map((entry) => entry.id));
  const missing = body(readFileSync(ENGLISH, "utf8")).filter(({ id }) => !id.startsWith("-") && !names.has(id));
  return [...own, ...missing];
}

/**
 * The messages of a catalogue, each a short list: what it is called, what it says and, where it has any, its attributes.
 * @param {string} text
 */
export function packed(text) {
  return compiled(text).map(({ id, value, attributes }) =>
    Object.keys(attributes).length > 0 ? [id, value, attributes] : [id, value],
  );
}

/** Each message of the page by a name of a letter or two: what is built says it some hundred times. */
export function shortNames() {
  const messages = pageEntries(readFileSync(ENGLISH, "utf8")).filter((entry) => entry instanceof Message);
  return new Map(messages.map(({ id }, index) => [id.name, index.toString(36)]));
}

/**
 * Code in which the messages of the page have their short names.
 * @param {string} code
 * @param {ReadonlyMap<string, string>} names
 */
export function shortened(code, names) {
  return code.replace(/(["'`])(page-[\w-]+)\1/gu, (whole, quote, name) => (names.has(name) ? `${quote}${names.get(name)}${quote}` : whole));
}

/** Lets the page import a catalogue: `import messages from "…/de.ftl"`. */
export function catalogues() {
  const names = shortNames();
  return {
    name: "swarmbell-catalogues",
    enforce: /** @type {const} */ ("pre"),
    /** @type {(text: string, id: string) => string | undefined} */
    transform: (text, id) => {
      if (id.endsWith(".ftl")) return `export default ${JSON.stringify(packed(text))};`;
      return id.endsWith(`.ftl${WITH_THE_BELL}`) ? `export default ${JSON.stringify(new FluentResource(text).body)};` : undefined;
    },
    /** @type {(code: string) => { code: string; map: null }} */
    renderChunk: (code) => ({ code: shortened(code, names), map: null }),
  };
}

/** The names of the variables that a message needs, itself and through those it speaks of. */
class Needs extends Visitor {
  /** @param {Map<string, import("@fluent/syntax").BaseNode>} entries */
  constructor(entries) {
    super();
    this.entries = entries;
    /** @type {Set<string>} */
    this.names = new Set();
    /** @type {Set<string>} */
    this.seen = new Set();
  }

  /**
   * @override
   * @param {import("@fluent/syntax").VariableReference} node
   */
  visitVariableReference(node) {
    this.names.add(node.id.name);
  }

  /**
   * @override
   * @param {import("@fluent/syntax").MessageReference} node
   */
  visitMessageReference(node) {
    const { name } = node.id;
    const entry = this.entries.get(name);
    if (!entry || this.seen.has(name)) return;
    this.seen.add(name);
    this.visit(entry);
  }
}

/** `ui/src/strings/ids.ts`: what the page can say, with what has to be filled in. */
export function ids() {
  const entries = new Map(
    pageEntries(readFileSync(ENGLISH, "utf8")).flatMap((entry) => (entry instanceof Message ? [[entry.id.name, entry]] : [])),
  );
  const lines = [...entries].map(([name, entry]) => {
    const needs = new Needs(entries);
    needs.visit(entry);
    const members = [...needs.names].sort().map((one) => `${one}: Value`);
    return `  "${name}": ${members.length > 0 ? `{ ${members.join("; ")} }` : "null"};`;
  });
  return `/** What the page can say, and what has to be filled in. Written by \`npm run ids\` out of \`en.ftl\`. */

/** A number is counted and written as the language does; a year or another name goes in as text. */
export type Value = string | number;

export interface Messages {
${lines.join("\n")}
}
`;
}

/** The languages there are, by their tags. */
export function tags() {
  return readdirSync(LANGUAGES).map((file) => basename(file, ".ftl"));
}
