import { z } from "zod";
import type { Filter } from "~/analytics/filter";
import { type Day, day, month, monthPeriod, type Period } from "~/analytics/period";
import { periodFor } from "~/analytics/periodRule";
import { ATTRIBUTIONS, type Attribution } from "~/analytics/platforms";
import type { OrderSwitches } from "~/analytics/switches";
import { chosenIn } from "~/components/filter/chosenIn";
import type { OrderCursor } from "~/reports/explain";

const DayText = z.iso.date().transform(day);

const Query = z.object({
  start: DayText,
  end: DayText,
  clock: z.enum(["eventDay", "orderDay"]),
  customer: z.string().regex(/^\d+$/).optional(),
  productPart: z
    .string()
    .regex(/^\d{1,19}$/)
    .optional(),
  platform: z.string().max(255).optional(),
  attribution: z.enum(ATTRIBUTIONS).optional().catch(undefined),
});

/** "2025-01" for the customers of a month, "2025-01-06..2025-01-13" for those of other days, the last of which is not of them. */
const Cohort = z.union([
  z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .transform((text) => monthPeriod(month(text))),
  z
    .string()
    .transform((text) => text.split(".."))
    .pipe(z.tuple([DayText, DayText]))
    .transform(([start, end]): Period => ({ start, end })),
]);

const PLACE = [DayText, z.iso.datetime({ precision: 6 }), z.string().regex(/^\d{1,19}$/)] as const;

const After = z
  .string()
  .transform((text) => text.split("~"))
  .pipe(z.tuple([...PLACE]).or(z.tuple([...PLACE, z.string().regex(/^-?\d{1,18}(\.\d{1,60})?$/)])))
  .transform(([at, processedAt, orderId, sharedFees]): OrderCursor => {
    return { day: at, processedAt, orderId, ...(sharedFees === undefined ? {} : { sharedFees }) };
  });

/** What the address of a list of orders asks for. */
export interface ExplainQuery {
  readonly period: Period;
  readonly clock: "eventDay" | "orderDay";
  readonly after: OrderCursor | null;
  readonly filter: Filter;
  readonly switches: OrderSwitches | null;
  readonly customerId?: string;
  readonly cohort?: Period;
  readonly productId?: string;
  readonly platform?: string;
  readonly attribution?: Attribution;
}

/** Reads an address as `ordersPath` writes it; the last 30 days for one that was cut. `today` is the shop's local day. */
export function explainQuery(search: URLSearchParams, today: Day): ExplainQuery {
  const asked = Query.safeParse(Object.fromEntries(search)).data;
  const chosen = chosenIn(search);
  const after = After.safeParse(search.get("after")).data ?? null;
  if (!asked || asked.end <= asked.start)
    return { ...chosen, period: periodFor("last30Days", today), clock: "eventDay", after };
  const { start, end, clock, customer, productPart, platform, attribution } = asked;
  return {
    ...chosen,
    period: { start, end },
    clock,
    after,
    customerId: customer,
    cohort: Cohort.safeParse(search.get("cohort")).data,
    productId: productPart,
    platform,
    attribution,
  };
}

/** The cursor as an address holds it. */
export const afterText = ({ day: at, processedAt, orderId, sharedFees }: OrderCursor): string =>
  [at, processedAt, orderId, ...(sharedFees === undefined ? [] : [sharedFees])].join("~");
