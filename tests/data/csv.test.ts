import { describe, expect, it } from "vitest";
import { minor } from "~/analytics/money";
import { day } from "~/analytics/period";
import { costsCsv, parseCostsCsv, uncostedCsv } from "~/data/costsCsv.server";
import { CSV_RULES, csvFaultText } from "~/data/csvFile.server";
import { parseSessionsCsv } from "~/data/sessions.server";
import { parseAdSpendCsv, parseExpensesCsv } from "~/data/spendCsv.server";
import { translator } from "~/i18n/translate";

const gbp = { currency: "GBP" };

describe("a file of unit costs", () => {
  it("is read with a byte order mark, quotes, semicolons and either line end", () => {
    const file = '\uFEFFSKU;Unit_Cost;currency;valid_from\r\n"MUG";4.00;GBP;2025-01-31\r\n"A;B";0.333333;GBP;\r\n\r\n';
    expect(parseCostsCsv(file, gbp)).toEqual({
      rows: [
        { subject: { sku: "MUG" }, amount: "4.00", validFrom: "2025-01-31" },
        { subject: { sku: "A;B" }, amount: "0.333333", validFrom: null },
      ],
      faults: [],
      skipped: [],
    });
  });

  it("may leave out the day", () => {
    expect(parseCostsCsv("sku,unit_cost,currency\nMUG,4,GBP\n", gbp).rows).toEqual([
      { subject: { sku: "MUG" }, amount: "4", validFrom: null },
    ]);
  });

  it("names line, field, value and rule of everything wrong, and keeps the good rows", () => {
    const file = [
      "sku,unit_cost,currency,valid_from",
      "MUG,4.00,GBP,2025-01-31",
      'LAMP,"4,000",GBP,',
      "LAMP,£4,GBP,",
      "LAMP,-4,GBP,",
      "LAMP,4.0000001,GBP,",
      "LAMP,4,EUR,",
      "LAMP,4,GBP,31/01/2025",
      ",4,GBP,",
      "MUG,5.00,GBP,2025-01-31",
      'LAMP,"1,000.50",GBP,',
      "SCARF,7,GBP,",
    ].join("\n");
    const { rows, faults } = parseCostsCsv(file, gbp);
    expect(rows.map(({ subject }) => subject)).toEqual([{ sku: "SCARF" }]);
    expect(faults.map(({ line, field, rule }) => [line, field, rule])).toEqual([
      [2, "sku", "contradiction"],
      [3, "unit_cost", "decimal_comma"],
      [4, "unit_cost", "number"],
      [5, "unit_cost", "negative"],
      [6, "unit_cost", "decimals"],
      [7, "currency", "currency"],
      [8, "valid_from", "day"],
      [9, "sku", "missing"],
      [10, "sku", "contradiction"],
      [11, "unit_cost", "decimal_comma"],
    ]);
    expect(faults[1] && csvFaultText(faults[1])).toBe(
      'line 3: unit_cost "4,000": expected a decimal point and no thousands separators, such as 1234.50',
    );
  });

  it("without its columns, or broken off inside a quote, gives no rows", () => {
    expect(parseCostsCsv("sku,cost\nMUG,4\n", gbp)).toMatchObject({
      rows: [],
      faults: [
        { line: 1, field: "unit_cost", rule: "columns" },
        { line: 1, field: "currency", rule: "columns" },
      ],
    });
    expect(parseCostsCsv('sku,unit_cost,currency\n"MUG,4,GBP\n', gbp)).toMatchObject({
      rows: [],
      faults: [{ rule: "malformed" }],
    });
    expect(parseCostsCsv("", gbp).faults).toHaveLength(3);
    expect(parseCostsCsv("unit_cost,currency\n4,GBP\n", gbp).faults).toMatchObject([{ field: "sku", rule: "columns" }]);
  });

  it("that was written is read back the same, by variant where one is named, by product where nothing else is", () => {
    const one = { title: 'Mug, "blue"', source: "form" as const, variantId: null, productId: null, sku: null };
    const written = costsCsv(
      [
        { ...one, sku: "A, B", amount: "1.5", validFrom: day("2025-02-01") },
        { ...one, sku: "C", variantId: "70", amount: "2", validFrom: null },
        { ...one, productId: "8", amount: "3", validFrom: null },
      ],
      gbp,
    );
    expect(parseCostsCsv(written, gbp)).toEqual({
      rows: [
        { subject: { sku: "A, B" }, amount: "1.5", validFrom: "2025-02-01" },
        { subject: { variantId: 70n }, amount: "2", validFrom: null },
        { subject: { productId: 8n }, amount: "3", validFrom: null },
      ],
      faults: [],
      skipped: [],
    });
  });

  it("names a number that a spreadsheet shortened", () => {
    const file = "variant_id,unit_cost,currency\n4.5E+13,1,GBP\n";
    expect(parseCostsCsv(file, gbp)).toMatchObject({
      rows: [],
      faults: [{ line: 2, field: "variant_id", value: "4.5E+13", rule: "id" }],
    });
  });

  it("that is the work list leaves out the rows nobody filled in, and says which", () => {
    const variant = { title: "Mug", netSales: minor(1234), units: 2 };
    const written = uncostedCsv(
      [
        { ...variant, variantId: "70", sku: "MUG" },
        { ...variant, variantId: null, sku: "VASE" },
      ],
      gbp,
    );
    expect(written.split("\n")[1]).toBe("MUG,70,Mug,12.34,,GBP,");
    const filled = written.replace("MUG,70,Mug,12.34,,", "MUG,70,Mug,12.34,4.20,");
    expect(parseCostsCsv(filled, gbp)).toEqual({
      rows: [{ subject: { variantId: 70n }, amount: "4.20", validFrom: null }],
      faults: [],
      skipped: [{ line: 3, reason: "unfilled" }],
    });
  });
});

