import { describe, expect, it } from "vitest";
import { customerChurnRate, customerRetentionRate, lapsePointOf, medianOf, standingOf } from "~/analytics/lapse";

describe("the lapse point", () => {
  it("is the smallest gap that nine in ten gaps do not exceed", () => {
    const once = (...values: number[]) => values.map((value) => ({ value, times: 1 }));
    expect(lapsePointOf(once(10, 20, 30, 40, 50, 60, 70, 80, 90, 100))).toBe(90);
    expect(lapsePointOf(once(7, 3, 5))).toBe(7);
    expect(
      lapsePointOf([
        { value: 30, times: 9 },
        { value: 300, times: 2 },
      ]),
    ).toBe(300);
    expect(
      lapsePointOf([
        { value: 30, times: 9 },
        { value: 300, times: 1 },
      ]),
    ).toBe(30);
    expect(lapsePointOf([])).toBeNull();
  });

  it("has beside it the median of the gaps, halfway between the two middle ones of an even number", () => {
    expect(
      medianOf([
        { value: 40, times: 1 },
        { value: 10, times: 2 },
      ]),
    ).toBe(10);
    expect(
      medianOf([
        { value: 40, times: 2 },
        { value: 11, times: 2 },
      ]),
    ).toBe(25.5);
    expect(medianOf([])).toBeNull();
  });

  it("leaves a customer active for four fifths of it, at risk in its last fifth, and lost after it", () => {
    expect(standingOf(80, 100)).toBe("active");
    expect(standingOf(81, 100)).toBe("atRisk");
    expect(standingOf(100, 100)).toBe("atRisk");
    expect(standingOf(101, 100)).toBe("lost");
    // Four fifths of 33 are 26.4: day 27 is the first after them.
    expect(standingOf(26, 33)).toBe("active");
    expect(standingOf(27, 33)).toBe("atRisk");
  });

  it("tells nothing where it is unknown", () => {
    expect(standingOf(500, null)).toBeNull();
  });
});

describe("customer retention and churn", () => {
  // 100 at the start, 20 new, 90 at the end: 70 of the 100 were kept. The article's (100 − 20) ÷ 100 would say 80% are lost.
  const month = { activeAtStart: 100, newAtEnd: 20, activeAtEnd: 90, lostAtEnd: 30 };

  it("of 100 customers with 20 new and 90 in the end, 70% are kept and 30% lost", () => {
    expect(customerRetentionRate(month)).toBe(0.7);
    expect(customerChurnRate(month)).toBe(0.3);
  });

  it("are unknown in a shop that had no customers", () => {
    expect(customerRetentionRate({ activeAtStart: 0, lostAtEnd: 0 })).toBeNull();
    expect(customerChurnRate({ activeAtStart: 0, lostAtEnd: 0 })).toBeNull();
  });
});
