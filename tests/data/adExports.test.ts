import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAdSpendCsv } from "~/data/spendCsv.server";

const fixture = (name: string) => readFileSync(new URL(`../fixtures/adExports/${name}`, import.meta.url), "utf8");
const gbp = { currency: "GBP" };

describe("a report exported from Google Ads", () => {
  it("is known below its title lines; campaigns are summed by day, totals left out and named", () => {
    expect(parseAdSpendCsv(fixture("google.csv"), gbp)).toEqual({
      format: "google",
      campaignRows: 5,
      rows: [
        { day: "2025-03-01", platform: "google", amount: 132_606 },
        { day: "2025-03-02", platform: "google", amount: 4_512 },
      ],
      faults: [],
      skipped: [
        { line: 9, reason: "total" },
        { line: 10, reason: "total" },
      ],
    });
  });

  it("is known by its Japanese names and tabs as well", () => {
    expect(parseAdSpendCsv(fixture("google.ja.tsv"), { currency: "JPY" })).toMatchObject({
      format: "google",
      rows: [{ day: "2025-03-01", platform: "google", amount: 13_260 }],
      faults: [],
      skipped: [{ line: 6, reason: "total" }],
    });
  });

  it("in another currency than the shop's is refused by name, row for row", () => {
    const { rows, faults } = parseAdSpendCsv(fixture("google.csv"), { currency: "USD" });
    expect(rows).toEqual([]);
    expect(faults).toHaveLength(5);
    expect(faults[0]).toEqual({ line: 4, field: "currency code", value: "GBP", rule: "currency" });
  });

  it("without its currency says which column it lacks", () => {
    const file = "Campaign report\nDay,Campaign,Cost\n2025-03-01,Brand,1.00\n";
    expect(parseAdSpendCsv(file, gbp)).toMatchObject({
      format: "google",
      rows: [],
      faults: [{ line: 2, field: "currency code", rule: "columns" }],
    });
  });
});

describe("a report exported from Meta Ads Manager", () => {
  it("has its currency in the header, a total without a name, and no row for a day without spend", () => {
    expect(parseAdSpendCsv(fixture("meta.csv"), gbp)).toEqual({
      format: "meta",
      campaignRows: 3,
      rows: [
        { day: "2025-03-01", platform: "meta", amount: 10_123 },
        { day: "2025-03-02", platform: "meta", amount: 0 },
      ],
      faults: [],
      skipped: [{ line: 2, reason: "total" }],
    });
    expect(parseAdSpendCsv(fixture("meta.csv"), { currency: "EUR" }).faults[0]).toMatchObject({
      field: "amount spent (gbp)",
      rule: "currency",
    });
  });

  it("that was not divided by day is refused where a row covers several", () => {
    const file =
      'Reporting starts,Reporting ends,Campaign name,Amount spent (GBP)\n2025-03-01,2025-03-31,"Spring, UK",10.00\n2025-03-01,2025-03-01,Brand,1\n';
    expect(parseAdSpendCsv(file, gbp)).toMatchObject({
      rows: [{ day: "2025-03-01", amount: 100 }],
      faults: [{ line: 2, field: "reporting ends", value: "2025-03-31", rule: "span" }],
    });
  });
});

describe("a report exported from TikTok Ads Manager", () => {
  it("has days with a time, and a total of its results", () => {
    expect(parseAdSpendCsv(fixture("tiktok.csv"), gbp)).toEqual({
      format: "tiktok",
      campaignRows: 3,
      rows: [
        { day: "2025-03-01", platform: "tiktok", amount: 105_050 },
        { day: "2025-03-02", platform: "tiktok", amount: 2_000 },
      ],
      faults: [],
      skipped: [{ line: 5, reason: "total" }],
    });
  });
});

describe("amounts of a platform", () => {
  it("may have thousands separators but no decimal comma, no sign and no currency mark", () => {
    const file = (spend: string) => `Day,Campaign,Currency code,Cost\n2025-03-01,Brand,GBP,"${spend}"\n`;
    const read = (spend: string) => {
      const { rows, faults } = parseAdSpendCsv(file(spend), gbp);
      return faults[0]?.rule ?? rows[0]?.amount;
    };
    expect(["1,234,567.89", "0", "--", "1234,5", "-3", "£3", "1,23"].map(read)).toEqual([
      123_456_789,
      0,
      0,
      "decimal_comma",
      "negative",
      "number",
      "decimal_comma",
    ]);
  });

  it("of several campaigns sum exactly before they are rounded", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9_999_999 }), { minLength: 1, maxLength: 12 }), (micros) => {
        const lines = micros.map((of, at) => `2025-03-01,Campaign ${at},GBP,${(of / 10_000).toFixed(4)}`);
        const { rows } = parseAdSpendCsv(["Day,Campaign,Currency code,Cost", ...lines].join("\n"), gbp);
        const whole = micros.reduce((sum, of) => sum + of, 0);
        expect(rows[0]?.amount).toBe(Math.floor((whole + 50) / 100));
      }),
    );
  });
});
