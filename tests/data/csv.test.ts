import { describe, expect, it } from "vitest";
import { costsCsv, parseCostsCsv } from "~/data/costsCsv.server";
import { CSV_RULES, csvFaultText } from "~/data/csvFile.server";
import { parseAdSpendCsv, parseExpensesCsv } from "~/data/spendCsv.server";
import { translator } from "~/i18n/translate";

const gbp = { currency: "GBP" };

describe("a file of unit costs", () => {
  it("is read with a byte order mark, quotes, semicolons and either line end", () => {
    const file = '\uFEFFSKU;Unit_Cost;currency;valid_from\r\n"MUG";4.00;GBP;2025-01-31\r\n"A;B";0.333333;GBP;\r\n\r\n';
    expect(parseCostsCsv(file, gbp)).toEqual({
      rows: [
        { sku: "MUG", amount: "4.00", validFrom: "2025-01-31" },
        { sku: "A;B", amount: "0.333333", validFrom: null },
      ],
      faults: [],
    });
  });

  it("may leave out the day", () => {
    expect(parseCostsCsv("sku,unit_cost,currency\nMUG,4,GBP\n", gbp).rows).toEqual([
      { sku: "MUG", amount: "4", validFrom: null },
    ]);
  });

  it("names line, field, value and rule of everything wrong, and keeps the good rows", () => {
    const file = [
      "sku,unit_cost,currency,valid_from",
      "MUG,4.00,GBP,2025-01-31",
      'LAMP,"4,00",GBP,',
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
    expect(rows.map(({ sku }) => sku)).toEqual(["MUG", "SCARF"]);
    expect(faults.map(({ line, field, rule }) => [line, field, rule])).toEqual([
      [3, "unit_cost", "decimal_comma"],
      [4, "unit_cost", "number"],
      [5, "unit_cost", "negative"],
      [6, "unit_cost", "decimals"],
      [7, "currency", "currency"],
      [8, "valid_from", "day"],
      [9, "sku", "missing"],
      [10, "sku", "duplicate"],
      [11, "unit_cost", "decimal_comma"],
    ]);
    expect(faults[0] && csvFaultText(faults[0])).toBe(
      'line 3: unit_cost "4,00": expected a decimal point and no thousands separators, such as 1234.50',
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
  });

  it("that was written is read back the same", () => {
    const costs = parseCostsCsv(
      'sku,unit_cost,currency,valid_from\n"A, ""B""",1.5,GBP,2025-02-01\nC,2,GBP,\n',
      gbp,
    ).rows;
    expect(parseCostsCsv(costsCsv(costs, gbp), gbp)).toEqual({ rows: costs, faults: [] });
  });
});

describe("a file of advertising spend", () => {
  it("holds whole minor units of the shop's currency, each day and platform once", () => {
    const file =
      "day,platform,amount,currency\n2025-01-01,google,1200,JPY\n2025-01-01,meta,80.5,JPY\n2025-01-01,google,1,JPY\n";
    expect(parseAdSpendCsv(file, { currency: "JPY" })).toEqual({
      rows: [{ day: "2025-01-01", platform: "google", amount: 1200 }],
      faults: [
        { line: 3, field: "amount", value: "80.5", rule: "decimals" },
        { line: 4, field: "day", value: "2025-01-01,google,1,JPY", rule: "duplicate" },
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
    ].join("\n");
    expect(parseExpensesCsv(file, gbp)).toEqual({
      rows: [
        { name: "Rent", amount: 120_000, kind: "monthly", start: "2025-01-01", end: null },
        { name: "Fair", amount: 840_000, kind: "once", start: "2025-03-31", end: null },
      ],
      faults: [
        { line: 4, field: "kind", value: "hourly", rule: "kind" },
        { line: 5, field: "end", value: "2025-01-31", rule: "end" },
      ],
    });
  });
});

describe("a fault", () => {
  it.each(["en", "ja", "tr", "zh-CN"] as const)("has its words in %s", (language) => {
    const t = translator(language);
    for (const rule of CSV_RULES)
      expect(t(`common.csvFaults.${rule}`, { field: "sku", value: "x" })).toMatch(/\p{L}{2}/u);
  });
});

describe("expenses of the same name on the same day", () => {
  it("are as many expenses: two bank charges on a day are normal", () => {
    const text = "name,amount,currency,kind,start,end\nFee,9.90,GBP,once,2025-06-09,\nFee,9.90,GBP,once,2025-06-09,\n";
    const { rows, faults } = parseExpensesCsv(text, { currency: "GBP" });
    expect(faults).toEqual([]);
    expect(rows.map(({ amount }) => amount)).toEqual([990, 990]);
  });
});
