import { describe, expect, it } from "vitest";
import { History, netOf } from "../../bench/store/history";
import { ledgerLines, orderLines } from "../../bench/store/orderLines";

const parsed = (lines: string) =>
  lines
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
const cents = (bag: { shopMoney: { amount: string } }) => Math.round(Number(bag.shopMoney.amount) * 100);

describe("the generated shop", () => {
  it("is the same in every run, and another one for another size", () => {
    const [one, same, other] = [new History(300), new History(300), new History(301)];
    const texts = (history: History) => Array.from({ length: 50 }, (_, index) => orderLines(history.orderAt(index)));
    const first = texts(one);
    expect(texts(same)).toEqual(first);
    expect(texts(other)).not.toEqual(first);
  });

  it("has about 0.4 customers, 2.2 lines and 0.05 returns an order", () => {
    const history = new History(5_000);
    const orders = Array.from({ length: 5_000 }, (_, index) => history.orderAt(index));
    const lines = orders.reduce((sum, order) => sum + order.lines.length, 0);
    expect(history.customers / 5_000).toBeCloseTo(0.4, 1);
    expect(lines / 5_000).toBeCloseTo(2.2, 1);
    expect(orders.filter(({ returned }) => returned).length / 5_000).toBeCloseTo(0.05, 1);
    expect(orders.every((order, index) => index === 0 || order.createdAt >= (orders[index - 1]?.createdAt ?? 0))).toBe(
      true,
    );
  });

  it("has a ledger that sums to what was paid and given back", () => {
    const history = new History(400);
    for (let index = 0; index < 400; index += 1) {
      const order = history.orderAt(index);
      const [root, ...items] = parsed(orderLines(order));
      const sales = parsed(ledgerLines(order)).filter(({ lineType }) => lineType !== undefined);
      const total = sales.reduce((sum, sale) => sum + cents(sale.totalAmount), 0);
      expect(total).toBe(cents(root.currentTotalPriceSet));
      expect(cents(root.currentTotalPriceSet) + cents(root.totalRefundedSet)).toBe(order.total);
      expect(items.length).toBe(order.lines.length);
      const goods = sales.filter(({ lineType, actionType }) => lineType === "PRODUCT" && actionType === "ORDER");
      const net = goods.reduce((sum, sale) => sum + cents(sale.totalAmount) - cents(sale.totalTaxAmount), 0);
      expect(net).toBe(order.lines.reduce((sum, line) => sum + netOf(line), 0));
    }
  });
});
