import { describe, expect, test } from "vitest";

import { type Piece, parseMarkdown, target } from "./markdown";

/** The tree in a short form: `bold(…)`, `link(label→address)`. */
function short(pieces: Piece[]): string {
  return pieces
    .map((piece) => {
      if (piece.kind === "text") return piece.text;
      if (piece.kind === "code") return `code(${piece.text})`;
      if (piece.kind === "link") return `link(${piece.label}→${piece.address})`;
      return `${piece.kind}(${short(piece.pieces)})`;
    })
    .join("");
}

/** Every character that is shown, marks left out. */
function words(pieces: Piece[]): string {
  return pieces.map((piece) => ("pieces" in piece ? words(piece.pieces) : "text" in piece ? piece.text : "")).join("");
}

describe("Discord markdown", () => {
  test.each([
    ["plain", "plain"],
    ["**bold** and *italic* and _italic_", "bold(bold) and italic(italic) and italic(italic)"],
    ["__under__ ~~strike~~ ||secret||", "underline(under) strike(strike) spoiler(secret)"],
    ["***both***", "bold(italic(both))"],
    ["**a *b* c**", "bold(a italic(b) c)"],
    ["||**x**||", "spoiler(bold(x))"],
    ["`**not bold**`", "code(**not bold**)"],
    ["```\nblock\n```", "code(block)"],
    ["[Twitch](https://www.twitch.tv/vedal987)", "link(Twitch→https://www.twitch.tv/vedal987)"],
    ["see <https://example.com/a_b_c>.", "see link(→https://example.com/a_b_c)."],
    ["https://example.com/x", "link(→https://example.com/x)"],
    ["(https://example.com/a).", "(link(→https://example.com/a))."],
    ["https://example.com/a_(b), 8pm", "link(→https://example.com/a_(b)), 8pm"],
    [String.raw`\*not italic\*`, "*not italic*"],
    ["<:neuroHype:1234567890>", ":neuroHype:"],
    [String.raw`**a \** b**`, "bold(a ** b)"],
    [String.raw`*a \* b* c`, "italic(a * b) c"],
    [String.raw`~~a \\~~ b~~`, String.raw`strike(a \) b~~`],
    [String.raw`*a \*`, "*a *"],
  ])("%s becomes %s", (source, tree) => {
    expect(short(parseMarkdown(source))).toBe(tree);
  });

  test.each(["2 * 3 * 4", "snake_case_name", "**", "****", "||||", "a ** b", "*", "_", "`", "[x]()", "**  **", "**open", "||open"])(
    "%s stays as it was typed",
    (source) => {
      expect(parseMarkdown(source)).toEqual([{ kind: "text", text: source }]);
    },
  );

  test.each([String.raw`||secret \||`, String.raw`||secret\|| and ||secret||`, String.raw`**||a \** secret||**`])(
    "what is hidden stays hidden behind a mark that is written out",
    (source) => {
      expect(short(parseMarkdown(source)).replace(/spoiler\([^)]*\)/gu, "")).not.toContain("secret");
    },
  );

  test.each([
    "[free](javascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt;",
  ])("%s is text and never a link or an element", (source) => {
    expect(short(parseMarkdown(source))).toBe(source);
  });

  test("marks inside marks end at a depth, and nothing is lost", () => {
    const deep = "**__~~||".repeat(50) + "x" + "||~~__**".repeat(50);
    expect(words(parseMarkdown(deep))).toContain("x");
  });

  test("hostile messages of every mark are read quickly and end", () => {
    for (const mark of ["*", "_", "|", "~", "`", "[", "](", "<", "\\", "**a", "_a_", "*a**", "||a|", "https://", "[a](https://"]) {
      const source = mark.repeat(4000 / mark.length);
      const began = performance.now();
      expect(parseMarkdown(source).length).toBeGreaterThan(0);
      expect(performance.now() - began, mark).toBeLessThan(1000);
    }
  });

  test("a message longer than any message is shown as it was typed", () => {
    const long = "**x** ".repeat(2000);
    expect(parseMarkdown(long)).toEqual([{ kind: "text", text: long }]);
  });

  test("messages of random marks never lose a letter", () => {
    let seed = 20261121;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const parts = ["*", "**", "_", "__", "~~", "||", "a", "b", " ", "\n", "é", "🐢", "\u202e"];
    for (let round = 0; round < 2000; round += 1) {
      const source = Array.from({ length: random(24) }, () => parts[random(parts.length)]).join("");
      const letters = (text: string): string => text.replace(/[*_~|]/gu, "");
      expect(letters(words(parseMarkdown(source))), JSON.stringify(source)).toBe(letters(source));
    }
  });
});

test.each([
  ["https://example.com/a?b#c", "https://example.com/a?b#c"],
  ["https://twіtch.tv/vedal987", "https://xn--twtch-o2e.tv/vedal987"],
  ["http://example.com/", null],
  ["https://www.twitch.tv@example.com/", null],
  ["https://example.com/cut…", null],
  ["https://", null],
])("a link to %s leads to what its reader sees, or nowhere", (address, leads) => {
  expect(target(address)).toBe(leads);
});
