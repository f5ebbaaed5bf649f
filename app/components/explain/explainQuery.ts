import { z } from "zod";
import { type Day, day, type Month, month, type Period } from "~/analytics/period";
import { periodFor } from "~/analytics/periodRule";
import { pageOf } from "~/components/figures/paging";

const Query = z.object({
  start: z.iso.date().transform(day),
  end: z.iso.date().transform(day),
  clock: z.enum(["eventDay", "orderDay"]),
  customer: z.string().regex(/^\d+$/).optional(),
  cohort: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .transform(month)
    .optional(),
});

/** What the address of a list of orders asks for. */
export interface ExplainQuery {
  readonly period: Period;
  readonly clock: "eventDay" | "orderDay";
  readonly page: number;
  readonly customerId?: string;
  readonly cohortMonth?: Month;
}

/** Reads period, clock and page from an address as `ordersPath` writes it; the last 30 days for one that was cut. `today` is the shop's local day. */
export function explainQuery(search: URLSearchParams, today: Day): ExplainQuery {
  const page = pageOf(search);
  const asked = Query.safeParse(Object.fromEntries(search)).data;
  if (!asked || asked.end <= asked.start) return { period: periodFor("last30Days", today), clock: "eventDay", page };
  const { start, end, clock, customer, cohort } = asked;
  return { period: { start, end }, clock, page, customerId: customer, cohortMonth: cohort };
}
