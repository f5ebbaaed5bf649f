import { useSearchParams } from "@remix-run/react";
import { FILTER_DIMENSIONS, type FilterDimension } from "~/analytics/filter";
import { EXCLUDE_NOTHING, type OrderSwitches, switchWords } from "~/analytics/switches";

/** Changes the filter and the switches that stand in the address; the page of a list begins anew. */
export function useFilter() {
  const [search, setSearch] = useSearchParams();
  const change = (alter: (next: URLSearchParams) => void) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        alter(next);
        next.delete("page");
        return next;
      },
      { preventScrollReset: true },
    );
  return {
    /** The switches are this page's own, not those of the settings. */
    hasOwnSwitches: search.has("exclude"),
    set: (dimension: FilterDimension, values: readonly string[]) =>
      change((next) => {
        next.delete(dimension);
        for (const value of values) next.append(dimension, value);
      }),
    clear: () =>
      change((next) => {
        for (const dimension of FILTER_DIMENSIONS) next.delete(dimension);
      }),
    setSwitches: (switches: OrderSwitches) =>
      change((next) => {
        next.delete("exclude");
        const words = switchWords(switches);
        for (const word of words.length > 0 ? words : [EXCLUDE_NOTHING]) next.append("exclude", word);
      }),
    resetSwitches: () => change((next) => next.delete("exclude")),
  };
}
