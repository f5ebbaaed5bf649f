/** No list has more pages; a page beyond is none that an address can mean. */
export const MOST_PAGES = 1_000_000;

/** Whether a parameter is the number of a page. */
export const isPage = (text: string): boolean => /^[1-9]\d{0,6}$/.test(text) && Number(text) <= MOST_PAGES;

/** The page asked for in an address; the first is 1. */
export function pageOf(search: URLSearchParams): number {
  const asked = search.get("page") ?? "1";
  return isPage(asked) ? Number(asked) : 1;
}

/** The entries of one page of a list that is at hand as a whole. */
export const pageSlice = <Entry>(entries: readonly Entry[], page: number, size: number): Entry[] =>
  entries.slice((page - 1) * size, page * size);

/** Number of the last page; an empty list has one. */
export const lastPage = (count: number, size: number): number => Math.max(1, Math.ceil(count / size));
