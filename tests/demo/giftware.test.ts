import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { sectionOf } from "../../demo/document";
import { accountOf, bridgeOf } from "../../demo/giftware/accountTable";
import { packRows, type SourceRow, unpackRows } from "../../demo/giftware/columns";
import { csvOfRows, rowsOfCsv } from "../../demo/giftware/csv";
import { FATES } from "../../demo/giftware/fates";
import type { Order } from "../../demo/giftware/sales";
import { readSource, yearOf } from "../../demo/giftware/year";

const rows = readSource();
const year = yearOf(rows);

function orderOf(invoice: string): Order {
  const order = year.orders.find((candidate) => candidate.invoice === invoice);
  if (order === undefined) throw new Error(`invoice ${invoice} is no order`);
  return order;
}

function refundBy(order: Order, creditNote: string) {
  return order.refunds.find((refund) => refund.creditNote === creditNote);
}

/** One row of an invented source: guest-free, in the United Kingdom, a minute after the row before it. */
function row(number: number, fields: Partial<SourceRow>): SourceRow {
  const defaults = {
    stockCode: "10001",
    description: "A THING",
    quantity: 1,
    mills: 1000,
    customer: 7,
    country: "United Kingdom",
  };
  return { row: number, invoice: String(536_000 + number), minute: number, ...defaults, ...fields };
}

describe("the source", () => {
  test("the repository carries every row, to the byte of the published file", () => {
    const csv = csvOfRows(rows);
    expect(Buffer.byteLength(csv)).toBe(48_039_726);
    expect(createHash("sha256").update(csv).digest("hex")).toBe(
      "c35975c40d0e1e105090fbb11188a409393055f873841bd012915475fc84e69f",
    );
  });

  test("it has the published counts", () => {
    expect(rows).toHaveLength(541_909);
    expect(new Set(rows.map(({ invoice }) => invoice)).size).toBe(25_900);
    expect(new Set(rows.flatMap(({ customer }) => customer ?? [])).size).toBe(4372);
    expect(rows.reduce((sum, { quantity, mills }) => sum + quantity * mills, 0)).toBe(9_747_747_934);
  });

  test("packing keeps quotes, commas, blanks, letters, negative numbers and guests", () => {
    const text = [
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
      '536365,85123A,"A ""B"", C ",6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom',
      "C536366,gift_0001_10,,-74215,2010-12-01 08:27:00,0.001,,EIRE",
      "A563185,B,Adjust bad debt,1,2011-08-12 14:50:00,-11062.06,,United Kingdom",
      "536367,85123A,WHITE,1,2011-08-12 14:50:00,3.0,12346.0,Unspecified",
      "",
    ].join("\n");
    expect(csvOfRows(unpackRows(packRows(rowsOfCsv(text))))).toBe(text);
  });

  test("a value that would not survive packing is refused, with its row", () => {
    const text =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n536365,1,A,6,2010-12-01 08:26:00,2.5555,1.0,EIRE\n";
    expect(() => rowsOfCsv(text)).toThrow(/^row 1: /);
  });
});

describe("the account", () => {
  test("the published tables are those that the rows give", () => {
    const document = readFileSync(new URL("../../docs/demo-stores.md", import.meta.url), "utf8");
    expect(sectionOf(document, "giftware account")).toBe(accountOf(year));
  });

  test("every row has one fate, and every fate is some row's", () => {
    const seen = new Set(rows.map((one) => year.account.of(one)));
    expect([...seen].sort()).toEqual([...FATES].sort());
  });

  test("the store's sums lead to the source's, to the thousandth of a pound", () => {
    const b = bridgeOf(year);
    expect(b.netSales).toBe(b.grossSales - b.salesReversals);
    const pence = b.netSales + b.shippingCharged - b.shippingRefunded + b.giftCards - b.expenses - b.leftOut;
    expect(pence).toBe(974_774_793);
    expect(pence * 10 + b.roundingMills).toBe(9_747_747_934);
  });
});

