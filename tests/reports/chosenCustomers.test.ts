import { beforeAll, describe, expect, it } from "vitest";
import type { Filter } from "~/analytics/filter";
import { NO_SWITCHES } from "~/analytics/switches";
import { saveLapsePoint, WHOLE_SHOP } from "~/data/customerRhythm.server";
import { withShopClient } from "~/db.server";
import { customersReport } from "~/reports/customersReport.server";
import { traitsReport } from "~/reports/customerTraits.server";
import { lifecycleListReport } from "~/reports/lifecycleLists.server";
import { lifecycleReport } from "~/reports/lifecycleReport.server";
import { productReport } from "~/reports/productReport.server";
import { rfmReport } from "~/reports/rfmReport.server";
import { storeReport } from "~/reports/storeReport.server";
import { insertOrders, insertShop, insertUnitCosts, insertVariants, type OrderRow } from "../support/ledger";

const [WEB, TILL] = ["Online Store", "Point of Sale"];
const asOf = new Date("2025-06-30T22:59:59.999Z");

const order = (id: number, customer: number, at: string, channel: string, more: Partial<OrderRow> = {}): OrderRow => ({
  id,
  customer,
  at: `${at}T10:00:00Z`,
  channel,
  lines: [{ id, product: 1, variant: 1, quantity: 1, price: 1000 }],
  ...more,
});

/**
 * Until 30 June 2025, lapse point 60 days. Ann (1) begins online and comes back three times, twice to the till: loyal.
 * Ben (2) begins at the till in January, his online order in June was cancelled: won back, or lapsed without it.
 * Cid (3) begins online in June. Dee (4) began at the till in January 2024 with a lamp, and then bought a coffee online.
 * Eve (5), tagged press, and Fay (6) have never ordered.
 */
let shop: bigint;

beforeAll(async () => {
  shop = await insertShop();
  await insertVariants(shop, [
    { id: 1, title: "Coffee" },
    { id: 2, title: "Lamp" },
  ]);
  await insertUnitCosts(shop, [
    { variant: 1, amount: "4.00" },
    { variant: 2, amount: "4.00" },
  ]);
  const lamp = { product: 2, variant: 2, quantity: 1, price: 5000 };
  await insertOrders(shop, [
    order(1, 1, "2025-04-01", WEB),
    order(2, 1, "2025-05-01", TILL),
    order(3, 1, "2025-05-20", TILL),
    order(4, 1, "2025-06-20", WEB),
    order(5, 2, "2025-01-10", TILL),
    order(6, 2, "2025-06-10", WEB, { cancelledAt: "2025-06-11T10:00:00Z" }),
    order(7, 3, "2025-06-01", WEB),
    order(8, 4, "2024-01-10", TILL, { lines: [{ id: 8, ...lamp }], cancelledAt: "2024-01-12T10:00:00Z" }),
    order(9, 4, "2024-03-01", WEB),
    order(10, 4, "2024-05-01", TILL),
  ]);
  await withShopClient(shop, (client) =>
    client.query(
      `INSERT INTO customers (shop_id, customer_id, created_at, updated_at, tags)
       VALUES ($1, 5, '2025-04-05', '2025-04-05', '{press}'), ($1, 6, '2025-04-05', '2025-04-05', '{}')`,
      [String(shop)],
    ),
  );
  await saveLapsePoint(shop, WHOLE_SHOP, 60);
});

const noCancelled = { ...NO_SWITCHES, cancelled: true };

async function stages(filter: Filter, switches = NO_SWITCHES): Promise<Record<string, number | null>> {
  const report = await lifecycleReport(shop, { asOf, filter, switches });
  return Object.fromEntries(report.stages.map(({ stage, persons }) => [stage, persons]));
}

const ALL = { reach: null, acquisition: 2, conversion: 1, retention: 0, loyalty: 1, lapsed: 1, wonBack: 1 };

