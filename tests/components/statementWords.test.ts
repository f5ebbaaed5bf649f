import { describe, expect, it } from "vitest";
import { noPartsText, signed } from "~/components/profit/statementWords";

const total = { value: 0, unit: "minor" } as const;

describe("a row of the statement", () => {
  it("that opens to no parts says that nothing happened, unless what it sums is not known", () => {
    expect(noPartsText({ total })).toBe("statement.noParts");
    expect(noPartsText({ total: { ...total, value: null } })).toBe("statement.partsUnknown");
    expect(noPartsText({ total: { ...total, uncosted: { sales: 3, of: 3 } } })).toBe("statement.partsUnknown");
    expect(noPartsText({ total: { ...total, uncosted: { sales: 0, of: 3 } } })).toBe("statement.noParts");
  });

  it("that is taken away is written with a minus, its share of revenue too", () => {
    expect([signed(500, "takes"), signed(0.25, "takes"), signed(0, "takes"), signed(null, "takes")]).toEqual([
      -500,
      -0.25,
      0,
      null,
    ]);
    expect([signed(500, "adds"), signed(0.25, "subtotal")]).toEqual([500, 0.25]);
  });
});