describe("what an invoice becomes", () => {
  test("536365 is an order of seven lines for £139.12", () => {
    const order = orderOf("536365");
    expect(order.lines.map((line) => [line.sku, line.row.quantity, line.unitPence])).toEqual([
      ["85123A", 6, 255],
      ["71053", 6, 339],
      ["84406B", 8, 275],
      ["84029G", 6, 339],
      ["84029E", 6, 339],
      ["22752", 2, 765],
      ["21730", 6, 425],
    ]);
    expect(order).toMatchObject({
      customer: 17_850,
      country: "United Kingdom",
      minute: 506,
      total: 13_912,
      shipping: 0,
    });
  });

  test("a credit note goes to the customer's earlier sale of the same stock code", () => {
    expect(orderOf("541431").refunds).toMatchObject([
      { creditNote: "C541433", credited: 7_718_360, lines: [{ quantity: 74_215, line: { sku: "23166" } }] },
    ]);
    expect(orderOf("581483").refunds).toMatchObject([{ creditNote: "C581484", credited: 16_846_960 }]);
  });

  test("a credit beyond one line is spread over the customer's other sales of the code, the latest first", () => {
    expect(refundBy(orderOf("541244"), "C541245")?.lines.map(({ line, quantity }) => [line.row.row, quantity])).toEqual(
      [
        [58_472, 6],
        [58_471, 6],
      ],
    );
  });

  test("more units given back than sold: what was sold is matched, the rest is reported", () => {
    expect(refundBy(orderOf("536800"), "C538768")).toMatchObject({ credited: 1500, lines: [{ quantity: 12 }] });
    expect(year.unmatched.find((credit) => credit.row.invoice === "C538768")?.quantity).toBe(12);
  });

  test("a discount granted later is an amount on the customer's latest earlier order", () => {
    expect(refundBy(orderOf("537159"), "C537164")).toMatchObject({ credited: 2929, shipping: 0, lines: [] });
  });

  test("a manual credit of a whole order's value is an amount on that order", () => {
    expect(refundBy(orderOf("556444"), "C556445")).toMatchObject({ credited: 3_897_000, lines: [] });
  });

  test("Amazon's fee that was booked back three minutes later is neither sale nor expense", () => {
    const ofInvoice = (invoice: string) =>
      rows.filter((one) => one.invoice === invoice).map((one) => year.account.of(one));
    expect(ofInvoice("547901")).toEqual(["setOff"]);
    expect(ofInvoice("C547904")).toEqual(["setOff"]);
    expect(ofInvoice("C580605")).toEqual(["expense"]);
  });

  test("of the three bad-debt rows two cancel and one is an expense", () => {
    const fates = rows.filter((one) => one.invoice.startsWith("A")).map((one) => year.account.of(one));
    expect(fates.sort()).toEqual(["expense", "setOff", "setOff"]);
  });

  test("no order gives back more than it took, no line more units than it sold, and nothing before it was sold", () => {
    for (const order of year.orders) {
      expect(order.refunds.reduce((sum, refund) => sum + refund.credited, 0)).toBeLessThanOrEqual(order.total);
      expect(order.refunds.every((refund) => refund.minute >= order.minute)).toBe(true);
      expect(order.lines.every((line) => line.returned <= line.row.quantity)).toBe(true);
    }
  });
});

describe("the rules, on rows of our own", () => {
  test("the sale at the credit's price is preferred to a later one at another", () => {
    const { orders } = yearOf([
      row(1, { mills: 1000 }),
      row(2, { mills: 1200 }),
      row(3, { invoice: "C9", quantity: -1, mills: 1000 }),
    ]);
    expect(orders.map((order) => order.refunds.length)).toEqual([1, 0]);
  });

  test("a stock code in small letters is the same product", () => {
    const { orders } = yearOf([
      row(1, { stockCode: "85123a" }),
      row(2, { invoice: "C9", stockCode: "85123A", quantity: -1 }),
    ]);
    expect(orders[0]?.refunds).toHaveLength(1);
  });

  test("another customer's sale, and a sale after the credit, are no match", () => {
    const credit = row(2, { invoice: "C9", quantity: -1 });
    const { unmatched, account } = yearOf([row(1, { customer: 8 }), credit, row(3, {})]);
    expect(unmatched).toEqual([{ row: credit, quantity: 1 }]);
    expect(account.of(credit)).toBe("unmatched");
  });

  test("a guest's credit needs a guest's sale in the same country at the same price", () => {
    const sale = (number: number, fields: Partial<SourceRow>) => row(number, { customer: null, ...fields });
    const { orders } = yearOf([
      sale(1, {}),
      sale(2, { country: "France" }),
      sale(3, { mills: 900 }),
      sale(4, { invoice: "C9", quantity: -1 }),
    ]);
    expect(orders.map((order) => order.refunds.length)).toEqual([1, 0, 0]);
  });

  test("a guest's unpriced invoice is a stock count, a customer's is an order", () => {
    const guest = row(1, { customer: null, mills: 0 });
    const customer = row(2, { mills: 0 });
    const { orders, account } = yearOf([guest, customer]);
    expect(account.of(guest)).toBe("stockAdjustment");
    expect(account.of(customer)).toBe("free");
    expect(orders.map((order) => order.invoice)).toEqual(["536002"]);
  });

  test("carriage is one shipping charge, and comes back from it", () => {
    const invoice = { invoice: "536001" };
    const { orders } = yearOf([
      row(1, { ...invoice, stockCode: "POST", mills: 18_000 }),
      row(2, { ...invoice, stockCode: "C2", mills: 2000, quantity: 2 }),
      row(3, { ...invoice }),
      row(4, { invoice: "C9", stockCode: "POST", mills: 18_000, quantity: -1 }),
    ]);
    expect(orders).toMatchObject([
      { shipping: 2200, total: 2300, refunds: [{ shipping: 1800, credited: 1800, lines: [] }] },
    ]);
  });

  test("goods go back before amounts, whatever their order on the credit note", () => {
    const { orders, unmatched } = yearOf([
      row(1, { quantity: 10 }),
      row(2, { invoice: "C9", stockCode: "D", mills: 5000, quantity: -1 }),
      row(3, { invoice: "C9", quantity: -8 }),
    ]);
    expect(orders[0]?.refunds).toMatchObject([{ credited: 800, lines: [{ quantity: 8 }] }]);
    expect(unmatched.map((credit) => credit.row.stockCode)).toEqual(["D"]);
  });
});
