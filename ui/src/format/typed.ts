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

/** `7:00`, `7.00`, `0700` and `7 am` are `07:00`; anything else stays as it was typed. */
export function timeOfDay(text: string): string {
  const typed = text.trim();
  const [, hour = "", minute, half] = /^(\d{1,2})(?:[:.]?(\d{2}))?\s*(?:([ap])\.?m\.?)?$/iu.exec(typed) ?? [];
  const counted = Number(hour);
  if (half === undefined ? minute === undefined : counted < 1 || counted > 12) return typed;
  const whole = half === undefined ? counted : (counted % 12) + (/p/iu.test(half) ? 12 : 0);
  return `${String(whole).padStart(2, "0")}:${minute ?? "00"}`;
}
