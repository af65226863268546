import { expect, test } from "vitest";

import { canned } from "../tests/bell";
import type { DayEntry } from "../src/bindings/DayEntry";
import { localWeek } from "../src/format/days";
import { SCENES } from "./scenes.mjs";

/** The most that is planned on a day of a state. */
function busiest(state: string): number {
  const entries: DayEntry[] = canned(state).neuro.week?.entries ?? [];
  return Math.max(0, ...localWeek(entries, "Europe/Berlin").days.map((day) => day.entries.length));
}

test("scenes of each room of the schedule show long titles, twelve entries on a day, and none", () => {
  expect(busiest("crowded")).toBeGreaterThanOrEqual(12);
  expect(canned("empty-week").neuro.week?.entries).toEqual([]);
  const { live, week } = canned("hostile").neuro;
  for (const title of [live?.title, week?.entries[0]?.message]) expect(title).toHaveLength(200);
  for (const room of ["now", "week"]) {
    const states = Object.values(SCENES).filter((scene) => scene.room === room).map(({ state }) => state);
    expect(states, room).toEqual(expect.arrayContaining(["crowded", "empty-week", "hostile", "empty"]));
  }
});
