import type { Filter } from "~/analytics/filter";
import { addDays, type Day, type Period, partsOf } from "~/analytics/period";
import type { OrderSwitches } from "~/analytics/switches";
import { chosenIn } from "~/components/filter/chosenIn";
import { type PeriodQuery, periodQuery } from "~/components/period/periodQuery";
import type { StatementAxis } from "~/reports/statement";
import { axisIn, MOST_COLUMNS } from "./statementQuery";

/** What the address of the statement asks for, and the same as the report wants it. */
export interface StatementAddress {
  readonly query: PeriodQuery & { readonly axis: StatementAxis };
  readonly asked: {
    readonly asOf: Date;
    readonly period: Period;
    readonly comparison: Period | null;
    readonly clock: PeriodQuery["clock"];
    readonly axis: StatementAxis;
    readonly filter: Filter;
    readonly switches: OrderSwitches | null;
  };
}

/** Reads period, comparison, clock, columns, filter and switches; `today` is the shop's local day at `asOf`. */
export function statementAddress(search: URLSearchParams, today: Day, asOf: Date): StatementAddress {
  const query = periodQuery(search, today, { choice: "last12Months", comparison: "none" });
  const { period, compared, clock } = query;
  const axis = readable(axisIn(search), period, today);
  return {
    query: { ...query, axis },
    asked: {
      asOf,
      period,
      comparison: compared,
      clock,
      axis,
      ...chosenIn(search),
    },
  };
}

/** Days of many years are no table: months in their place. */
function readable(axis: StatementAxis, { start, end }: Period, today: Day): StatementAxis {
  if (axis === "channel") return axis;
  const begun = end > today ? addDays(today, 1) : end;
  if (begun <= start) return axis;
  return partsOf({ start, end: begun }, axis, 1).length > MOST_COLUMNS ? "month" : axis;
}
