// What stands in the rooms, where only the eye can tell it.
import { look } from "../look.mjs";

look("The way between the rooms has five items each an icon with a word.", { scenes: ["next", "week-next", "search", "activity", "general"] }, (tab) =>
  tab.evaluate(() => {
    const items = [...document.querySelectorAll("nav button")];
    const bare = items.filter((item) => !item.querySelector("svg") || item.textContent.trim() === "");
    const broken = items.filter((item) => item.scrollWidth > item.clientWidth);
    const current = items.filter((item) => item.hasAttribute("aria-current"));
    return [
      ...(items.length === 5 ? [] : [`${items.length} items`]),
      ...(current.length === 1 ? [] : [`${current.length} items are the current one`]),
      ...[...bare, ...broken].map((item) => item.outerHTML.slice(0, 80)),
    ];
  }),
);

look("Today is marked in the week by a word and by colour.", { scenes: ["week-next", "week-crowded"] }, (tab) =>
  tab.evaluate(() => {
    const days = [...document.querySelectorAll(".rooms > .week li:has(> h3)")];
    const today = days.filter((day) => day.getAttribute("aria-current") === "date");
    const shade = (/** @type {Element} */ day) => getComputedStyle(day).backgroundColor;
    return [
      ...(days.length === 7 || days.length === 8 ? [] : [`${days.length} days`]),
      ...(today.length === 1 && today[0]?.querySelector("h3 .mark")?.textContent === "Today" ? [] : ["no word says which day is today"]),
      ...days.filter((day) => !today.includes(day) && today.some((one) => shade(one) === shade(day))).map(() => "another day has its colour"),
    ];
  }),
);

look("The type of an entry is a word beside its colour and what is canceled is struck through.", { each: "theme", scenes: ["week-next", "week-hostile"] }, (tab, { theme }) =>
  tab.evaluate((plain) => {
    const entries = [...document.querySelectorAll(".rooms > .week .entry")].filter((entry) => entry.checkVisibility());
    const tones = new Map(
      entries.map((entry) => {
        const kind = entry.querySelector(".kind");
        // A bell may stand before it.
        return [kind?.lastChild?.textContent?.trim() ?? "", kind ? getComputedStyle(kind).color : ""];
      }),
    );
    const struck = (/** @type {Element} */ entry) =>
      [".time", ".what"].every((part) => getComputedStyle(entry.querySelector(part) ?? entry).textDecorationLine === "line-through");
    const wrong = entries.filter((entry) => struck(entry) !== entry.classList.contains("canceled"));
    const canceled = entries.some((entry) => entry.classList.contains("canceled"));
    return [
      ...(tones.has("") ? ["an entry has no word for its type"] : []),
      // High contrast has the system's colours only: there the word stands alone.
      ...(plain && new Set(tones.values()).size < tones.size - 1 ? [`${tones.size} types have ${new Set(tones.values()).size} colours`] : []),
      ...(canceled ? [] : ["nothing is canceled here"]),
      ...wrong.map((entry) => entry.textContent.trim()),
    ];
  }, theme.forcedColors === "none"),
);

look("An entry whose title names Evil has a red of its own.", { each: "theme", scenes: ["week-next", "live-evil"] }, (tab, { theme }) => {
  // High contrast has the system's colours only.
  if (theme.forcedColors === "active") return null;
  return tab.evaluate(() => {
    const colour = (/** @type {string} */ what) => {
      const at = document.querySelector(what);
      return at ? getComputedStyle(at).color : "";
    };
    const [evil, other] = [colour(".week .entry.evil .what"), colour(".week .entry.normal:not(.evil) .what")];
    return evil === "" || evil === other ? [`${evil} beside ${other}`] : [];
  });
});

look("The head of a week says its number its dates and whether it is confirmed.", { scenes: ["week-next", "week-confirmed"] }, (tab, { name }) =>
  tab.evaluate((confirmed) => {
    const head = document.querySelector(".rooms > .week header");
    const facts = head?.querySelector(".facts")?.textContent ?? "";
    const sure = facts.includes("not final") !== confirmed;
    return [
      ...(head?.querySelector("h2")?.textContent.includes("Week 47") ? [] : ["no number"]),
      ...(/17\D+23 .*Nov.* 2026|Nov 17\D+23, 2026/u.test(facts) && sure ? [] : [facts]),
    ];
  }, name === "week-confirmed"),
);

/** What each state says where something is missing. */
const WORDS = {
  loading: "footer [role=status]",
  empty: ".now .card p",
  gone: "main :is(p, h2)",
  "gone-later": "main :is(p, h2)",
  "no-token": ".now .card h2",
  "week-empty": ".week .empty",
  "week-empty-week": ".week .empty, .week .nothing, .week p",
  "week-picture-missing": ".week .leads",
  "search-short": ".search [role=status] span",
  "search-nothing": ".search [role=status] span",
  "search-limit": ".search .state p",
  "search-refused": ".search [role=status] span",
  "activity-empty": ".activity p",
  "settings-empty": "#bells-title ~ .empty",
};

look("Each state in which something is missing says so in words.", { scenes: Object.keys(WORDS) }, (tab, { name }) =>
  tab.evaluate((where) => {
    const said = [...document.querySelectorAll(where)].filter((at) => at.checkVisibility()).map((at) => at.textContent.trim());
    return said.some((text) => /\p{L}{2,} \p{L}{2,}/u.test(text)) ? [] : [`nothing is said: ${said.join(" | ")}`];
  }, WORDS[/** @type {keyof typeof WORDS} */ (name)]),
);

