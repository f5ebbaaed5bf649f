import { type GroupedBuyers, groupedBuyers } from "~/analytics/clv/buyerRows";
import { fitPurchases } from "~/analytics/clv/fit";
import { type OrderHistories, summariesAt } from "~/analytics/clv/histories";
import { MODELS } from "~/analytics/clv/models";
import type { PurchaseModelName } from "~/analytics/clv/purchaseModel";
import type { Recorder } from "../bench";
import { atMost } from "../support/figures";
import { quantile } from "../support/measure";
import { cdnow, dayNumber } from "./logs";
import { compare } from "./record";
import { simulatedShop } from "./simulated";

const MONTHS = 12;
const MONTH_DAYS = 365 / 12;

/** T13: milliseconds of a fit, and of scoring all customers for each of twelve months. */
export async function speed(bench: Recorder, customers: number): Promise<void> {
  const autumn = dayNumber("1997-09-30");
  const buyers = rowsOf(bigShop(customers), TWO_YEARS);
  const sizes = [
    { shop: rowsOf(await cdnow("sample"), autumn), bgNbd: 15, paretoNbd: 150 },
    { shop: rowsOf(await cdnow("full"), autumn), bgNbd: 150, paretoNbd: 1_000 },
    { shop: buyers, bgNbd: 600, paretoNbd: 10_000 },
  ];
  for (const { shop, bgNbd, paretoNbd } of sizes) {
    const size = shop.rows.customers.toLocaleString("en-US");
    const plain = fitMs("bgNbd", shop);
    const targets = (bound: number) => [atMost(bound)];
    bench.record({ name: `T13 fit BG/NBD, ${size} customers`, value: plain, unit: "ms", targets: targets(bgNbd) });
    compare(bench, {
      name: `T13 fit Pareto/NBD, ${size} customers`,
      value: fitMs("paretoNbd", shop),
      baseline: plain,
      unit: "ms",
      targets: targets(paretoNbd),
    });
    compare(bench, {
      name: `T13 fit MBG/CNBD-2, ${size} customers`,
      value: fitMs("mbgCnbd2", shop),
      baseline: plain,
      unit: "ms",
    });
  }
  const times = Array.from({ length: MONTHS }, (_, month) => (month + 1) * MONTH_DAYS);
  const score = (name: PurchaseModelName) => {
    const { values } = fitPurchases(name, buyers.rows, "map");
    return medianMs(() => MODELS[name].expectedOrders(values, buyers.rows, times));
  };
  const plain = score("bgNbd");
  for (const name of ["paretoNbd", "mbgCnbd2"] as const) {
    compare(bench, {
      name: `T13 score ${buyers.rows.customers.toLocaleString("en-US")} customers, 12 months, ${name}`,
      value: score(name),
      baseline: plain,
      unit: "ms",
      targets: [atMost(1_000)],
    });
  }
}

const TWO_YEARS = 728;

/** Two years of arrivals, orders as in CDNOW. */
function bigShop(customers: number): OrderHistories {
  return simulatedShop(
    {
      customers,
      arrivals: TWO_YEARS,
      days: TWO_YEARS + 1,
      rate: { r: 0.55, alpha: 74, k: 1 },
      leaving: { s: 0.6, beta: 82 },
    },
    1,
  );
}

const rowsOf = (histories: OrderHistories, asOf: number): GroupedBuyers => groupedBuyers(summariesAt(histories, asOf));

function fitMs(name: PurchaseModelName, { rows }: GroupedBuyers): number {
  return medianMs(() => fitPurchases(name, rows, "ml"));
}

/** Median of three, the first left out: it also compiles. */
function medianMs(work: () => unknown): number {
  work();
  const times = Array.from({ length: 3 }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return quantile(times, 0.5);
}
