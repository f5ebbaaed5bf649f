import { createReadStream, readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { parseMinor } from "~/analytics/money";
import { localDay } from "~/analytics/period";
import { dayNumber } from "~/analytics/subscriptions/calendar";
import type { Interval } from "~/analytics/subscriptions/interval";
import type { OrderLine } from "~/analytics/subscriptions/line";

// The roastery's folder as a reader of Shopify would see it, and what is written beside it of what is true.

const Ref = z.object({ id: z.string() });
const Order = z.object({
  ...{ id: z.string(), processedAt: z.string(), test: z.boolean().optional(), sourceName: z.string() },
  ...{ tags: z.array(z.string()).default([]), displayFinancialStatus: z.string(), customer: Ref.nullable() },
  lineItems: z.array(
    z.object({
      ...{ id: z.string(), title: z.string(), variantTitle: z.string().optional(), quantity: z.number() },
      ...{
        originalUnitPriceSet: z.string(),
        product: Ref.nullable(),
        variant: Ref.nullable(),
        sku: z.string().nullable(),
      },
      ...{ isGiftCard: z.boolean().default(false) },
      sellingPlan: z.object({ name: z.string(), sellingPlanId: z.string() }).optional(),
      discountAllocations: z.array(z.object({ allocatedAmountSet: z.string() })).default([]),
    }),
  ),
});
const Group = z.object({
  sellingPlans: z.array(
    z.object({ id: z.string(), billingPolicy: z.object({ interval: z.string(), intervalCount: z.number() }) }),
  ),
});
const Customer = z.object({ id: z.string(), productSubscriberStatus: z.string() });

const numberOf = (gid: string): number => Number(gid.split("/").at(-1));
const linesOf = (file: string): unknown[] =>
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

export interface Roastery {
  readonly lines: ReadonlyMap<number, readonly OrderLine[]>;
  readonly status: ReadonlyMap<number, string>;
}

export async function readRoastery(folder: string): Promise<Roastery> {
  const plans = plansOf(folder);
  const lines = new Map<number, OrderLine[]>();
  for await (const text of createInterface({ input: createReadStream(path.join(folder, "orders.jsonl")) })) {
    const order = Order.parse(JSON.parse(text));
    if (order.customer === null || order.test === true) continue;
    const customer = numberOf(order.customer.id);
    const own = lines.get(customer) ?? [];
    own.push(...orderLines(order, plans));
    lines.set(customer, own);
  }
  const customers = linesOf(path.join(folder, "customers.jsonl")).map((node) => Customer.parse(node));
  return { lines, status: new Map(customers.map((one) => [numberOf(one.id), one.productSubscriberStatus])) };
}

function plansOf(folder: string): Map<number, Interval> {
  const groups = linesOf(path.join(folder, "sellingPlanGroups.jsonl")).map((node) => Group.parse(node));
  return new Map(
    groups.flatMap(({ sellingPlans }) =>
      sellingPlans.map(({ id, billingPolicy: { interval, intervalCount } }) => [
        numberOf(id),
        { unit: interval === "WEEK" ? ("week" as const) : ("month" as const), count: intervalCount },
      ]),
    ),
  );
}

function orderLines(order: z.infer<typeof Order>, plans: ReadonlyMap<number, Interval>): OrderLine[] {
  const day = dayNumber(localDay(new Date(order.processedAt), "America/New_York"));
  return order.lineItems.map((line) => {
    const planId = line.sellingPlan === undefined ? null : numberOf(line.sellingPlan.sellingPlanId);
    return {
      ...{ orderId: numberOf(order.id), lineItemId: numberOf(line.id), day, appName: null, tags: order.tags },
      ...{ sourceName: order.sourceName, financialStatus: order.displayFinancialStatus },
      productId: line.product === null ? null : numberOf(line.product.id),
      variantId: line.variant === null ? null : numberOf(line.variant.id),
      ...{ sku: line.sku, title: `${line.title} · ${line.variantTitle ?? ""}`, isGiftCard: line.isGiftCard },
      quantity: line.quantity,
      unitPrice: parseMinor(line.originalUnitPriceSet, 2),
      discount: parseMinor(line.discountAllocations[0]?.allocatedAmountSet ?? "0", 2),
      ...{ planId, planName: line.sellingPlan?.name ?? null },
      planCategory: planId === null ? null : "SUBSCRIPTION",
      policy: planId === null ? null : (plans.get(planId) ?? null),
    };
  });
}

/** A table of the written truth, by the names in its header. */
export function truthTable(folder: string, name: string): Record<string, string>[] {
  const [header = "", ...rows] = readFileSync(path.join(folder, "truth", `${name}.csv`), "utf8")
    .trim()
    .split("\n");
  const names = header.split(",");
  return rows.map((row) => {
    const cells = row.split(",");
    return Object.fromEntries(names.map((column, index) => [column, cells[index] ?? ""]));
  });
}
