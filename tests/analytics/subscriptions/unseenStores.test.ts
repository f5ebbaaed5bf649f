import { describe, expect, it } from "vitest";
import { accuracyOf } from "./accuracy";
import { unseenStore } from "./unseenStore";

describe("stores made up with irregular gaps, skips, pauses, swaps, changes of price and quantity, and mixed apps", () => {
  it.each([1, 2, 3, 4])("who ended is found and intervals are right for at least 95 of 100, store %i", (seed) => {
    const found = accuracyOf(unseenStore(seed, 1200, 900));
    expect(found.found).toBeGreaterThan(0.98);
    expect(found.precision).toBeGreaterThan(0.95);
    expect(found.recall).toBeGreaterThan(0.95);
    expect(found.intervals).toBeGreaterThan(0.95);
    expect(found.mrrMean).toBeLessThan(0.02);
    expect(Math.abs(found.mrrTotal)).toBeLessThan(0.015);
  });

  it("with plans nearly everything is found, without plans and roles most", () => {
    const told = accuracyOf(unseenStore(5, 1200, 900, ["contracts", "named"]));
    expect(told.found).toBeGreaterThan(0.995);
    expect(told.precision).toBeGreaterThan(0.97);
    expect(told.recall).toBeGreaterThan(0.99);
    expect(told.intervals).toBeGreaterThan(0.99);
    const plain = accuracyOf(unseenStore(6, 1200, 900, ["plain"]));
    expect(plain.precision).toBeGreaterThan(0.9);
    expect(plain.recall).toBeGreaterThan(0.95);
    expect(plain.intervals).toBeGreaterThan(0.9);
  });
});
