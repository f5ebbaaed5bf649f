import { z } from "zod";
import type { Filter } from "~/analytics/filter";
import { CustomerId, ShopifyId, Words } from "~/analytics/ids";
import { addDays, type Day, month, monthPeriod, type Period } from "~/analytics/period";
import { periodFor } from "~/analytics/periodRule";
import { ATTRIBUTIONS, type Attribution } from "~/analytics/platforms";
import type { OrderSwitches } from "~/analytics/switches";
import { AddressDay } from "~/components/address/addressDay";
import { type AddressFault, choosingFaults } from "~/components/address/addressFaults";
import { chosenIn } from "~/components/filter/chosenIn";
import { CLOCKS } from "~/components/period/periodQuery";
import type { OrderCursor } from "~/reports/explain";

/** "2025-01" for the customers of a month, "2025-01-06..2025-01-13" for those of other days, the last of which is not of them. */
const Cohort = z.union([
  z
    .string()
    .regex(/^(19[7-9]\d|20\d\d)-(0[1-9]|1[0-2])$/)
    .transform((text) => monthPeriod(month(text))),
  z
    .string()
    .transform((text) => text.split(".."))
    .pipe(z.tuple([AddressDay, AddressDay]))
    .refine(([start, end]) => start < end)
    .transform(([start, end]): Period => ({ start, end })),
]);

const PLACE = [AddressDay, z.iso.datetime({ precision: 6 }), ShopifyId] as const;

const After = z
  .string()
  .transform((text) => text.split("~"))
  .pipe(z.tuple([...PLACE]).or(z.tuple([...PLACE, z.string().regex(/^-?\d{1,18}(\.\d{1,60})?$/)])))
  .transform(([at, processedAt, orderId, sharedFees]): OrderCursor => {
    return { day: at, processedAt, orderId, ...(sharedFees === undefined ? {} : { sharedFees }) };
  });

const Query = z.object({
  start: AddressDay.optional(),
  end: AddressDay.optional(),
  clock: z.enum(CLOCKS).default("eventDay"),
  customer: CustomerId.optional(),
  cohort: Cohort.optional(),
  productPart: ShopifyId.optional(),
  platform: Words.optional(),
  attribution: z.enum(ATTRIBUTIONS).optional(),
  after: After.optional(),
});

const RULES: Readonly<Record<keyof z.infer<typeof Query>, Omit<AddressFault, "name" | "value">>> = {
  start: { rule: "day" },
  end: { rule: "day" },
  clock: { rule: "choice", choices: CLOCKS },
  customer: { rule: "customer" },
  cohort: { rule: "cohort" },
  productPart: { rule: "product" },
  platform: { rule: "platform" },
  attribution: { rule: "choice", choices: ATTRIBUTIONS },
  after: { rule: "place" },
};

/** An address that asks for a figure that cannot be; no other may be shown in its place. */
export class AddressError extends Error {
  constructor(readonly faults: readonly AddressFault[]) {
    super(`address: ${faults.map(({ name, value, rule }) => `${name}=${value} (${rule})`).join(", ")}`);
    this.name = "AddressError";
  }
}

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

/**
 * Reads an address as `ordersPath` writes it; one that names no days is about the last 30. `today` is the shop's local day.
 * @throws AddressError that names everything that cannot be read.
 */
export function explainQuery(search: URLSearchParams, today: Day): ExplainQuery {
  const { asked, faults } = read(search);
  if (!asked) throw new AddressError(faults);
  const { start, end, clock, customer, cohort, productPart, platform, attribution, after = null } = asked;
  return {
    ...chosenIn(search),
    period: start && end ? { start, end } : periodFor("last30Days", today),
    clock,
    after,
    customerId: customer,
    cohort,
    productId: productPart,
    platform,
    attribution,
  };
}

function read(search: URLSearchParams): {
  readonly asked: z.infer<typeof Query> | undefined;
  readonly faults: readonly AddressFault[];
} {
  const { data, error } = Query.safeParse(Object.fromEntries(search));
  const malformed = Query.keyof().options.filter((name) => error?.issues.some(({ path }) => path[0] === name));
  const faults = [
    ...malformed.map((name) => ({ name, value: search.get(name) ?? "", ...RULES[name] })),
    ...choosingFaults(search),
    ...(data ? spanFaults(data) : []),
  ];
  return { asked: faults.length === 0 ? data : undefined, faults };
}

/** A span with one end alone, or that ends before it begins, is none. */
function spanFaults({ start, end }: z.infer<typeof Query>): AddressFault[] {
  if (start === undefined && end === undefined) return [];
  if (start === undefined) return [{ name: "start", value: "", rule: "missing" }];
  if (end === undefined) return [{ name: "end", value: "", rule: "missing" }];
  return end >= addDays(start, 1) ? [] : [{ name: "start", value: start, rule: "reversed" }];
}

/** The cursor as an address holds it. */
export const afterText = ({ day: at, processedAt, orderId, sharedFees }: OrderCursor): string =>
  [at, processedAt, orderId, ...(sharedFees === undefined ? [] : [sharedFees])].join("~");
