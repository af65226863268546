/** Where a text was found, so that it can be marked. Letters of another case are the same. */
export interface Part {
  text: string;
  hit: boolean;
}

/** The text in parts, one after the other; hits are those that say what was looked for. */
export function hitParts(text: string, wanted: string): Part[] {
  const needle = wanted.trim().toLowerCase();
  const lower = text.toLowerCase();
  // Where lower case has another length, places in it are no places in the text.
  if (needle === "" || lower.length !== text.length) return [{ text, hit: false }];
  const parts: Part[] = [];
  let from = 0;
  for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, from)) {
    if (at > from) parts.push({ text: text.slice(from, at), hit: false });
    from = at + needle.length;
    parts.push({ text: text.slice(at, from), hit: true });
  }
  if (from < text.length) parts.push({ text: text.slice(from), hit: false });
  return parts;
}
