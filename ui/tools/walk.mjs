// The way of the Tab key through a page: where it stops, in which order, and what is seen there.

/** @typedef {import("playwright-core").Page} Tab */
/**
 * Where the Tab key stopped.
 * @typedef {object} Stop
 * @property {string} what
 * @property {boolean} works Whether anything is done there.
 * @property {boolean} shown Whether one sees that the focus is there.
 * @property {string} hidden Why it is not seen at all; empty where it is.
 */
/** @typedef {{ stops: Stop[], missed: string[], disorder: string[] }} Walk */

/** More stops than any page has. */
const MOST_STOPS = 600;
/** Everything that is worked by hand, and of what is one stop the part that the Tab key is to reach. */
const workable = () => {
  const modal = document.querySelector("dialog:modal");
  const all = [.../** @type {NodeListOf<HTMLElement>} */ ((modal ?? document).querySelectorAll(
    "button, summary, select, textarea, input, a[href], [tabindex]:not([tabindex='-1'])",
  ))];
  /** Arrow keys lead to the others. @param {Element} at */
  const byArrows = (at) => {
    if (at.matches("nav button")) return !at.hasAttribute("aria-current");
    if (!at.matches("input[type=radio]")) return at.matches("[role=menuitem]");
    const group = all.filter((one) => one.matches(`[name="${CSS.escape(at.getAttribute("name") ?? "")}"]`));
    return at !== (group.find((one) => one.matches(":checked")) ?? group[0]);
  };
  return all.filter((at) => at.checkVisibility({ visibilityProperty: true }) && !at.matches(":disabled") && !byArrows(at));
};

/**
 * Takes down where the focus is now, once the page has drawn what that brought into sight.
 * @param {HTMLElement[]} visited
 */
const stopAt = async (visited) => {
  await new Promise((drawn) => {
    const frame = new IntersectionObserver(() => (frame.disconnect(), drawn(undefined)));
    frame.observe(document.body);
  });
  const at = /** @type {HTMLElement} */ (document.activeElement ?? document.body);
  if (at === document.body) return "left";
  if (at === visited[0]) return "around";
  visited.push(at);
  const rings = (/** @type {Element | null} */ one) => one !== null && getComputedStyle(one).outlineStyle !== "none";
  const box = at.getBoundingClientRect();
  const room = at.closest("main, dialog") ?? document.documentElement;
  const around = room === document.documentElement ? new DOMRect(0, 0, innerWidth, innerHeight) : room.getBoundingClientRect();
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(room);
  // What is higher than that is brought into sight by one of its edges.
  const height = around.height - (parseFloat(scrollPaddingTop) || 0) - (parseFloat(scrollPaddingBottom) || 0);
  const inSight = Math.min(box.bottom, around.bottom) - Math.max(box.top, around.top);
  // What has nothing in it to be worked but more than fits is scrolled by the arrow keys, once it has the focus.
  const scrolls = at.scrollHeight > at.clientHeight || at.scrollWidth > at.clientWidth;
  // Of several lines that are typed or scrolled in, one is enough.
  const seen = inSight >= (scrolls || at.matches("textarea, pre") ? 24 : Math.min(box.height, height)) - 1;
  const there = at.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.height > 1;
  return {
    works: at.matches("button, summary, select, textarea, input, a[href], [tabindex='0']") || scrolls,
    what: `${at.tagName.toLowerCase()} "${(at.getAttribute("aria-label") ?? at.textContent ?? "").trim().slice(0, 40)}"`,
    shown: at.matches(":focus-visible") && (rings(at) || rings(at.parentElement)),
    hidden: there ? (seen ? "" : "out of sight") : "not on the page",
  };
};

/**
 * What comes before something that is read first. Whatever holds several stops has parts, and these are read in lines: of
 * two beside each other the left one, else the upper one. So a column is a part that is read to its end.
 * @param {HTMLElement[]} way
 */
