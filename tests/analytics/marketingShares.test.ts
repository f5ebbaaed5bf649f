import { describe, expect, it } from "vitest";
import { marketingShares, type ProductTouch } from "~/analytics/marketingShares";
import { minor } from "~/analytics/money";
import { platformer } from "~/analytics/platforms";

const of = platformer(new Map(), ["google", "meta"]);
const touch = (key: string, source: string, orders: string, price: number): ProductTouch => ({
  key,
  source,
  channel: "Online Store",
  orders,
  price: minor(price),
});

/** Two orders by Google: one of a mug for 30.00; one of a mug for 10.00 and a candle for 40.00. One by Facebook, a candle for 20.00. */
const touches = [
  touch("mug", "google", "1.2", 4_000),
  touch("candle", "Google", "0.8", 4_000),
  touch("candle", "facebook", "1", 2_000),
];

describe("marketing spend of products", () => {
  it("by price is the platform's spend in proportion to what was sold", () => {
    const spend = [{ platform: "google", amount: minor(1_000) }];
    expect(marketingShares(touches, spend, of, "price").of).toEqual(
      new Map([
        ["mug", 500],
        ["candle", 500],
      ]),
    );
  });

  it("evenly is the same for each order, shared within it by what was sold", () => {
    const spend = [{ platform: "google", amount: minor(1_000) }];
    expect(marketingShares(touches, spend, of, "even").of).toEqual(
      new Map([
        ["mug", 600],
        ["candle", 400],
      ]),
    );
  });

  it("adds up over platforms to the cent, and what has no orders is no product's", () => {
    const spend = [
      { platform: "google", amount: minor(1_001) },
      { platform: "meta", amount: minor(333) },
      { platform: "tiktok", amount: minor(70) },
    ];
    const shares = marketingShares(touches, spend, of, "price");
    expect(shares.total).toBe(1_404);
    expect([...shares.of.values()].reduce((left, right) => left + right, 0)).toBe(1_334);
    expect(shares.of).toEqual(
      new Map([
        ["mug", 501],
        ["candle", 833],
      ]),
    );
  });
});
