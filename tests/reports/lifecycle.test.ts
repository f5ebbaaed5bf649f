import { describe, expect, it } from "vitest";
import { saveLapsePoint, WHOLE_SHOP } from "~/data/customerRhythm.server";
import type { LifecycleList } from "~/data/customerTasks.server";
import { withShopClient } from "~/db.server";
import { lifecycleListCsv } from "~/exports/customersCsv";
import { customerReport } from "~/reports/customerReport.server";
import { traitsReport } from "~/reports/customerTraits.server";
import { lifecycleListReport, rhythmReport } from "~/reports/lifecycleLists.server";
import { lifecycleReport } from "~/reports/lifecycleReport.server";
import { rfmReport } from "~/reports/rfmReport.server";
import { storeReport } from "~/reports/storeReport.server";
import { insertOrders, insertShop, insertVariants, type OrderRow } from "../support/ledger";

let lines = 0;
const order = (id: number, customer: number | null, at: string, products: readonly number[] = [1]): OrderRow => ({
  id,
  customer,
  at: `${at}T10:00:00Z`,
  lines: products.map((product) => {
    lines += 1;
    return { id: lines, product, variant: product, quantity: 1, price: 1000 };
  }),
});

/**
 * Until 30 June. Ann (1) buys coffee every 30 days from January, five times: loyal. Ben (2) in January and on 1 March and no more:
 * lapsed. Cid (3) first on 1 June. Dee (4) in January, back on 20 June: won back. Eve (5) is known and has not bought.
 * The shop's lapse point is set to 60 days.
 */
async function fivePeople(): Promise<bigint> {
  const shop = await insertShop();
  await insertVariants(shop, [
    { id: 1, title: "Coffee" },
    { id: 2, title: "Filter" },
  ]);
  await insertOrders(shop, [
    order(1, 1, "2025-01-01"),
    order(2, 1, "2025-01-31"),
    order(3, 1, "2025-03-02"),
    order(4, 1, "2025-04-01"),
    order(5, 1, "2025-05-01"),
    order(6, 1, "2025-05-31"),
    order(7, 2, "2025-01-10"),
    order(8, 2, "2025-03-01", [2]),
    order(9, 3, "2025-06-01"),
    order(10, 4, "2025-01-20"),
    order(11, 4, "2025-06-20"),
    order(12, null, "2025-06-21"),
  ]);
  await withShopClient(shop, (client) =>
    client.query(
      "INSERT INTO customers (shop_id, customer_id, created_at, updated_at) VALUES ($1, 5, '2025-04-05', '2025-04-05')",
      [String(shop)],
    ),
  );
  await saveLapsePoint(shop, WHOLE_SHOP, 60);
  return shop;
}

const asOf = new Date("2025-06-30T22:59:59.999Z");
const listed = async (shop: bigint, list: LifecycleList) =>
  (await lifecycleListReport(shop, { list, asOf })).entries.map(({ customerId, dueDay }) => [customerId, dueDay]);

