/**
 * Discord's markdown as a tree of plain values. Nothing here makes HTML: the page turns each value into an element and
 * each text into a text node. What is not understood stays as it was typed.
 */

/** One piece of a message. */
export type Piece =
  | { kind: "text"; text: string }
  | { kind: "code"; text: string }
  /** The page opens nothing by itself: the bell does, and only https. */
  | { kind: "link"; label: string; address: string }
  | { kind: "bold" | "italic" | "underline" | "strike" | "spoiler"; pieces: Piece[] };

type Wrapping = Extract<Piece, { pieces: Piece[] }>["kind"];

/** Longer messages are shown as they were typed. */
const MAX_LENGTH = 4000;
/** Marks inside marks are followed this far. */
const MAX_DEPTH = 6;

/** Longer marks first: `**` is not two `*`. */
const MARKS: readonly (readonly [string, Wrapping])[] = [
  ["**", "bold"],
  ["__", "underline"],
  ["~~", "strike"],
  ["||", "spoiler"],
  ["*", "italic"],
  ["_", "italic"],
];

const ESCAPED = /^\\([\\*_~|`[\]()<>#-])/u;
const CODE = /^(`{1,3})([^`]+)\1(?!`)/u;
const NAMED_LINK = /^\[([^[\]\n]{1,200})\]\(<?(https?:\/\/[^\s()<>]{1,500})>?\)/u;
const BARE_LINK = /^<?(https?:\/\/[^\s<>|*]{1,500})>?/u;
/** What stands behind an address in a sentence. */
const BEHIND_LINK = /[.,;:!?'"]+$/u;
const EMOJI = /^<a?:(\w{2,32}):\d{5,25}>/u;

/** Reads a message. */
export function parseMarkdown(message: string): Piece[] {
  if (message.length > MAX_LENGTH) return [{ kind: "text", text: message }];
  return read(message, 0);
}

function read(source: string, depth: number): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < source.length) {
    const [piece, length] = pieceAt(source, at, depth);
    const last = pieces.at(-1);
    if (piece.kind === "text" && last?.kind === "text") last.text += piece.text;
    else pieces.push(piece);
    at += length;
  }
  return pieces;
}

/** The piece that begins at a position, and how much of the source it takes: one character at least. */
function pieceAt(source: string, at: number, depth: number): [Piece, number] {
  const rest = source.slice(at);
  return leaf(rest) ?? wrapped(source, at, depth) ?? [{ kind: "text", text: rest.charAt(0) }, 1];
}

function leaf(rest: string): [Piece, number] | null {
  const escaped = ESCAPED.exec(rest);
  if (escaped) return [{ kind: "text", text: escaped[1] ?? "" }, 2];
  const code = CODE.exec(rest);
  if (code) return [{ kind: "code", text: (code[2] ?? "").trim() }, code[0].length];
  const named = NAMED_LINK.exec(rest);
  if (named) return [{ kind: "link", label: named[1] ?? "", address: named[2] ?? "" }, named[0].length];
  const bare = BARE_LINK.exec(rest);
  if (bare) {
    const [whole, found = ""] = bare;
    const address = whole.startsWith("<") ? found : withoutEnd(found);
    return [{ kind: "link", label: "", address }, whole.startsWith("<") ? whole.length : address.length];
  }
  const emoji = EMOJI.exec(rest);
  if (emoji) return [{ kind: "text", text: `:${emoji[1] ?? ""}:` }, emoji[0].length];
  return null;
}

/** An address without what the sentence around it put behind it. */
function withoutEnd(found: string): string {
  const address = found.replace(BEHIND_LINK, "");
  return address.endsWith(")") && !address.includes("(") ? withoutEnd(address.slice(0, -1)) : address;
}

/** Where a link leads, as the browser will take it; `null`: nowhere one should go. A text that was cut ends in `…`. */
export function target(address: string): string | null {
  if (!address.startsWith("https://") || address.includes("…") || !URL.canParse(address)) return null;
  const { href, username, password } = new URL(address);
  return username === "" && password === "" ? href : null;
}

function wrapped(source: string, at: number, depth: number): [Piece, number] | null {
  if (depth >= MAX_DEPTH) return null;
  for (const [mark, kind] of MARKS) {
    if (!source.startsWith(mark, at)) continue;
    const start = at + mark.length;
    const end = closing(source, start, mark);
    if (end <= start || !mayWrap(source, at, start, end, mark)) continue;
    return [{ kind, pieces: read(source.slice(start, end), depth + 1) }, end + mark.length - at];
  }
  return null;
}

/**
 * Where the mark that closes stands; -1: nowhere. A single `*` is not looked for inside `**`, nor any mark behind `\`,
 * except that of spoilers: as in Discord the next one ends them, so that one never lays open what another hides.
 */
function closing(message: string, start: number, mark: string): number {
  const source = mark === "||" ? message : message.slice(0, start) + message.slice(start).replace(/\\./gs, "  ");
  let end = source.indexOf(mark, start);
  while (end !== -1 && mark.length === 1 && source.charAt(end + 1) === mark) {
    end = source.indexOf(mark, end + 2);
  }
  // `***both***`: the outer mark closes last.
  if (end !== -1 && mark.length === 2 && source.charAt(end + 2) === mark.charAt(0)) end += 1;
  return end;
}

/** `2 * 3 * 4`, `snake_case_name` and a row of marks mean nothing. */
function mayWrap(source: string, at: number, start: number, end: number, mark: string): boolean {
  if (!/[^\s*_~|]/u.test(source.slice(start, end))) return false;
  if (mark === "*") return !/\s/u.test(source.charAt(start)) && !/\s/u.test(source.charAt(end - 1));
  return mark !== "_" || (!/\w/u.test(source.charAt(at - 1)) && !/\w/u.test(source.charAt(end + 1)));
}
