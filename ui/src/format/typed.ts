/** What people type into the fields of the settings, as the bell takes it. What it cannot be, the bell refuses. */

/** The keywords of a field: one a line, or with commas between them. */
export function keywords(text: string): string[] {
  return text
    .split(/[\n,]/u)
    .map((keyword) => keyword.trim())
    .filter((keyword) => keyword !== "");
}

/** Names, one a line. They may hold anything else. */
export function lines(text: string): string[] {
  const names = text.split("\n").map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ""))];
}

/** `7:00`, `7.00` and `0700` are `07:00`; anything else stays as it was typed. */
export function timeOfDay(text: string): string {
  const [, hour, minute] = /^(\d{1,2})[:.]?(\d{2})$/u.exec(text.trim()) ?? [];
  return hour === undefined || minute === undefined ? text.trim() : `${hour.padStart(2, "0")}:${minute}`;
}
