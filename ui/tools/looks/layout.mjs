// How the page is laid out, in every scene and size.
import { look } from "../look.mjs";

look("Nothing is wider than its window.", {}, (tab) =>
  tab.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll("main, .card")]
      .filter((at) => at.checkVisibility() && at.scrollWidth > at.clientWidth)
      .map((at) => `${at.tagName.toLowerCase()} ${at.className}: ${at.scrollWidth} of ${at.clientWidth} px`),
  ),
);

look("The rooms scroll and the way between them and the status line stay in sight.", {}, (tab) =>
  tab.evaluate(() => {
    const root = document.documentElement;
    const inSight = (/** @type {Element} */ at) => {
      const { top, bottom } = at.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    };
    return [
      ...(root.scrollHeight > root.clientHeight ? ["the whole page scrolls"] : []),
      ...[...document.querySelectorAll("nav, footer")].filter((at) => !inSight(at)).map((at) => `${at.tagName} is out of sight`),
    ];
  }),
);

look("Every target is 32 px or more.", {}, (tab) =>
  tab.evaluate(() => {
    const least = 32;
    return [...document.querySelectorAll("button, summary, main a, label:has(input), input.field, select, textarea")]
      .filter((target) => target.checkVisibility())
      .map((target) => ({ target, box: target.getBoundingClientRect() }))
      .filter(({ box }) => box.height < least || box.width < least)
      .map(({ target, box }) => `${target.textContent.trim() || target.outerHTML.slice(0, 80)}: ${box.width} × ${box.height}`);
  }),
);

look("The way to a stream that is on is in sight however long its title is.", { scenes: ["live", "live-evil", "hostile", "hostile-german"] }, async (tab, { name, size }) => {
  // What somebody should know first takes its room.
  if (name.startsWith("hostile") && size.height > 480) return null;
  const ends = await tab.evaluate(() => document.querySelector(".now .button.main")?.getBoundingClientRect().bottom ?? Infinity);
  const room = await tab.evaluate(() => document.querySelector("footer")?.getBoundingClientRect().top ?? 0);
  return ends <= room ? [] : [`it ends at ${ends} px of ${room}`];
});

look("There are two text sizes and one headline.", {}, (tab) =>
  tab.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    const sizes = ["--small", "--body", "--headline"].map((name) => style.getPropertyValue(name));
    return [...document.querySelectorAll("#app *")]
      .filter((at) => at.checkVisibility() && !at.matches(".unseen"))
      // What is chosen or typed is a text too.
      .filter((at) => at.matches("select, textarea, input.field") || [...at.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim()))
      .filter((at) => !sizes.includes(getComputedStyle(at).fontSize))
      .map((at) => `${getComputedStyle(at).fontSize}: ${at.textContent.trim().slice(0, 40)}`);
  }),
);

look("The page is written in the font of the system.", {}, (tab) =>
  tab.evaluate(() =>
    [...document.querySelectorAll("body, #app *")]
      .filter((at) => !at.closest("code, pre") && !getComputedStyle(at).fontFamily.startsWith("system-ui"))
      .map((at) => `${at.tagName}: ${getComputedStyle(at).fontFamily}`),
  ),
);

look("Numerals of times are tabular.", {}, (tab) =>
  tab.evaluate(() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const at = node.parentElement;
      // Texts from outside may say a time too, and are written as any text.
      if (!at || !/\d:\d\d/u.test(node.textContent ?? "") || at.closest(".outside, select, pre, .unseen") || !at.checkVisibility()) continue;
      if (!getComputedStyle(at).fontVariantNumeric.includes("tabular-nums")) found.push(node.textContent?.trim() ?? "");
    }
    return found;
  }),
);

look("Cards have corners of 10 px and stand on a grid of 4 px.", {}, (tab) =>
  tab.evaluate(() => {
    const grid = 4;
    const cards = [...document.querySelectorAll(".card")].filter((card) => card.checkVisibility());
    const round = cards.filter((card) => getComputedStyle(card).borderRadius !== "10px").map((card) => `corners of ${card.className}`);
    const beside = cards.flatMap((card) => {
      const next = card.nextElementSibling;
      if (!next?.matches(".card") || !next.checkVisibility()) return [];
      const gap = next.getBoundingClientRect().top - card.getBoundingClientRect().bottom;
      return gap > 0 && Math.abs(gap / grid - Math.round(gap / grid)) > 0.01 ? [`a gap of ${gap} px`] : [];
    });
    return [...round, ...beside];
  }),
);

look("Nothing sticks out of its card.", {}, (tab) =>
  tab.evaluate(() =>
    [...document.querySelectorAll(".card *")]
      .filter((at) => at.checkVisibility() && !at.closest(".unseen, [role=menu], pre, dialog, svg"))
      .filter((at) => {
        const card = at.closest(".card")?.getBoundingClientRect();
        const box = at.getBoundingClientRect();
        return card !== undefined && box.width > 1 && (box.left < card.left - 1 || box.right > card.right + 1);
      })
      .map((at) => at.outerHTML.slice(0, 100)),
  ),
);

/** From here on there are two columns. */
const TWO_COLUMNS = 760;

look("From 760 wide Week stands beside Now.", { scenes: ["next", "live", "week-next", "week-crowded"] }, async (tab, { size }) => {
  const places = await tab.evaluate(() =>
    [".rooms > .now", ".rooms > .week"].map((room) => {
      const at = document.querySelector(room);
      const { left, right, top } = at?.getBoundingClientRect() ?? new DOMRect();
      return { seen: at?.checkVisibility() === true, left, right, top };
    }),
  );
  const [now, week] = places;
  if (!now || !week) return ["a room is missing"];
  const beside = now.seen && week.seen && now.right <= week.left && now.top === week.top;
  if (size.width >= TWO_COLUMNS) return beside ? [] : ["they are not beside each other"];
  return now.seen === week.seen ? ["not one of them is shown"] : [];
});
