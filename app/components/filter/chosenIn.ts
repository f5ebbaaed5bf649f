import { FILTER_DIMENSIONS, type Filter, filterIn } from "~/analytics/filter";
import { type OrderSwitches, switchesIn } from "~/analytics/switches";

/** Which orders an address asks for; switches null where it names none, so that the shop's own hold. */
export const chosenIn = (
  search: URLSearchParams,
): { readonly filter: Filter; readonly switches: OrderSwitches | null } => ({
  filter: filterIn(search),
  switches: switchesIn(search),
});

/** The part of an address that says which orders, for a link to another page about the same ones: "?channel=web", or nothing. */
export function chosenSearch(search: URLSearchParams): string {
  const names: readonly string[] = [...FILTER_DIMENSIONS, "exclude"];
  const kept = new URLSearchParams([...search].filter(([name]) => names.includes(name)));
  return kept.size === 0 ? "" : `?${kept}`;
}
