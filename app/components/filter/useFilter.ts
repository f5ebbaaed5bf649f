import { useSearchParams } from "@remix-run/react";
import { createContext, useContext } from "react";
import { FILTER_DIMENSIONS, type FilterDimension } from "~/analytics/filter";
import { EXCLUDE_NOTHING, type OrderSwitches, switchWords } from "~/analytics/switches";
import type { AppliedFilter } from "~/reports/report";

/** What can be done to a filter and its switches, wherever they are kept. */
export interface FilterChanges {
  /** The switches are chosen here, not those of the settings. */
  readonly hasOwnSwitches: boolean;
  readonly set: (dimension: FilterDimension, values: AppliedFilter["values"]) => void;
  readonly clear: () => void;
  readonly setSwitches: (switches: OrderSwitches) => void;
  readonly resetSwitches: () => void;
}

/** For filters that a form keeps; without it they are the address's. */
export const FilterOfForm = createContext<FilterChanges | null>(null);

/** Changes the filter and the switches of the form around, or else those in the address. */
export function useFilter(): FilterChanges {
  const inAddress = useFilterInAddress();
  return useContext(FilterOfForm) ?? inAddress;
}

/** The page of a list begins anew when its filter changes. */
function useFilterInAddress(): FilterChanges {
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
    hasOwnSwitches: search.has("exclude"),
    set: (dimension, values) =>
      change((next) => {
        next.delete(dimension);
        for (const { value } of values) next.append(dimension, value);
      }),
    clear: () =>
      change((next) => {
        for (const dimension of FILTER_DIMENSIONS) next.delete(dimension);
      }),
    setSwitches: (switches) =>
      change((next) => {
        next.delete("exclude");
        const words = switchWords(switches);
        for (const word of words.length > 0 ? words : [EXCLUDE_NOTHING]) next.append("exclude", word);
      }),
    resetSwitches: () => change((next) => next.delete("exclude")),
  };
}
