import { z } from "zod";
import { COHORT_MEASURES } from "~/analytics/cohortMeasures";
import { COHORT_SPANS, COHORT_SPLITS } from "~/analytics/cohorts";
import { FILTER_DIMENSIONS, isValue } from "~/analytics/filter";
import { ALLOCATIONS } from "~/analytics/marketingShares";
import { addDays, GRAINS } from "~/analytics/period";
import { COMPARISON_CHOICES } from "~/analytics/periodRule";
import { ATTRIBUTIONS } from "~/analytics/platforms";
import { isSwitchWord } from "~/analytics/switches";
import { isPage } from "~/components/figures/paging";
import { CLOCKS, isTooFine, PERIOD_CHOICES } from "~/components/period/periodQuery";
import { AddressDay } from "./addressDay";

/** What a parameter was expected to be. */
export const ADDRESS_RULES = [
  "day",
  "choice",
  "page",
  "dimension",
  "switch",
  "missing",
  "reversed",
  "comparisonReversed",
  "tooFine",
  "customer",
  "product",
  "platform",
  "cohort",
  "place",
] as const;

/** A part of an address that cannot be what it stands for. */
export const AddressFault = z.object({
  name: z.string(),
  value: z.string(),
  rule: z.enum(ADDRESS_RULES),
  /** The words that could stand there, where they are few. */
  choices: z.array(z.string()).readonly().optional(),
});
export type AddressFault = Readonly<z.infer<typeof AddressFault>>;

const AXES = [...GRAINS, "channel"] as const;

/** Parameters with words of their own, on every page that has them. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  period: PERIOD_CHOICES,
  comparison: COMPARISON_CHOICES,
  grain: GRAINS,
  columns: AXES,
  clock: CLOCKS,
  attribution: ATTRIBUTIONS,
  allocation: ALLOCATIONS,
  cohorts: COHORT_SPANS,
  split: COHORT_SPLITS,
  measure: COHORT_MEASURES,
};

/** Everything in a page's address that cannot be read, in words' order: such parts are left aside, and the page says so. */
export const addressFaults = (search: URLSearchParams): AddressFault[] => [
  ...[...search].flatMap(([name, value]) => faultOf(name, value)),
  ...spanFaults(search),
  ...comparisonFaults(search),
  ...grainFaults(search),
];

/** What is wrong with the filters and switches of an address. */
export const choosingFaults = (search: URLSearchParams): AddressFault[] =>
  [...search].flatMap(([name, value]) => (name === "exclude" || isDimension(name) ? faultOf(name, value) : []));

const isDimension = (name: string) => FILTER_DIMENSIONS.some((known) => known === name);
const isDay = (value: string | null) => AddressDay.safeParse(value).success;

function faultOf(name: string, value: string): AddressFault[] {
  const dimension = FILTER_DIMENSIONS.find((known) => known === name);
  if (dimension) return isValue(dimension, value) ? [] : [{ name, value, rule: "dimension" }];
  if (name === "exclude") return isSwitchWord(value) ? [] : [{ name, value, rule: "switch" }];
  if (name === "page") return isPage(value) ? [] : [{ name, value, rule: "page" }];
  if (DAYS.has(name)) return isDay(value) ? [] : [{ name, value, rule: "day" }];
  const choices = CHOICES[name];
  return choices === undefined || value === "" || choices.includes(value)
    ? []
    : [{ name, value, rule: "choice", choices }];
}

const DAYS = new Set(["start", "last", "compareStart", "compareLast"]);

function spanFaults(search: URLSearchParams): AddressFault[] {
  return search.get("period") === "custom" ? endsFaults(search, ["start", "last"], "reversed") : [];
}

function comparisonFaults(search: URLSearchParams): AddressFault[] {
  if (search.get("comparison") !== "chosen") return [];
  return endsFaults(search, ["compareStart", "compareLast"], "comparisonReversed");
}

/** A chosen span whose first or last day is missing, or whose last lies before its first. */
function endsFaults(
  search: URLSearchParams,
  names: readonly [string, string],
  rule: "reversed" | "comparisonReversed",
): AddressFault[] {
  const missing = names.filter((name) => !search.has(name));
  if (missing.length > 0) return missing.map((name) => ({ name, value: "", rule: "missing" }));
  const [first, last] = names.map((name) => search.get(name) ?? "");
  if (first === undefined || last === undefined || !isDay(first) || !isDay(last) || first <= last) return [];
  return [{ name: names[0], value: first, rule }];
}

function grainFaults(search: URLSearchParams): AddressFault[] {
  const grain = GRAINS.find((known) => known === search.get("grain"));
  if (grain === undefined) return [];
  const isOver = (choice: boolean, from: string, to: string) => {
    const [start, last] = [AddressDay.safeParse(search.get(from)).data, AddressDay.safeParse(search.get(to)).data];
    return choice && start !== undefined && last !== undefined && isTooFine(grain, { start, end: addDays(last, 1) });
  };
  return isOver(search.get("period") === "custom", "start", "last") ||
    isOver(search.get("comparison") === "chosen", "compareStart", "compareLast")
    ? [{ name: "grain", value: grain, rule: "tooFine" }]
    : [];
}