describe("the lifecycle of chosen customers", () => {
  it("is a part of the whole: the customers of each first channel sum to all who ordered", async () => {
    expect(await stages({})).toEqual(ALL);
    const online = await stages({ firstOrderChannel: [WEB] });
    const till = await stages({ firstOrderChannel: [TILL] });
    expect(online).toEqual({ ...ALL, acquisition: 0, lapsed: 0, wonBack: 0 });
    expect(till).toEqual({ ...ALL, acquisition: 0, conversion: 0, loyalty: 0 });
  });

  it("by tag takes contacts without orders too, on the board and month by month", async () => {
    expect((await stages({ customerTag: ["press"] })).acquisition).toBe(1);
    const { flow } = await lifecycleReport(shop, { asOf, filter: { customerTag: ["press"] } });
    expect(flow.find(({ month, stage }) => month === "2025-04" && stage === "acquisition")).toMatchObject({
      entered: 1,
    });
    expect(flow.filter(({ stage }) => stage !== "acquisition").every(({ closing }) => closing === 0)).toBe(true);
  });

  it("leaves filters of orders aside and says which: a stage follows from all orders of a customer", async () => {
    const report = await lifecycleReport(shop, { asOf, filter: { channel: [TILL], firstOrderChannel: [WEB] } });
    expect(Object.fromEntries(report.stages.map(({ stage, persons }) => [stage, persons])).loyalty).toBe(1);
    expect(report.filter.map(({ dimension }) => dimension)).toEqual(["firstOrderChannel"]);
    expect(report.leftAside.map(({ dimension }) => dimension)).toEqual(["channel"]);
    const whole = (await storeReport(shop, { asOf })).tables.lifecycle;
    const filtered = (await storeReport(shop, { asOf, filter: { channel: [TILL] } })).tables.lifecycle;
    expect(filtered).toEqual(whole);
  });

  it("without cancelled orders is as if there were none: who came back with one has lapsed", async () => {
    expect(await stages({}, noCancelled)).toEqual({ ...ALL, lapsed: 2, wonBack: 0 });
    const winBack = (filter: Filter, switches = NO_SWITCHES) =>
      lifecycleListReport(shop, { asOf, list: "winBack", filter, switches });
    expect((await winBack({})).entries.map(({ customerId }) => customerId)).toEqual(["4"]);
    expect((await winBack({}, noCancelled)).entries.map(({ customerId }) => customerId).sort()).toEqual(["2", "4"]);
    expect(
      (await winBack({ firstOrderChannel: [WEB] }, noCancelled)).entries.map(({ customerId }) => customerId),
    ).toEqual(["4"]);
  });
});

describe("the lists of customers", () => {
  it("are of those who placed a chosen order, with what those orders came to, against the whole shop's median", async () => {
    const everybody = await customersReport(shop, { asOf, which: "everybody" });
    expect([everybody.count, everybody.everybodyCount]).toEqual([4, 4]);
    const till = await customersReport(shop, { asOf, which: "everybody", filter: { channel: [TILL] } });
    expect(till.rows.map(({ customerId, orders, netSales }) => [customerId, orders, netSales])).toEqual([
      ["4", 2, 6000],
      ["1", 2, 2000],
      ["2", 1, 1000],
    ]);
    expect(till.metrics.medianOrderValue?.value).toBe(everybody.metrics.medianOrderValue?.value);
    expect(till.filter).toEqual([{ dimension: "channel", values: [{ value: TILL, label: TILL }] }]);
  });

  it("by RFM group and by trait are of the same customers; nobody without an order is among them", async () => {
    const groups = await rfmReport(shop, { asOf, filter: { channel: [TILL] } });
    const persons = new Map(groups.groups.map(({ group, customers }) => [group, customers]));
    expect(persons.get("PROSPECTS")).toBe(0);
    expect([...persons.values()].reduce((sum, customers) => sum + customers, 0)).toBe(3);
    const all = await rfmReport(shop, { asOf });
    expect(all.groups.find(({ group }) => group === "PROSPECTS")?.customers).toBe(2);
    expect((await traitsReport(shop, { asOf, filter: { channel: [TILL] } })).customers).toBe(3);
  });
});

describe("what a product's customers brought within a year", () => {
  const year = { start: "2024-01-01", end: "2025-07-01" } as Parameters<typeof productReport>[1]["period"];
  const lifetimes = async (filter: Filter, switches = NO_SWITCHES) => {
    const { rows } = await productReport(shop, { asOf, period: year, filter, switches });
    return Object.fromEntries(rows.map((row) => [row.title, [row.yearOldCustomers, row.yearLifetimeValue]]));
  };

  it("begins with the first order that is left when cancelled ones are switched off", async () => {
    // Only Dee is a year old: a lamp (46.00) and two coffees (6.00 each).
    expect(await lifetimes({})).toMatchObject({ Lamp: [1, 5800], Coffee: [0, null] });
    expect(await lifetimes({}, noCancelled)).toMatchObject({ Coffee: [1, 1200] });
  });

  it("keeps its customers under a filter of orders and sums the chosen ones; a filter of customers chooses among them", async () => {
    expect(await lifetimes({ channel: [WEB] })).toMatchObject({ Coffee: [0, null] });
    expect(await lifetimes({ channel: [TILL] })).toMatchObject({ Lamp: [1, 5200] });
    expect(await lifetimes({ channel: [WEB] }, noCancelled)).toMatchObject({ Coffee: [1, 600] });
    expect(await lifetimes({ firstOrderChannel: [WEB] })).toMatchObject({ Coffee: [0, null] });
  });
});
