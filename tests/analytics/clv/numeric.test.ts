import { describe, expect, it } from "vitest";
import { inverseOf } from "~/analytics/clv/numeric/matrix";
import { minimise } from "~/analytics/clv/numeric/minimise";
import { gaussLegendre } from "~/analytics/clv/numeric/quadrature";
import { risingOf } from "~/analytics/clv/numeric/rising";
import {
  decayed,
  digamma,
  expit,
  logAddExp,
  logBeta,
  logGamma,
  normalQuantile,
  softplus,
} from "~/analytics/clv/numeric/special";

describe("special functions", () => {
  it("ln Γ: factorials, halves, tiny and large arguments", () => {
    expect(logGamma(1)).toBeCloseTo(0, 14);
    expect(logGamma(5)).toBeCloseTo(Math.log(24), 13);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 13);
    expect(logGamma(1e-8)).toBeCloseTo(8 * Math.log(10), 7);
    // ln 170! from tables
    expect(logGamma(171)).toBeCloseTo(706.5730622457874, 9);
  });

  it("ψ: Euler's constant, its recurrence, large arguments", () => {
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 13);
    expect(digamma(0.5)).toBeCloseTo(-1.9635100260214235, 13);
    expect(digamma(3.7) - digamma(2.7)).toBeCloseTo(1 / 2.7, 13);
    expect(digamma(1e6)).toBeCloseTo(Math.log(1e6) - 5e-7, 12);
  });

  it("B(2, 3) is 1/12", () => {
    expect(Math.exp(logBeta(2, 3))).toBeCloseTo(1 / 12, 13);
  });

  it("sums of exponentials do not overflow and lose nothing", () => {
    expect(logAddExp(1000, 1000)).toBeCloseTo(1000 + Math.LN2, 12);
    expect(logAddExp(Number.NEGATIVE_INFINITY, 3)).toBe(3);
    expect(softplus(-800)).toBe(0);
    expect(softplus(800)).toBe(800);
    expect([expit(-800), expit(0), expit(800)]).toEqual([0, 0.5, 1]);
  });

  it("(1 - e^(-pu)) / p passes through p = 0", () => {
    expect(decayed(0, 3)).toBe(3);
    expect(decayed(1e-12, 3)).toBeCloseTo(3, 9);
    expect(decayed(2, 3)).toBeCloseTo((1 - Math.exp(-6)) / 2, 14);
    expect(decayed(-2, 3)).toBeCloseTo((Math.exp(6) - 1) / 2, 9);
  });

  it("the 95th percentile of a normal variable is 1.6449", () => {
    expect(normalQuantile(0.95)).toBeCloseTo(1.6448536, 6);
    expect(normalQuantile(0.01)).toBeCloseTo(-2.3263479, 6);
    expect(normalQuantile(0.5)).toBe(0);
  });

  it("tables of rising logarithms are differences of ln Γ and of ψ", () => {
    const { logs, slopes } = risingOf(0.37, 40);
    expect(logs[40]).toBeCloseTo(logGamma(40.37) - logGamma(0.37), 11);
    expect(slopes[40]).toBeCloseTo(digamma(40.37) - digamma(0.37), 11);
    expect([logs[0], slopes[0]]).toEqual([0, 0]);
  });
});

describe("quadrature", () => {
  it("16 nodes integrate a polynomial of degree 31 exactly", () => {
    const { nodes, weights } = gaussLegendre(16);
    const integral = nodes.reduce((sum, at, index) => sum + (weights[index] ?? 0) * at ** 31, 0);
    expect(integral).toBeCloseTo(1 / 32, 14);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 14);
  });
});

describe("the search for a minimum", () => {
  it("finds the bottom of Rosenbrock's valley", () => {
    const found = minimise(
      ([x = 0, y = 0], gradient) => {
        gradient[0] = -2 * (1 - x) - 400 * x * (y - x * x);
        gradient[1] = 200 * (y - x * x);
        return (1 - x) ** 2 + 100 * (y - x * x) ** 2;
      },
      Float64Array.from([-1.2, 1]),
    );
    expect(found.isConverged).toBe(true);
    expect(found.at[0]).toBeCloseTo(1, 6);
    expect(found.at[1]).toBeCloseTo(1, 6);
  });

  it("takes places where the function is not defined for walls", () => {
    const found = minimise(
      ([x = 0], gradient) => {
        gradient[0] = 1 - 1 / x;
        return x > 0 ? x - Math.log(x) : Number.NaN;
      },
      Float64Array.from([8]),
    );
    expect(found.at[0]).toBeCloseTo(1, 6);
  });
});

describe("inverse of a matrix", () => {
  it("is null where the matrix is not positive definite", () => {
    expect(
      inverseOf([
        [1, 2],
        [2, 1],
      ]),
    ).toBeNull();
    const inverse = inverseOf([
      [4, 2],
      [2, 3],
    ]);
    expect(inverse?.flat().map((value) => Number(value.toFixed(6)))).toEqual([0.375, -0.25, -0.25, 0.5]);
  });
});