describe("a file of advertising spend", () => {
  it("holds whole minor units of the shop's currency, each day and platform once", () => {
    const file =
      "day,platform,amount,currency\n2025-01-01,google,1200,JPY\n2025-01-01,meta,80.5,JPY\n2025-01-01,google,1,JPY\n";
    expect(parseAdSpendCsv(file, { currency: "JPY" })).toEqual({
      format: null,
      campaignRows: 0,
      skipped: [],
      rows: [],
      faults: [
        { line: 2, field: "day", value: "2025-01-01,google,1200,JPY", rule: "contradiction" },
        { line: 3, field: "amount", value: "80.5", rule: "decimals" },
        { line: 4, field: "day", value: "2025-01-01,google,1,JPY", rule: "contradiction" },
      ],
    });
  });
});

describe("a file of expenses", () => {
  it("knows one-off and recurring ones; an end never lies before its start", () => {
    const file = [
      "name,amount,currency,kind,start,end",
      "Rent,1200.00,GBP,monthly,2025-01-01,",
      "Fair,8400,GBP,once,2025-03-31,2025-03-31",
      "Tea,5,GBP,hourly,2025-01-01,",
      "Van,5,GBP,weekly,2025-02-01,2025-01-31",
      "Royalty,2.5,,percent,2025-01-01,2025-06-30",
      "Agency,101,,percent,2025-01-01,",
    ].join("\n");
    expect(parseExpensesCsv(file, gbp)).toEqual({
      rows: [
        { name: "Rent", amount: 120_000, kind: "monthly", start: "2025-01-01", end: null },
        { name: "Fair", amount: 840_000, kind: "once", start: "2025-03-31", end: null },
        { name: "Royalty", percent: "2.5", kind: "percent", start: "2025-01-01", end: "2025-06-30" },
      ],
      faults: [
        { line: 4, field: "kind", value: "hourly", rule: "kind" },
        { line: 5, field: "end", value: "2025-01-31", rule: "end" },
        { line: 7, field: "amount", value: "101", rule: "percent" },
      ],
      skipped: [],
    });
  });
});