look("A week that the bell may not know any more says when it was told.", { scenes: ["week-reconnecting", "gone-later"] }, (tab) =>
  tab.evaluate(() => {
    const heads = [...document.querySelectorAll("header .facts")].filter((at) => at.checkVisibility());
    return heads.some((head) => /as of .*\d:\d\d/u.test(head.textContent)) ? [] : heads.map((head) => head.textContent);
  }),
);

look("The zone of a time is told when it is pointed at.", {}, (tab) =>
  tab.evaluate(() => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const at = node.parentElement;
      if (!at?.checkVisibility() || !/\d:\d\d/u.test(node.textContent ?? "")) continue;
      // Texts from outside may say a time too. The status line is the bell's own.
      if (at.closest(".outside, select, pre, .unseen") && !at.closest("footer")) continue;
      if (!at.closest("[title*='Europe/Berlin']")) found.push(node.textContent?.trim() ?? "");
    }
    return found;
  }),
);

look("The status line stands below every room and says how things are.", {}, (tab) =>
  tab.evaluate(() => {
    const line = document.querySelector("footer");
    const said = line?.querySelector("[role=status]")?.textContent.trim() ?? "";
    const lies = Math.round(line?.getBoundingClientRect().bottom ?? 0);
    return [...(said.length > 8 ? [] : ["it says nothing"]), ...(lies === innerHeight ? [] : [`it ends at ${lies} px`])];
  }),
);

look("The words of the status line have room beside what can be done.", { scenes: (scene) => scene.state !== "loading" }, (tab) =>
  tab.evaluate(() => {
    const least = 200;
    const width = document.querySelector("footer .sentence")?.getBoundingClientRect().width ?? 0;
    return width >= least ? [] : [`${width} px`];
  }),
);

look("The bell of a reminder stands in one line with the type.", { scenes: ["next", "soon", "week-next", "search-hits"] }, (tab) =>
  tab.evaluate(() => {
    const word = document.createRange();
    return [...document.querySelectorAll(".reminded")]
      .filter((bell) => bell.checkVisibility())
      .filter((bell) => {
        word.selectNodeContents(bell.closest(".entry")?.querySelector(".kind") ?? bell);
        const { top, bottom } = [...word.getClientRects()].at(-1) ?? new DOMRect();
        const at = bell.getBoundingClientRect();
        return at.top > bottom || at.bottom < top;
      })
      .map((bell) => bell.closest(".entry")?.textContent.trim() ?? "");
  }),
);

look("Types end where the card does unless a menu stands there.", { scenes: ["next", "search-hits", "search-devstreams"] }, (tab) =>
  tab.evaluate(() =>
    [...document.querySelectorAll(".entry:not(:has(.more)) .kind")]
      .filter((kind) => kind.checkVisibility())
      .map((kind) => (kind.parentElement?.getBoundingClientRect().right ?? 0) - kind.getBoundingClientRect().right)
      .filter((gap) => Math.abs(gap) > 1)
      .map((gap) => `${gap} px before it`),
  ),
);

look("A day stands further from what is above it than entries of one day from each other.", { scenes: ["soon", "late", "crowded", "search-turn"] }, (tab) =>
  tab.evaluate(() => {
    const least = 12;
    const days = [...document.querySelectorAll("main ol > li:has(> p), .hit li:has(> p)")].filter((day) => day.checkVisibility());
    return days
      .map((day) => day.getBoundingClientRect().top - (day.previousElementSibling?.getBoundingClientRect().bottom ?? -Infinity))
      .filter((gap) => gap < least)
      .map((gap) => `${gap} px`);
  }),
);

look("Beside the week the next two days are not told again.", { scenes: ["next", "soon"] }, (tab, { size }) =>
  tab.evaluate((beside) => {
    const told = document.querySelector("#soon-title")?.checkVisibility() === true;
    return told !== beside ? [] : [beside ? "they are" : "they are told nowhere"];
  }, size.width >= 760),
);

look("Beside another week the next two days are told all the same.", { scenes: ["week-other"] }, (tab, { size }) =>
  tab.evaluate((beside) => {
    const told = document.querySelector("#soon-title")?.checkVisibility() === true;
    return told === beside ? [] : [beside ? "they are told nowhere" : "they are"];
  }, size.width >= 760),
);

look("The official picture in full size begins at its middle.", { scenes: ["week-picture-whole"] }, (tab) =>
  tab.evaluate(() => {
    const { left, right } = document.querySelector("dialog img")?.getBoundingClientRect() ?? new DOMRect();
    return right <= innerWidth || Math.abs(left + right - innerWidth) < 2 ? [] : [`from ${left} to ${right} of ${innerWidth} px`];
  }),
);

look("An official picture that is missing opens nothing.", { acts: true, scenes: ["week-picture-missing"] }, async (tab) => {
  await tab.locator(".week .leads").press("Enter");
  return (await tab.locator("dialog").count()) === 0 ? [] : ["a dialog without a picture"];
});

look("A text of less than three letters is not looked for.", { scenes: ["search", "search-short"] }, (tab) =>
  tab.evaluate(() => [...document.querySelectorAll(".search .hit")].map((hit) => hit.textContent.trim().slice(0, 40))),
);

look("Today leads back from any week to the newest unless that is still to come.", { acts: true, scenes: ["week-other"] }, async (tab) => {
  const title = tab.locator(".rooms > .week h2");
  const other = await title.textContent();
  await tab.getByRole("button", { name: "Today", exact: true }).press("Enter");
  const back = await title.textContent();
  return other !== back && back === "Week 47, 2026" ? [] : [`from ${other} to ${back}`];
});
