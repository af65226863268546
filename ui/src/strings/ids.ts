/** What the page can say, and what has to be filled in. Written by `npm run ids` out of `en.ftl`. */

/** A number is counted and written as the language does; a year or another name goes in as text. */
export type Value = string | number;

export interface Messages {
  "page-locale": null;
  "page-time-zone": { zone: Value };
  "page-now-viewers": { count: Value };
  "page-week-of-year": { week: Value; year: Value };
}