const disorderOf = (way) => {
  const name = (/** @type {Element} */ at) => `"${(at.getAttribute("aria-label") ?? at.textContent ?? "").trim().slice(0, 40)}"`;
  /** What has no box of its own has that of its first stop. @param {Element} part @param {HTMLElement[] | undefined} held */
  const boxOf = (part, held) => {
    const box = part.getBoundingClientRect();
    return box.width > 0 ? box : (held?.[0] ?? part).getBoundingClientRect();
  };
  /** @param {DOMRect} one @param {DOMRect} other */
  const isFirst = (one, other) => {
    const common = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    const onOneLine = common > Math.min(one.height, other.height) / 2;
    return onOneLine ? one.right <= other.left + 1 : one.bottom <= other.top + 1;
  };
  /** @param {Element} around @param {HTMLElement[]} stops @returns {string[]} */
  const look = (around, stops) => {
    /** @type {Map<Element, HTMLElement[]>} */
    const parts = new Map();
    /** @type {string[]} */
    const found = [];
    let last = null;
    for (const stop of stops) {
      const part = [...around.children].find((child) => child.contains(stop)) ?? stop;
      if (part !== last && parts.has(part)) found.push(`the Tab key leaves ${name(part)} and comes back`);
      parts.set(part, [...(parts.get(part) ?? []), stop]);
      last = part;
    }
    const order = [...parts.keys()];
    for (const [index, part] of order.entries()) {
      const later = order.slice(0, index).find((before) => isFirst(boxOf(part, parts.get(part)), boxOf(before, parts.get(before))));
      if (later) found.push(`${name(part)} comes after ${name(later)}`);
    }
    return [...found, ...[...parts].flatMap(([part, held]) => (held.length > 1 ? look(part, held) : []))];
  };
  return look(document.body, way);
};

/** Once around by the Tab key. @param {Tab} tab @returns {Promise<Walk>} */
export async function walk(tab) {
  const visited = await tab.evaluateHandle(() => /** @type {HTMLElement[]} */ ([]));
  /** @type {Stop[]} */
  const stops = [];
  /** Behind the last stop the page is left, before it begins anew. */
  let seam = 0;
  for (let step = 0; step < MOST_STOPS; step += 1) {
    await tab.keyboard.press("Tab");
    const stop = await visited.evaluate(stopAt);
    if (stop === "around") break;
    if (stop === "left") seam = stops.length;
    else stops.push(stop);
  }
  await visited.evaluate((all, from) => all.push(...all.splice(0, from)), seam);
  const all = await tab.evaluateHandle(workable);
  const missed = await all.evaluate(
    (found, reached) =>
      found.filter((at) => !reached.includes(at)).map((at) => (at.getAttribute("aria-label") ?? at.textContent ?? "").trim().slice(0, 40)),
    visited,
  );
  const disorder = await visited.evaluate(disorderOf);
  const twice = await visited.evaluate((reached) => reached.length > new Set(reached).size);
  await Promise.all([all.dispose(), visited.dispose()]);
  return { stops: [...stops.slice(seam), ...stops.slice(0, seam)], missed, disorder: [...disorder, ...(twice ? ["the Tab key stops twice at the same"] : [])] };
}

/** What can be worked and is never reached, and what is reached and is nothing to work. @param {Walk} walk */
export function skipped({ stops, missed }) {
  return [
    ...missed.map((what) => `the Tab key never reaches "${what}"`),
    ...stops.filter(({ works }) => !works).map(({ what }) => `the Tab key stops at ${what}, where nothing is done`),
  ];
}

/** What has the focus and is not seen. @param {Walk} walk */
export function unseen({ stops }) {
  return [
    ...stops.filter(({ hidden }) => hidden !== "").map(({ what, hidden }) => `${what} has the focus and is ${hidden}`),
    ...stops.filter(({ shown }) => !shown).map(({ what }) => `${what} has the focus and does not show it`),
  ];
}
