/** The page asked for in an address; the first is 1. */
export function pageOf(search: URLSearchParams): number {
  const asked = Number(search.get("page") ?? "1");
  return Number.isInteger(asked) && asked >= 1 ? asked : 1;
}

/** The entries of one page of a list that is at hand as a whole. */
export const pageSlice = <Entry>(entries: readonly Entry[], page: number, size: number): Entry[] =>
  entries.slice((page - 1) * size, page * size);

/** Number of the last page; an empty list has one. */
export const lastPage = (count: number, size: number): number => Math.max(1, Math.ceil(count / size));