describe("a fault", () => {
  it.each(["en", "ja", "tr", "zh-CN"] as const)("has its words in %s", (language) => {
    const t = translator(language);
    for (const rule of CSV_RULES)
      expect(t(`common.csvFaults.${rule}`, { field: "sku", value: "x", limit: "9" })).toMatch(/\p{L}{2}/u);
  });
});

describe("expenses of the same name on the same day", () => {
  it("are as many expenses: two bank charges on a day are normal", () => {
    const text = "name,amount,currency,kind,start,end\nFee,9.90,GBP,once,2025-06-09,\nFee,9.90,GBP,once,2025-06-09,\n";
    const { rows, faults } = parseExpensesCsv(text, { currency: "GBP" });
    expect(faults).toEqual([]);
    expect(rows).toMatchObject([{ amount: 990 }, { amount: 990 }]);
  });
});

describe("a file that is wrong in one place", () => {
  it("names the line on which a quote opens that never closes, and keeps the rows before", () => {
    const file = 'sku,unit_cost,currency\nMUG,4,GBP\nLAMP,x,GBP\n"VASE,5,GBP\nSCARF,6,GBP\n';
    const { rows, faults } = parseCostsCsv(file, gbp);
    expect(rows).toEqual([{ subject: { sku: "MUG" }, amount: "4", validFrom: null }]);
    expect(faults.map(({ line, rule }) => [line, rule])).toEqual([
      [3, "number"],
      [4, "malformed"],
    ]);
  });

  it("takes a row that says the same twice once, and none of those that contradict each other", () => {
    const file = "sku,unit_cost,currency\nMUG,4,GBP\nMUG,4.00,GBP\nLAMP,5,GBP\nLAMP,6,GBP\nLAMP,5,GBP\n";
    const { rows, faults } = parseCostsCsv(file, gbp);
    expect(rows).toEqual([{ subject: { sku: "MUG" }, amount: "4", validFrom: null }]);
    expect(faults.map(({ line, rule }) => [line, rule])).toEqual([
      [3, "duplicate"],
      [4, "contradiction"],
      [5, "contradiction"],
      [6, "duplicate"],
    ]);
  });

  it("reads a decimal comma where it can be nothing else", () => {
    const file = "sku;unit_cost;currency\nMUG;0,90;GBP\nLAMP;12,5;GBP\nVASE;0,333;GBP\nSCARF;1,500;GBP\n";
    const { rows, faults } = parseCostsCsv(file, gbp);
    expect(rows.map(({ amount }) => amount)).toEqual(["0.90", "12.5", "0.333"]);
    expect(faults).toMatchObject([{ line: 5, value: "1,500", rule: "decimal_comma" }]);
  });

  it("refuses spend of days to come, in our columns and in a platform's report", () => {
    const today = day("2025-01-02");
    const own = "day,platform,amount,currency\n2025-01-02,meta,1,GBP\n2025-01-03,meta,1,GBP\n";
    expect(parseAdSpendCsv(own, gbp, today)).toMatchObject({
      rows: [{ day: "2025-01-02" }],
      faults: [{ line: 3, field: "day", rule: "future" }],
    });
    const report = "Day,Campaign,Cost,Currency code\n2025-01-03,Mugs,1,GBP\n";
    expect(parseAdSpendCsv(report, gbp, today).faults).toMatchObject([{ line: 2, rule: "future" }]);
  });

  it("says of a count that it must be whole", () => {
    const { rows, faults } = parseSessionsCsv(
      "day,source,sessions\n2025-01-01,google,abc\n2025-01-01,meta,1.5\n2025-01-01,x,7\n",
    );
    expect(rows.map(({ sessions }) => sessions)).toEqual([7]);
    expect(faults.map(({ line, rule }) => [line, rule])).toEqual([
      [2, "whole"],
      [3, "whole"],
    ]);
  });
});
