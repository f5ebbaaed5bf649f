import { describe, expect, it } from "vitest";
import { CopyText } from "~/data/copyText.server";
import { STAGED_REFUND_DETAILS, STAGED_REFUNDS } from "~/data/orderTables.server";
import { Staging } from "~/data/staging.server";

function rowOf(...values: readonly unknown[]): string {
  const text = new CopyText();
  for (const value of values) text.value(value);
  text.endRow();
  return text.take().toString("utf8");
}

describe("COPY's text", () => {
  it("has a tab between columns, a newline behind the row and \\N for what is unknown", () => {
    expect(rowOf("a", 12, true, false, null, undefined)).toBe("a\t12\tt\tf\t\\N\t\\N\n");
  });

  it("escapes what would end a column or a row, and keeps every other character", () => {
    expect(rowOf("a\tb\nc\rd\\e")).toBe("a\\tb\\nc\\rd\\\\e\n");
    expect(rowOf("Crème 菓子 😀")).toBe("Crème 菓子 😀\n");
    expect(rowOf("\\N")).toBe("\\\\N\n");
    expect(rowOf("nu\0l\u0001")).toBe("nul\u0001\n");
  });

  it("writes a list as PostgreSQL's array, its quotes and backslashes escaped for both", () => {
    expect(rowOf([], ["VIP", 'a"b', "c\\d"])).toBe('{}\t{"VIP","a\\\\"b","c\\\\\\\\d"}\n');
  });

  it("holds any length, and a value of no column's kind is refused", () => {
    const long = "ü".repeat(200_000);
    expect(rowOf("a", long, "b")).toBe(`a\t${long}\tb\n`);
    expect(() => rowOf({})).toThrow("expected text, number, boolean, list or null");
  });

  it("is empty once it was taken", () => {
    const text = new CopyText();
    for (const value of ["1", "2", "3"]) {
      text.value(value);
      text.endRow();
      expect(text.length).toBe(2);
      expect(text.take().toString()).toBe(`${value}\n`);
      expect(text.length).toBe(0);
    }
  });
});

describe("staging", () => {
  const refund = { orderId: "1", refundId: "2", processedAt: "2026-01-01T00:00:00Z", totalRefunded: 100 };

  it("copies each table's rows once, and waits for a batch before it sends the next", async () => {
    const sent: string[] = [];
    let under = 0;
    const staging = new Staging([STAGED_REFUNDS, STAGED_REFUND_DETAILS], async (table, rows) => {
      under += 1;
      expect(under).toBe(1);
      const text = rows.toString();
      await new Promise((resolve) => setTimeout(resolve, 5));
      // The bytes must not change while they are on their way.
      expect(rows.toString()).toBe(text);
      sent.push(
        ...text
          .trimEnd()
          .split("\n")
          .map((line) => `${table} ${line.split("\t")[0]}`),
      );
      under -= 1;
    });
    for (let number = 0; number < 60_000; number += 1) {
      staging.add(STAGED_REFUNDS, { ...refund, orderId: String(number) });
      staging.add(STAGED_REFUND_DETAILS, { refundId: String(number) });
      await staging.flushIfFull();
    }
    await staging.flush();
    expect(sent.length).toBe(120_000);
    expect(new Set(sent).size).toBe(120_000);
  });

  it("tells of a failed copy at the latest when it is closed", async () => {
    const staging = new Staging([STAGED_REFUNDS], () => Promise.reject(new Error("no space")));
    staging.add(STAGED_REFUNDS, refund);
    await expect(staging.close()).rejects.toThrow("no space");
  });

  it("takes no row of a table that was not opened", () => {
    const staging = new Staging([STAGED_REFUNDS], async () => undefined);
    expect(() => staging.add(STAGED_REFUND_DETAILS, { refundId: "1" })).toThrow("staged_refund_details");
  });
});