describe("the lifecycle", () => {
  it("says who stands where", async () => {
    const report = await lifecycleReport(await fivePeople(), { asOf });
    expect(Object.fromEntries(report.stages.map(({ stage, persons }) => [stage, persons]))).toEqual({
      reach: null,
      acquisition: 1,
      conversion: 1,
      retention: 0,
      loyalty: 1,
      wonBack: 1,
      lapsed: 1,
    });
    // Ann's last order is 30 days ago, Cid's 29, Dee's 10: all within 48; Ben's 121.
    expect(report.metrics.activeCustomers?.value).toBe(3);
    expect(report.metrics.atRiskCustomers?.value).toBe(0);
    expect(report.metrics.lostCustomers?.value).toBe(1);
    expect(report.metrics.contactsWhoBought?.value).toBe(0.8);
    expect(report.metrics.winBackRate?.value).toBe(0.5);
    // Cards say the month of their rates, which is the last one that has ended.
    const ended = Object.fromEntries(report.stages.map(({ stage, month }) => [stage, month]));
    expect(ended).toMatchObject({ retention: "2025-06", lapsed: "2025-06", wonBack: "2025-06", conversion: null });
  });

  it("shows the flow of each month, which closes, in the report too", async () => {
    const shop = await fivePeople();
    const { flow, months } = await lifecycleReport(shop, { asOf });
    const row = (month: string, stage: string) => flow.find((of) => of.month === month && of.stage === stage);
    // March: Dee lapses on the 22nd, 61 days after 20 January. May: Ben does on 1 May.
    expect(row("2025-03", "lapsed")).toMatchObject({ opening: 0, entered: 1, left: 0, closing: 1 });
    expect(row("2025-05", "lapsed")).toMatchObject({ opening: 1, entered: 1, left: 0, closing: 2 });
    expect(row("2025-06", "lapsed")).toMatchObject({ opening: 2, entered: 0, left: 1, closing: 1 });
    expect(row("2025-06", "wonBack")).toMatchObject({ opening: 0, entered: 1, left: 0, closing: 1 });
    expect(row("2025-04", "acquisition")).toMatchObject({ opening: 0, entered: 1, closing: 1 });
    // May: Ann and Ben active at its start, Ann alone at its end.
    expect(months.find(({ month }) => month === "2025-05")).toMatchObject({
      activeAtStart: 2,
      newAtEnd: 0,
      activeAtEnd: 1,
      retentionRate: 0.5,
      churnRate: 0.5,
    });
    const { tables } = await storeReport(shop, { asOf });
    expect(tables.lifecycle.find((of) => of.month === "2025-06" && of.stage === "lapsed")).toMatchObject({
      opening: 2,
      left: 1,
      closing: 1,
      // Ann alone was active at its start, and still is at its end; Dee, who came back, was not.
      retentionRate: 1,
      churnRate: 0,
      complete: true,
    });
    for (const { opening, entered, left, closing } of tables.lifecycle) expect(opening + entered - left).toBe(closing);
  });

  it("lists whom to write to: the newest contacts, second orders due, who lapsed, who is loyal", async () => {
    const shop = await fivePeople();
    expect(await listed(shop, "firstPurchase")).toEqual([["5", "2025-04-05"]]);
    // Ann came back after 30 days, Ben after 50, Dee after 151: the median is 50, so Cid is not due before 21 July.
    expect(await listed(shop, "secondOrder")).toEqual([]);
    expect(await listed(shop, "winBack")).toEqual([["2", "2025-05-01"]]);
    expect(await listed(shop, "loyaltyThanks")).toEqual([["1", null]]);
    expect(await listed(shop, "atRisk")).toEqual([]);
  });

  it("a set lapse point decides, and taken back the orders' own does", async () => {
    const shop = await fivePeople();
    await saveLapsePoint(shop, WHOLE_SHOP, 25);
    const { metrics } = await lifecycleReport(shop, { asOf });
    expect([metrics.activeCustomers?.value, metrics.atRiskCustomers?.value, metrics.lostCustomers?.value]).toEqual([
      1, 0, 3,
    ]);
    await saveLapsePoint(shop, WHOLE_SHOP, null);
    const { shopRhythm } = await rhythmReport(shop, { asOf });
    // Gaps: 30 five times, 50, 151. Nine in ten of seven are seven.
    expect(shopRhythm).toMatchObject({
      gaps: 7,
      medianGap: 30,
      ownLapsePoint: 151,
      setLapsePoint: null,
      lapsePoint: 151,
    });
  });

  it("goes out as a file by number and link, without names", async () => {
    const shop = await fivePeople();
    const csv = lifecycleListCsv(await lifecycleListReport(shop, { list: "winBack", pageSize: null, asOf }));
    const [head, line] = csv.replace("\uFEFF", "").split("\r\n");
    expect(head).toBe("customerId,link,dueDay,lastOrderDay,orders,netSales,contributionProfit,productId,product");
    expect(line).toMatch(
      /^2,https:\/\/admin\.shopify\.com\/store\/[\w-]+\/customers\/2,2025-05-01,2025-03-01,2,20\.00,,,$/,
    );
  });
});

