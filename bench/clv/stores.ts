import { groupedBuyers } from "~/analytics/clv/buyerRows";
import { fitPurchases } from "~/analytics/clv/fit";
import { forecaster } from "~/analytics/clv/forecaster";
import { type OrderHistories, outcomesAfter, summariesAt } from "~/analytics/clv/histories";
import { PURCHASE_MODELS } from "~/analytics/clv/purchaseModel";
import { customerScores, shopForecast } from "~/analytics/clv/scores";
import { LEVEL, meanTotal, shopTotal, totalInterval } from "~/analytics/clv/totals";
import type { Recorder } from "../bench";
import { atMost } from "../support/figures";
import { quantile } from "../support/measure";
import { cdnow, dayNumber, shopOf } from "./logs";
import { randomOf } from "./random";
import { compare, mean } from "./record";
import { regularShop, roasteryShop, seasonalShop } from "./shops";

/** So many customers of a shop, drawn without replacement. */
function drawn(histories: OrderHistories, count: number, seed: number): OrderHistories {
  const random = randomOf(seed);
  const left = histories.ids.map((_, index) => index);
  const taken = Array.from({ length: Math.min(count, left.length) }, () => {
    const [one = 0] = left.splice(Math.floor(random.uniform() * left.length), 1);
    return one;
  });
  return shopOf(histories, taken);
}

/** T2: small random shops and degenerate ones, through every fit and every forecast. */
export async function robustness(bench: Recorder, shops: number): Promise<void> {
  const music = await cdnow("full");
  const asOf = dayNumber("1997-09-30");
  let failures = 0;
  let degenerate = 0;
  for (let seed = 1; seed <= shops; seed += 1) {
    const size = 50 + Math.floor(randomOf(seed + 10_000).uniform() * 451);
    const shop = drawn(music, size, seed);
    failures += failuresOf(shop, asOf);
    degenerate +=
      fitPurchases("bgNbd", groupedBuyers(summariesAt(shop, asOf), 7).rows, "ml").churn === "notIdentified" ? 1 : 0;
  }
  const nobodyReturns = shopOf(
    music,
    music.ids
      .map((_, index) => index)
      .filter((index) => (music.offsets[index + 1] ?? 0) - (music.offsets[index] ?? 0) === 1)
      .slice(0, 300),
  );
  failures += failuresOf(nobodyReturns, asOf);
  compare(bench, {
    name: `T2 thrown, undefined, infinite or negative in ${shops} small shops and one of one-time buyers`,
    value: failures,
    baseline: degenerate,
    unit: "shops",
    targets: [atMost(0)],
  });
}

function failuresOf(shop: OrderHistories, asOf: number): number {
  try {
    const { rows } = groupedBuyers(summariesAt(shop, asOf), 7);
    const fits = PURCHASE_MODELS.flatMap((name) => [fitPurchases(name, rows, "ml"), fitPurchases(name, rows, "map")]);
    const made = forecaster(shop, { asOf });
    if (made.kind !== "forecaster") return 1;
    const scores = customerScores(shop, made, { discountRate: 0.1 });
    const columns = [
      scores.probabilityAlive,
      ...scores.orders,
      ...(scores.values ?? []),
      scores.amounts ?? new Float64Array(),
    ];
    const isSane = columns.every((column) => column.every((value) => Number.isFinite(value) && value >= 0));
    const areFits = fits.every(
      ({ values, logLikelihood }) => Number.isFinite(logLikelihood) && values.every((value) => value > 0),
    );
    return isSane && areFits ? 0 : 1;
  } catch {
    return 1;
  }
}

interface Coverage {
  readonly held: number;
  readonly plainHeld: number;
  /** Width ÷ actual. */
  readonly width: number;
}

function coverageOf(shop: OrderHistories, asOf: number, days: number): Coverage | null {
  const made = forecaster(shop, { asOf });
  if (made.kind !== "forecaster") return null;
  const summaries = summariesAt(shop, asOf);
  const actual = outcomesAfter(shop, summaries, asOf + days).orders.reduce((sum, orders) => sum + orders, 0);
  const { interval } = shopForecast(shop, made, days);
  const { rows } = groupedBuyers(summaries);
  const plain = totalInterval(shopTotal(fitPurchases("bgNbd", rows, "map"), rows, days), 0, LEVEL);
  const holds = ({ low, high }: { low: number; high: number }) => (actual >= low && actual <= high ? 1 : 0);
  return {
    held: holds(interval),
    plainHeld: holds(plain),
    width: (interval.high - interval.low) / Math.max(1, actual),
  };
}

