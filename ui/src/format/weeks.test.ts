import { expect, test } from "vitest";

import { neighbours, places } from "./weeks";

test("weeks follow each other over the turn of the year and over gaps", () => {
  const all = places({ "2027": [1, 2], "2026": [53, 9, 47] });
  expect(all).toEqual([
    [2026, 9],
    [2026, 47],
    [2026, 53],
    [2027, 1],
    [2027, 2],
  ]);
  expect(neighbours(all, [2026, 53])).toEqual({ before: [2026, 47], next: [2027, 1] });
  expect(neighbours(all, [2026, 20])).toEqual({ before: [2026, 9], next: [2026, 47] });
  expect(neighbours(all, [2026, 9])).toEqual({ before: null, next: [2026, 47] });
  expect(neighbours(all, [2027, 2])).toEqual({ before: [2027, 1], next: null });
});