/** Twelve people buy coffee, and again 20 days later together with a filter; two more buy coffee alone. */
async function coffeeShop(): Promise<bigint> {
  const shop = await insertShop();
  await insertVariants(shop, [
    { id: 1, title: "Coffee" },
    { id: 2, title: "Filter" },
  ]);
  const people = Array.from({ length: 12 }, (_, index) => index + 1);
  await insertOrders(shop, [
    ...people.map((person) => order(person, person, "2025-05-01")),
    ...people.map((person) => order(100 + person, person, "2025-05-21", [1, 2])),
    order(201, 13, "2025-06-15"),
    order(202, 14, "2025-04-01"),
  ]);
  return shop;
}

describe("what products tell", () => {
  it("a product's own rhythm makes it due, until its own lapse point", async () => {
    const shop = await coffeeShop();
    const { products } = await rhythmReport(shop, { asOf });
    expect(products).toMatchObject([
      { productId: "1", title: "Coffee", buyers: 14, gaps: 12, medianGap: 20, lapsePoint: 20 },
    ]);
    // Bought on 15 June, due on 5 July, a week ahead of which it is listed. The others are past the 20 days of the lapse point.
    expect(await listed(shop, "replenishment")).toEqual([["13", "2025-07-05"]]);
    // With a point of 50 days they are listed as far as they were due in the last two weeks: none, they were on 10 June.
    await saveLapsePoint(shop, 1n, 50);
    expect(await listed(shop, "replenishment")).toEqual([["13", "2025-07-05"]]);
    const earlier = new Date("2025-06-20T00:00:00Z");
    expect((await lifecycleListReport(shop, { list: "replenishment", asOf: earlier })).count).toBe(12);
    const one = await customerReport(shop, "13", { asOf });
    expect(one?.transactional.products).toMatchObject([
      { title: "Coffee", units: 1, lastDay: "2025-06-15", usualGap: 20, due: "2025-07-05" },
    ]);
  });

  it("a report counts who has two products due as one customer, and writes to them once", async () => {
    const shop = await insertShop();
    await insertVariants(shop, [
      { id: 1, title: "Coffee" },
      { id: 2, title: "Filter" },
    ]);
    const people = Array.from({ length: 12 }, (_, index) => index + 1);
    await insertOrders(shop, [
      ...people.map((person) => order(person, person, "2025-05-01", [1, 2])),
      ...people.map((person) => order(100 + person, person, "2025-05-21", [1, 2])),
      order(201, 13, "2025-06-15", [1, 2]),
    ]);
    expect((await lifecycleListReport(shop, { list: "replenishment", asOf })).count).toBe(2);
    const { tables } = await storeReport(shop, { asOf, sections: ["serviceLists"] });
    expect(tables.serviceLists).toContainEqual({ list: "replenishment", entries: 1 });
    expect(
      tables.serviceCustomers
        .filter(({ list }) => list === "replenishment")
        .map(({ customerId, dueDay, productTitle }) => [customerId, dueDay, productTitle]),
    ).toEqual([["gid://shopify/Customer/13", "2025-07-05", "Coffee"]]);
  });

  it("the product bought next is offered to those who do not have it", async () => {
    const shop = await coffeeShop();
    await saveLapsePoint(shop, WHOLE_SHOP, 100);
    const { entries, nextProducts } = await lifecycleListReport(shop, { list: "crossSell", asOf });
    // All 12 second orders hold the filter, so its lift after coffee is no more than 1: it is no offer.
    expect(nextProducts).toEqual([]);
    expect(entries).toEqual([]);
    // Twelve people who go from tea to tea dilute it: 12 of 24 second orders hold the filter, all of them after coffee.
    await insertOrders(
      shop,
      Array.from({ length: 12 }, (_, index) => [
        order(301 + index, 21 + index, "2025-05-01", [3]),
        order(401 + index, 21 + index, "2025-05-21", [3]),
      ]).flat(),
    );
    const after = await lifecycleListReport(shop, { list: "crossSell", asOf });
    expect(after.nextProducts).toMatchObject([
      { firstId: "1", firstTitle: "Coffee", nextId: "2", nextTitle: "Filter", times: 12, chances: 12, lift: 2 },
    ]);
    expect(after.entries.map(({ customerId, productTitle }) => [customerId, productTitle])).toEqual([
      ["13", "Filter"],
      ["14", "Filter"],
    ]);
  });
});