/** T8, and the roastery's: how often 90% intervals of a shop's total hold what came. */
export async function intervals(bench: Recorder, shops: number): Promise<void> {
  const music = await cdnow("full");
  const autumn = dayNumber("1997-09-30");
  const seeds = Array.from({ length: shops }, (_, index) => index + 1);
  const kinds = [
    { name: "CDNOW, 500 customers", of: (seed: number) => coverageOf(drawn(music, 500, seed), autumn, 273) },
    { name: "CDNOW, 2,000 customers", of: (seed: number) => coverageOf(drawn(music, 2000, seed), autumn, 273) },
    { name: "regular, 500 customers", of: (seed: number) => coverageOf(drawn(regularShop(seed), 500, seed), 364, 364) },
    {
      name: "seasonal, 300 customers",
      of: (seed: number) => coverageOf(drawn(seasonalShop(seed), 300, seed), 728, 364),
    },
  ];
  const all: Coverage[] = [];
  for (const { name, of } of kinds) {
    const found = seeds.map(of).filter((one) => one !== null);
    all.push(...found);
    compare(bench, {
      name: `T8 90% intervals hold, ${name}`,
      value: 100 * mean(found.map(({ held }) => held)),
      baseline: 100 * mean(found.map(({ plainHeld }) => plainHeld)),
      unit: "%",
    });
  }
  compare(bench, {
    name: "T8 90% intervals hold, all of these",
    value: 100 * mean(all.map(({ held }) => held)),
    baseline: 100 * mean(all.map(({ plainHeld }) => plainHeld)),
    unit: "%",
    targets: [{ of: "value", atLeast: 85, atMost: 95 }],
  });
  compare(bench, {
    name: "T8 mean width ÷ actual",
    value: 100 * mean(all.map(({ width }) => width)),
    unit: "%",
    targets: [atMost(65)],
  });
}

const ROASTERY_DAYS = 1096;
const YEAR = 365;

/** The demo's roastery by its written truth, other seeds: a year foretold from three. */
export function roastery(bench: Recorder, seeds: number): void {
  const found = Array.from({ length: seeds }, (_, index) =>
    coverageOf(roasteryShop(index + 1, ROASTERY_DAYS + YEAR), ROASTERY_DAYS - 1, YEAR),
  ).filter((one) => one !== null);
  compare(bench, {
    name: `roastery: 90% intervals hold the year's orders, ${seeds} seeds`,
    value: 100 * mean(found.map(({ held }) => held)),
    baseline: 100 * mean(found.map(({ plainHeld }) => plainHeld)),
    unit: "%",
    targets: [{ of: "value", atLeast: 85, atMost: 95 }],
  });
  compare(bench, {
    name: "roastery: mean width ÷ actual",
    value: 100 * mean(found.map(({ width }) => width)),
    unit: "%",
  });
}

/** T10: total of shops with a hundred customers by their own fit, against the fit of the whole. */
export async function smallShops(bench: Recorder, shops: number): Promise<void> {
  const music = await cdnow("full");
  const asOf = dayNumber("1997-09-30");
  const weeks = 39;
  const whole = fitPurchases("bgNbd", groupedBuyers(summariesAt(music, asOf), 7).rows, "ml");
  const errors = { map: [] as number[], ml: [] as number[] };
  for (let seed = 1; seed <= shops; seed += 1) {
    const { rows } = groupedBuyers(summariesAt(drawn(music, 100, seed), asOf), 7);
    const truth = meanTotal("bgNbd", whole.values, rows, weeks);
    for (const method of ["map", "ml"] as const) {
      errors[method].push(
        100 * Math.abs(meanTotal("bgNbd", fitPurchases("bgNbd", rows, method).values, rows, weeks) / truth - 1),
      );
    }
  }
  compare(bench, {
    name: "T10 shops of 100 customers, median estimation error",
    value: quantile(errors.map, 0.5),
    baseline: quantile(errors.ml, 0.5),
    unit: "%",
    targets: [atMost(9)],
  });
  compare(bench, {
    name: "T10 … 90th percentile",
    value: quantile(errors.map, 0.9),
    baseline: quantile(errors.ml, 0.9),
    unit: "%",
    targets: [atMost(21)],
  });
}
