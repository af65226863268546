import { expect, test } from "vitest";

import { neighbours, placeOf, places } from "./weeks";

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

test.each([
  [{ year: 2026, month: 11, day: 22 }, [2026, 47]],
  [{ year: 2026, month: 11, day: 23 }, [2026, 48]],
  [{ year: 2027, month: 1, day: 3 }, [2026, 53]],
  [{ year: 2025, month: 12, day: 29 }, [2026, 1]],
])("a day has its ISO week: %j", (day, place) => {
  expect(placeOf(day)).toEqual(place);
});
