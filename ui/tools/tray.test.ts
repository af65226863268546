import { readdirSync } from "node:fs";
import sharp from "sharp";
import { expect, test } from "vitest";

const FOLDER = "../icons/tray/";
/** A tray shows them this small. */
const SIDE = 16;
/** Greys of panels, from the lightest to black. */
const PANELS = [255, 235, 32, 0];
/** WCAG 1.4.11: so far a shape that means something stands out from what lies behind it. */
const LEAST_CONTRAST = 3;
/** Of 256 points. */
const LEAST_SEEN = 48;
/** A sign of three by four points. */
const LEAST_APART = 12;

const files = (template: boolean): string[] => readdirSync(FOLDER).filter((name) => name.startsWith("template-") === template);
const coloured = files(false).filter((name) => !name.includes("@2x"));

/** How light the points are that one sees of a picture on a panel: without their hue, as nobody needs to see that. */
async function seen(name: string, panel: number): Promise<number[]> {
  const background = { r: panel, g: panel, b: panel };
  const points = await sharp(FOLDER + name).resize(SIDE, SIDE).flatten({ background }).removeAlpha().raw().toBuffer();
  return Array.from({ length: points.length / 3 }, (_, at) => light(points.subarray(3 * at, 3 * at + 3)));
}

/** Relative luminance, by WCAG. */
function light(colour: Iterable<number>): number {
  const [red = 0, green = 0, blue = 0] = [...colour].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** How many points of two pictures are told apart. */
function apart(one: readonly number[], other: readonly number[]): number {
  const contrast = (left: number, right: number): number => (Math.max(left, right) + 0.05) / (Math.min(left, right) + 0.05);
  return one.filter((point, at) => contrast(point, other[at] ?? 0) >= LEAST_CONTRAST).length;
}

test("at 16 px the pictures of the tray stand out from light and dark panels and differ from each other", async () => {
  expect(coloured).toHaveLength(10);
  for (const panel of PANELS) {
    const bare = Array<number>(SIDE * SIDE).fill(light([panel, panel, panel]));
    const pictures = await Promise.all(coloured.map(async (name) => ({ name, points: await seen(name, panel) })));
    for (const [index, { name, points }] of pictures.entries()) {
      expect(apart(points, bare), `${name} on ${panel}`).toBeGreaterThanOrEqual(LEAST_SEEN);
      for (const other of pictures.slice(index + 1)) {
        expect(apart(points, other.points), `${name} beside ${other.name} on ${panel}`).toBeGreaterThanOrEqual(LEAST_APART);
      }
    }
  }
});

test("the pictures for the menu bar of macOS are black and clear, one for each of the others", async () => {
  const templates = files(true);
  expect(templates.map((name) => name.replace("template-", ""))).toEqual(files(false));
  for (const name of templates) {
    const points = await sharp(FOLDER + name).ensureAlpha().raw().toBuffer();
    const coloured = points.filter((part, at) => at % 4 < 3 && part > 0 && (points[at - (at % 4) + 3] ?? 0) > 0);
    expect(coloured, name).toHaveLength(0);
  }
});
