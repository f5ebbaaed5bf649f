import { FILTER_DIMENSIONS } from "~/analytics/filter";
import { hasSwitch } from "~/analytics/switches";
import { DAY_DIMENSIONS } from "./daySums.server";
import { countedOrders, factCondition, type Scope } from "./scope.server";

/**
 * The facts `f` that the scope counts up to its `asOf`, as what follows FROM and the conditions that follow WHERE; `tables`
 * goes behind WITH, before further common tables, and is empty where no switch is on.
 */
export interface ChosenFacts {
  readonly tables: string;
  readonly from: string;
  readonly where: string;
  /** The number of a fact's order among its customer's, the customer, and the day of their first order. */
  readonly number: string;
  readonly customer: string;
  readonly begun: string;
}

export function chosenFacts(scope: Scope): ChosenFacts {
  if (!hasSwitch(scope.switches))
    return {
      tables: "",
      from: "order_facts f",
      where: `${IS_THERE} AND ${factCondition(scope)}`,
      number: "f.customer_order_number",
      customer: "f.customer_id",
      begun: "f.cohort_day",
    };
  return {
    tables: countedOrders(scope),
    from: "order_facts f JOIN counted c ON c.order_id = f.order_id",
    where: IS_THERE,
    number: "c.number",
    customer: "c.customer_id",
    begun: "c.begun_on",
  };
}

/** The condition that a fact `f` has happened by `asOf`, of an order that counts by then. */
export const IS_THERE = "f.shop_id = :shopId AND f.happened_at <= :asOf AND f.counted_from <= :asOf";

export type DayDimension = keyof typeof DAY_DIMENSIONS;

/** Which of the sums by day hold exactly the orders that the scope counts. */
export interface DaySumsKey {
  readonly dimension: "all" | DayDimension;
  readonly values: readonly string[];
}

const SUMMED = Object.keys(DAY_DIMENSIONS) as DayDimension[];

/** The sums by day that answer for the scope; null where only the facts do. */
export function daySumsKey(scope: Scope): DaySumsKey | null {
  if (!scope.isSummed || hasSwitch(scope.switches)) return null;
  const filtered = FILTER_DIMENSIONS.filter((dimension) => scope.filter[dimension] !== undefined);
  if (filtered.length === 0) return { dimension: "all", values: [""] };
  const dimension = SUMMED.find((summed) => filtered.length === 1 && summed === filtered[0]);
  const values = dimension && scope.filter[dimension];
  return dimension && values ? { dimension, values } : null;
}
