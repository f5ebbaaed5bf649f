import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { labelStep, scaleOf } from "~/components/charts/scale";

describe("the scale of a chart", () => {
  it("has round steps from zero to above the largest value", () => {
    expect(scaleOf([370, 120, null, 910]).ticks).toEqual([0, 250, 500, 750, 1000]);
  });

  it("reaches below zero for a loss", () => {
    expect(scaleOf([-40, 80]).ticks).toEqual([-50, 0, 50, 100]);
  });

  it("stands for a chart without any known value", () => {
    const { ticks, heightOf } = scaleOf([null, null]);
    expect(ticks[0]).toBe(0);
    expect(heightOf(0)).toBe(0);
  });

  it("holds every value and zero within the axis", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e12, max: 1e12 }), { minLength: 1, maxLength: 40 }), (values) => {
        const { heightOf } = scaleOf(values);
        for (const value of [...values, 0]) {
          expect(heightOf(value)).toBeGreaterThanOrEqual(-1e-9);
          expect(heightOf(value)).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
  });

  it("writes at most as many labels as there is room for", () => {
    expect(labelStep(12, 12)).toBe(1);
    expect(labelStep(13, 12)).toBe(2);
    expect(labelStep(0, 12)).toBe(1);
  });
});
