import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildDemoStore } from "../../demo/index";
import type { OrderNode, SaleNode } from "../../demo/shapes";
import { openStore } from "../../devstore/store/store";
import { csvOf, digestOf, linesOf } from "./folderOf";

const root = mkdtempSync(join(tmpdir(), "tenure-roastery-"));
const folder = join(root, "roastery");
let orders: OrderNode[] = [];

beforeAll(async () => {
  await buildDemoStore("roastery", { into: folder, today: "2026-11-22" });
  orders = linesOf(join(folder, "orders.jsonl")).map((line) => JSON.parse(line));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const truth = (name: string) => csvOf(join(folder, "truth", `${name}.csv`));
const cents = (amount: string) => Number(amount.replace(".", ""));
const localDay = new Intl.DateTimeFormat("en-CA", { timeZone: "America/New_York" });
const dayOf = (instant: string) => localDay.format(new Date(instant));

type Naive = {
  grossSales: number;
  discounts: number;
  reversals: number;
  shipping: number;
  tax: number;
  orders: number;
};

/** Monthly sums straight from the written orders, on the day of every change. */
function naiveMonths(): Map<string, Naive> {
  const months = new Map<string, Naive>();
  const at = (instant: string) => {
    const month = dayOf(instant).slice(0, 7);
    const sums = months.get(month) ?? { grossSales: 0, discounts: 0, reversals: 0, shipping: 0, tax: 0, orders: 0 };
    months.set(month, sums);
    return sums;
  };
  for (const order of orders) {
    if (order.test) continue;
    const placed = at(order.processedAt);
    placed.orders += 1;
    placed.shipping += cents(order.shippingLine?.originalPriceSet ?? "0.00");
    for (const line of order.lineItems) {
      for (const tax of line.taxLines ?? []) placed.tax += cents(tax.priceSet);
      if (line.isGiftCard || line.title === "Tip") continue;
      placed.grossSales += cents(line.originalUnitPriceSet) * line.quantity;
      for (const allocation of line.discountAllocations ?? []) placed.discounts += cents(allocation.allocatedAmountSet);
    }
    for (const sale of removedSales(order)) {
      placed.reversals -= cents(sale.totalAmount) - cents(sale.totalTaxAmount);
      placed.tax += cents(sale.totalTaxAmount);
    }
    for (const refund of order.refunds ?? []) addRefund(order, refund, at(refund.processedAt));
  }
  return months;
}

function removedSales(order: OrderNode): SaleNode[] {
  const edits = (order.agreements ?? []).filter(({ reason }) => reason === "ORDER_EDIT");
  return edits.flatMap(({ sales }) => sales.filter(({ actionType }) => actionType === "RETURN"));
}

function addRefund(order: OrderNode, refund: NonNullable<OrderNode["refunds"]>[number], sums: Naive): void {
  for (const returned of refund.refundLineItems) {
    const line = order.lineItems.find(({ id }) => id === returned.lineItem.id);
    sums.tax -= cents(returned.totalTaxSet);
    if (!line?.isGiftCard && line?.title !== "Tip") sums.reversals += cents(returned.subtotalSet);
  }
  for (const shipping of refund.refundShippingLines ?? []) sums.shipping -= cents(shipping.subtotalAmountSet);
  for (const adjustment of refund.orderAdjustments ?? []) sums.reversals -= cents(adjustment.amountSet);
}

describe("the roastery folder", () => {
  test("a day makes the same bytes, everywhere", () => {
    expect(digestOf(folder)).toBe("613946dd3c36bea2f95b4181bb927d7224061e449552a732e379b44f82e2194e");
  });

  test("it is three years that end yesterday", () => {
    const days = orders.map((order) => dayOf(order.processedAt));
    expect(days[0]).toBe("2023-11-20");
    expect(days.at(-1)).toBe("2026-11-21");
    expect(orders.length).toBeGreaterThan(55_000);
    expect(orders.length).toBeLessThan(65_000);
  });

  test("it has everything a report must not trip over", () => {
    const count = (is: (order: OrderNode) => unknown) => orders.filter(is).length;
    expect(count((order) => order.test)).toBe(15);
    for (const kind of [
      count((order) => order.cancelledAt),
      count((order) => order.customer === null),
      count((order) => order.edited),
      count((order) => order.totalTipReceivedSet),
      count((order) => order.displayFinancialStatus === "PENDING"),
      count((order) => order.transactions.some(({ gateway }) => gateway === "gift_card")),
      count((order) => order.lineItems.some(({ isGiftCard }) => isGiftCard)),
      count((order) => order.lineItems.some(({ product, title }) => product === null && title === "Holiday Reserve")),
      count((order) =>
        order.refunds?.some((refund) => dayOf(refund.processedAt).slice(0, 7) > dayOf(order.processedAt).slice(0, 7)),
      ),
      count((order) =>
        order.refunds?.some((refund) => refund.orderAdjustments?.some(({ amountSet }) => cents(amountSet) > 0)),
      ),
    ]) {
      expect(kind).toBeGreaterThan(10);
    }
  });

  test("the dev store opens it, and its ledger has the true net sales, shipping and tax", async () => {
    const store = await openStore(folder);
    expect(store.orders.size).toBe(orders.length);
    const sums = { netSales: 0, shipping: 0, tax: 0 };
    for (const order of store.orders.all()) {
      if (order.test === true) continue;
      for (const { lineType, totalAmount, totalTaxAmount } of store.ledgerOf(order).flatMap(({ sales }) => sales)) {
        const net = totalAmount.shop - totalTaxAmount.shop;
        sums.tax += totalTaxAmount.shop;
        if (lineType === "PRODUCT" || lineType === "ADJUSTMENT") sums.netSales += net;
        if (lineType === "SHIPPING") sums.shipping += net;
      }
    }
    const total = (column: string) =>
      truth("months")
        .filter(({ clock }) => clock === "eventDay")
        .reduce((sum, month) => sum + Number(month[column]), 0);
    expect(sums).toEqual({ netSales: total("net_sales"), shipping: total("shipping"), tax: total("tax") });
  });

  test("an order refunded in full gave back all it was paid, on every gateway together", () => {
    for (const order of orders) {
      if (order.displayFinancialStatus !== "REFUNDED") continue;
      const money = (kind: string) =>
        order.transactions.filter((one) => one.kind === kind).reduce((sum, one) => sum + cents(one.amountSet), 0);
      expect([order.name, money("REFUND")]).toEqual([order.name, money("SALE")]);
    }
  });
});

describe("the truth beside it", () => {
  test("every month's sales equal a naive sum of the written orders", () => {
    const naive = naiveMonths();
    const months = truth("months").filter(({ clock }) => clock === "eventDay");
    expect(months).toHaveLength(37);
    for (const month of months) {
      expect([month.month, naive.get(month.month ?? "")]).toEqual([
        month.month,
        {
          grossSales: Number(month.gross_sales),
          discounts: Number(month.discounts),
          reversals: Number(month.sales_reversals),
          shipping: Number(month.shipping),
          tax: Number(month.tax),
          orders: Number(month.orders),
        },
      ]);
    }
  });

  test("both clocks come to the same, and cohorts to the sales of known customers", () => {
    const total = (rows: Record<string, string>[], column: string) =>
      rows.reduce((sum, row) => sum + Number(row[column]), 0);
    const months = truth("months");
    for (const column of ["net_sales", "cogs", "payment_fees", "contribution_profit", "orders"]) {
      const [event, order] = ["eventDay", "orderDay"].map((clock) =>
        total(
          months.filter((row) => row.clock === clock),
          column,
        ),
      );
      expect([column, event]).toEqual([column, order]);
    }
    const guests = orders.filter((order) => order.customer === null && !order.test).length;
    expect(total(truth("cohorts"), "orders") + guests).toBe(orders.filter((order) => !order.test).length);
    const customers = truth("customers").length;
    expect(
      total(
        truth("cohorts").filter((cell) => cell.tenure_month === "0"),
        "cohort_size",
      ),
    ).toBe(customers);
  });

  test("MRR movements lead from every opening to its closing, and closings are the next openings", () => {
    for (const [paused, basis] of [
      ["asNone", "snapshot"],
      ["asNone", "event"],
      ["asActive", "snapshot"],
      ["asActive", "event"],
    ]) {
      let closing = 0;
      for (const row of truth("mrr_movements").filter((one) => one.paused === paused && one.basis === basis)) {
        const n = (column: string) => Number(row[column]);
        expect(n("opening")).toBe(closing);
        closing = n("closing");
        expect(n("opening") + n("new") + n("expansion") + n("reactivation") - n("contraction") - n("churn")).toBe(
          closing,
        );
      }
      expect(closing).toBeGreaterThan(0);
    }
  });

  test("the last closing is the MRR of the subscriptions that run", () => {
    const running = truth("subscriptions").filter((one) => one.end === "" && one.paused_since === "");
    const mrr = running.reduce((sum, one) => sum + Number(one.mrr), 0);
    const closing = truth("mrr_movements").findLast((row) => row.paused === "asNone" && row.basis === "event")?.closing;
    expect(Number(closing)).toBe(mrr);
    const summary = JSON.parse(readFileSync(join(folder, "truth", "truth.json"), "utf8"));
    expect(summary.asOf).toMatchObject({ mrr, activeSubscriptions: running.length });
  });

  test("every charge of a subscription is an order with its selling plan, the first in the shop, the others by contract", () => {
    const charges = truth("subscriptions").reduce((sum, one) => sum + Number(one.charges), 0);
    const withPlan = orders.filter((order) => order.lineItems.some((line) => line.sellingPlan !== undefined));
    expect(withPlan).toHaveLength(charges);
    expect(withPlan.filter((order) => order.sourceName === "web")).toHaveLength(truth("subscriptions").length);
    expect(orders.filter((order) => order.sourceName === "subscription_contract")).toHaveLength(
      charges - truth("subscriptions").length,
    );
  });

  test("subscribers at the end of a month are those at its start, less the churned, plus the new and the returned", () => {
    let before = 0;
    for (const row of truth("subscribers")) {
      const n = (column: string) => Number(row[column]);
      expect(n("subscribers_at_start")).toBe(before);
      before = n("subscribers_at_end");
      expect(n("subscribers_at_start") - n("churned") + n("new") + n("returned")).toBe(before);
      expect(n("renewals_due")).toBe(
        ["renewed", "recovered", "lost", "cancelled", "skipped", "paused", "open"].reduce(
          (sum, one) => sum + n(one),
          0,
        ),
      );
    }
  });
});