describe("what high-value customers share", () => {
  it("is told per value with the share among all others, and few are not ranked", async () => {
    const shop = await insertShop({ settings: { highValue: { fullPriceShare: 1, orders: 2, windowDays: 365 } } });
    // 40 from Japan of whom 20 come back and spend more than the median; 40 from Britain of whom 10 do; 5 from France.
    const people = Array.from({ length: 85 }, (_, index) => index + 1);
    const country = (person: number) => (person <= 40 ? "JP" : person <= 80 ? "GB" : "FR");
    const returns = (person: number) => person <= 20 || (person > 40 && person <= 50);
    await insertOrders(
      shop,
      people.flatMap((person) => {
        const one = (id: number, at: string, price: number): OrderRow => ({
          id,
          customer: person,
          at,
          country: country(person),
          lines: [{ id, product: 1, variant: 1, quantity: 1, price }],
        });
        const first = one(person, "2025-03-05T10:00:00Z", returns(person) ? 9000 : 1000);
        return returns(person) ? [first, one(1000 + person, "2025-04-05T10:00:00Z", 20000)] : [first];
      }),
    );
    const { customers, highValue, rows } = await traitsReport(shop, { asOf });
    expect([customers, highValue]).toEqual([85, 30]);
    const japan = rows.find(({ trait, value }) => trait === "country" && value === "JP");
    // 20 of 40 against 10 of 45.
    expect(japan).toMatchObject({ customers: 40, highValue: 20, shareWith: 0.5, isRanked: true });
    expect(japan?.shareOthers).toBeCloseTo(10 / 45, 12);
    expect(japan?.lift).toBeCloseTo(2.25, 12);
    const france = rows.find(({ value }) => value === "FR");
    expect(france).toMatchObject({ customers: 5, highValue: 0, isRanked: false, lift: 0 });
    expect(rows.indexOf(japan ?? (rows[0] as never))).toBe(0);
  });
});

describe("RFM groups beside Shopify's", () => {
  it("count how many agree, of those of whom Shopify tells a group", async () => {
    const shop = await fivePeople();
    const alone = await rfmReport(shop, { asOf });
    expect(alone.compared).toBe(0);
    expect(alone.metrics.rfmAgreement?.value).toBeNull();
    expect(alone.groups.reduce((total, { customers }) => total + customers, 0)).toBe(5);
    expect(alone.groups.find(({ group }) => group === "PROSPECTS")?.customers).toBe(1);
    const ann = (await customerReport(shop, "1", { asOf }))?.behavioural.rfmOurs;
    await withShopClient(shop, async (client) => {
      await client.query(
        "UPDATE customers SET updated_at = now(), rfm_group = $2 WHERE shop_id = $1 AND customer_id = 1",
        [String(shop), ann],
      );
      await client.query("UPDATE customers SET rfm_group = 'NEW' WHERE shop_id = $1 AND customer_id = 5", [
        String(shop),
      ]);
      await client.query("UPDATE customers SET rfm_group = 'PROSPECTS' WHERE shop_id = $1 AND customer_id = 2", [
        String(shop),
      ]);
    });
    const report = await rfmReport(shop, { asOf });
    expect([report.compared, report.agreeing]).toEqual([3, 1]);
    expect(report.metrics.rfmAgreement?.value).toBeCloseTo(1 / 3, 12);
  });
});
