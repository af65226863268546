/** Names that a server offers to subscribe to. Such as `swaps?chain=&token=` have places that are to be filled in. */

/** What is to be filled in: the names behind the question mark that nothing follows. */
export function places(name: string): string[] {
  const filters = name.split("?").slice(1).join("?").split("&");
  return filters.filter((filter) => filter.endsWith("=") && filter.length > 1).map((filter) => filter.slice(0, -1));
}

/** The name with its places filled in. */
export function filled(name: string, values: Readonly<Record<string, string>>): string {
  const [id, ...query] = name.split("?");
  const filters = query.join("?").split("&");
  const full = filters.map((filter) =>
    filter.endsWith("=") ? filter + encodeURIComponent(values[filter.slice(0, -1)]?.trim() ?? "") : filter,
  );
  return query.length === 0 ? name : `${id ?? ""}?${full.join("&")}`;
}
