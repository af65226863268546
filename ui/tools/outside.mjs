// Finds the words of the page that stand in a template, an attribute or a string, and not in the catalogues.
import { parse } from "svelte/compiler";

/** Attributes of elements that are read out or shown; of a component any may be. */
const SPOKEN = new Set(["alt", "label", "placeholder", "title", "aria-label", "aria-description", "aria-valuetext"]);

/** What is called so in every language. */
const NAMES = new Set(["Swarmbell", "NeuroInfoAPI"]);

/** Calls whose strings nobody reads. */
const SILENT = new Set(["say", "querySelector", "querySelectorAll", "closest", "matches"]);

/** A text that looks like words for people. @typedef {{ line: number; text: string }} Found */

/** A node of Svelte's or of JavaScript's tree. @typedef {Record<string, any> & { type: string }} Node */

/** @type {(value: unknown) => value is Node} */
const isNode = (value) => typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

/**
 * The words in a component, or in a file of TypeScript.
 * @param {string} source
 * @param {boolean} isComponent
 * @returns {Found[]}
 */
export function wordsIn(source, isComponent) {
  const text = isComponent ? source : `<script lang="ts">${source}</script>`;
  /** @type {Found[]} */
  const found = [];
  const { fragment, instance, module } = /** @type {any} */ (parse(text, { modern: true }));
  for (const part of [fragment, instance?.content, module?.content]) look(part, text, found);
  return found;
}

/**
 * @param {unknown} value
 * @param {string} source
 * @param {Found[]} found
 */
function look(value, source, found) {
  if (Array.isArray(value)) return value.forEach((one) => look(one, source, found));
  if (!isNode(value)) return;
  /** @type {(text: string) => void} */
  const put = (text) => void found.push({ line: source.slice(0, value["start"]).split("\n").length, text: text.trim() });
  switch (value.type) {
    case "Text":
      if (/\p{L}/u.test(value["data"]) && !NAMES.has(value["data"].trim())) put(value["data"]);
      return;
    case "Attribute":
      return look(spoken(value), source, found);
    case "Literal":
      if (looksLikeWords(value["value"])) put(value["value"]);
      return;
    case "TemplateLiteral": {
      const text = value["quasis"].map((/** @type {Node} */ part) => part["value"].cooked).join("{}");
      if (looksLikeWords(text)) put(text);
      return look(value["expressions"], source, found);
    }
    case "CallExpression": {
      const { name, property } = value["callee"];
      if (SILENT.has(name ?? property?.name)) return;
      break;
    }
    case "Property":
      look(value["computed"] ? value["key"] : null, source, found);
      return look(value["value"], source, found);
    case "Comment":
    case "ImportDeclaration":
    case "ExportAllDeclaration":
    case "StyleSheet":
      return;
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSNonNullExpression":
      return look(value["expression"], source, found);
  }
  // The types, and what they say of their values; a class takes some of them for parameters.
  if (value.type.startsWith("TS") && value.type !== "TSParameterProperty") return;
  for (const [key, child] of Object.entries(value)) {
    if (key === "attributes" && !/Component$/u.test(value.type)) look(child.map(ofElement), source, found);
    else if (key !== "loc" && key !== "metadata" && key !== "parent") look(child, source, found);
  }
}

/** What is written in an attribute; a word alone is a choice, as in `type="button"`. @param {Node} attribute */
function spoken({ name, value, ofElement = false }) {
  const parts = Array.isArray(value) ? value : [value];
  const text = (/** @type {Node} */ { data }) => (ofElement ? SPOKEN.has(name) : looksLikeWords(data));
  return parts.filter((part) => isNode(part) && (part.type !== "Text" || text(part)));
}

/** @param {Node} attribute */
const ofElement = (attribute) => ({ ...attribute, ofElement: true });

/** Words, or one word as a label has it. @param {unknown} value */
function looksLikeWords(value) {
  if (typeof value !== "string" || NAMES.has(value)) return false;
  if (/^\p{Lu}\p{Ll}+[.…!?:]?$/u.test(value)) return true;
  const plain = value.replaceAll("{}", " ").split(/\s+/u).filter((word) => /^[\p{L}.,:;!?'’()“”…]*\p{L}{2}[\p{L}.,:;!?'’()“”…]*$/u.test(word));
  return /\s/u.test(value.trim() === "" ? "" : value) && plain.length > 0;
}
