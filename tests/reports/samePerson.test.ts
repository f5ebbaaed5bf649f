import { describe, expect, it } from "vitest";
import { MergeError, mergeCustomers, mergeWhatCan, unmergeCustomer } from "~/data/customerMerges.server";
import { parseMergesCsv } from "~/data/customerMergesCsv.server";
import { forgetCustomer } from "~/data/erasure.server";
import { customerReport, personOf } from "~/reports/customerReport.server";
import { customersReport } from "~/reports/customersReport.server";
import { samePersonReport } from "~/reports/samePersonReport.server";
import { storeReport } from "~/reports/storeReport.server";
import { insertOrders, insertShop, insertUnitCosts, type OrderRow } from "../support/ledger";

const order = (id: number, customer: number, at: string, price: number): OrderRow => ({
  id,
  customer,
  at: `${at}T10:00:00Z`,
  lines: [{ id, product: 1, variant: 10, quantity: 1, price }],
});

/** Ann ordered in January as 1 and in March as 2; Ben once in February. Every piece costs £4.00. */
async function annAndBen(): Promise<bigint> {
  const shop = await insertShop();
  await insertUnitCosts(shop, [{ variant: 10, amount: "4.00" }]);
  await insertOrders(shop, [
    order(1, 1, "2025-01-10", 2000),
    order(2, 2, "2025-03-10", 3000),
    order(3, 3, "2025-02-10", 1000),
  ]);
  return shop;
}

const asOf = new Date("2025-04-01T00:00:00Z");
const merge = (shop: bigint, customerId: bigint, intoCustomerId: bigint) =>
  mergeCustomers(shop, [{ customerId, intoCustomerId }], "form");

describe("several records of one person", () => {
  it("are counted as one: orders, cohort, repeat rate and lifetime value follow, sales do not", async () => {
    const shop = await annAndBen();
    const before = await storeReport(shop, { asOf });
    await merge(shop, 2n, 1n);
    const after = await storeReport(shop, { asOf });

    expect(before.metrics.customers?.value).toBe(3);
    expect(after.metrics.customers?.value).toBe(2);
    expect(after.metrics.newCustomers?.value).toBe(2);
    expect(before.metrics.repeatRate?.value).toBe(0);
    expect(after.metrics.repeatRate?.value).toBe(0.5);
    expect(after.metrics.netSales).toEqual(before.metrics.netSales);
    expect(after.metrics.contributionProfit).toEqual(before.metrics.contributionProfit);
    // £60 − 3 × £4 = £48 over three customers, over two.
    expect(before.metrics.lifetimeValue?.value).toBe(1600);
    expect(after.metrics.lifetimeValue?.value).toBe(2400);
    expect(after.tables.cohorts.some(({ cohortMonth }) => cohortMonth === "2025-03")).toBe(false);

    const ann = await customerReport(shop, "1", { asOf });
    expect(ann?.records).toEqual(["1", "2"]);
    expect(ann?.transactional.orders.map(({ orderId }) => orderId)).toEqual(["2", "1"]);
    expect(ann?.financial.contributionProfit).toBe(4200);
    expect(await personOf(shop, "2")).toBe("1");
    const { rows } = await customersReport(shop, { asOf, which: "everybody", sort: "orders" });
    expect(rows.map(({ customerId, orders }) => [customerId, orders])).toEqual([
      ["1", 2],
      ["3", 1],
    ]);
  });

  it("are shown with what counting them together changes", async () => {
    const shop = await annAndBen();
    await merge(shop, 2n, 1n);
    const { byRecord, byPerson, merges, records } = await samePersonReport(shop, { asOf, records: [2n, 3n, 99n] });
    expect(byRecord).toEqual({ customers: 3, ordersPerCustomer: 1, repeatRate: 0, lifetimeValue: 1600 });
    expect(byPerson).toEqual({ customers: 2, ordersPerCustomer: 1.5, repeatRate: 0.5, lifetimeValue: 2400 });
    expect(merges).toMatchObject([{ customerId: "2", intoCustomerId: "1", source: "form" }]);
    expect(records.map(({ customerId, orders, netSales }) => [customerId, orders, netSales])).toEqual([
      ["2", 1, 3000],
      ["3", 1, 1000],
    ]);
  });

  it("once undone, everything is as it was", async () => {
    const shop = await annAndBen();
    const before = await storeReport(shop, { asOf });
    await merge(shop, 2n, 1n);
    expect(await unmergeCustomer(shop, 2n)).toBe(true);
    expect(await storeReport(shop, { asOf })).toEqual(before);
    expect(await unmergeCustomer(shop, 2n)).toBe(false);
  });

  it("a person who is merged takes along whoever was counted with them, and one can leave again", async () => {
    const shop = await annAndBen();
    await merge(shop, 2n, 1n);
    await merge(shop, 1n, 3n);
    expect(await personOf(shop, "1")).toBe("3");
    expect(await personOf(shop, "2")).toBe("3");
    expect((await customerReport(shop, "3", { asOf }))?.transactional.orders.length).toBe(3);
    await unmergeCustomer(shop, 1n);
    expect((await customerReport(shop, "3", { asOf }))?.records).toEqual(["3", "2"]);
    expect((await customerReport(shop, "1", { asOf }))?.transactional.orders.length).toBe(1);
  });

  it("the same record, an unknown one and a pair that is one person already are refused, and nothing is changed", async () => {
    const shop = await annAndBen();
    await expect(merge(shop, 1n, 1n)).rejects.toMatchObject({ fault: "same" });
    await expect(merge(shop, 1n, 99n)).rejects.toMatchObject({ fault: "unknown" });
    await merge(shop, 2n, 1n);
    await expect(merge(shop, 1n, 2n)).rejects.toBeInstanceOf(MergeError);
    const pairs = [
      { customerId: 3n, intoCustomerId: 2n },
      { customerId: 3n, intoCustomerId: 1n },
      { customerId: 98n, intoCustomerId: 1n },
    ];
    await expect(mergeCustomers(shop, pairs, "import")).rejects.toMatchObject({ fault: "merged" });
    expect(await personOf(shop, "3")).toBe("3");
    expect(await mergeWhatCan(shop, pairs, "import")).toBe(1);
    expect(await personOf(shop, "3")).toBe("1");
  });

  it("come apart when the person is forgotten, and nothing of the number is left", async () => {
    const shop = await annAndBen();
    await merge(shop, 2n, 1n);
    await merge(shop, 3n, 1n);
    await forgetCustomer(shop, 1n, []);
    expect((await samePersonReport(shop, { asOf })).merges).toEqual([]);
    expect((await customerReport(shop, "2", { asOf }))?.transactional.orders.length).toBe(1);
    expect((await customerReport(shop, "3", { asOf }))?.transactional.orders.length).toBe(1);
    expect((await storeReport(shop, { asOf })).metrics.customers?.value).toBe(3);
  });

  it("of another shop are not there", async () => {
    const shop = await annAndBen();
    const other = await insertShop();
    await expect(merge(other, 2n, 1n)).rejects.toMatchObject({ fault: "unknown" });
    expect((await samePersonReport(shop, { asOf })).merges).toEqual([]);
  });

  it("come from a file, whose bad rows are named", () => {
    const { rows, faults } = parseMergesCsv("customer,same_as\n12,11\n13,thirteen\n14,14\n");
    expect(rows).toEqual([{ customerId: 12n, intoCustomerId: 11n }]);
    expect(faults.map(({ line, field, rule }) => [line, field, rule])).toEqual([
      [3, "same_as", "number"],
      [4, "same_as", "duplicate"],
    ]);
  });
});
