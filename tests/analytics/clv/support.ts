import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { type GroupedBuyers, groupedBuyers } from "~/analytics/clv/buyerRows";
import { type OrderHistories, orderHistories, type Summaries, summariesAt } from "~/analytics/clv/histories";

const numbers = z.array(z.number());
const Model = z.object({
  params: numbers,
  se: numbers,
  LL: z.number(),
  holdout: z.object({
    pred_total: z.number(),
    MAE: z.number(),
    RMSE: z.number(),
    corr: z.number(),
    spearman: z.number(),
  }),
  byFrequency: numbers,
  meanAlive: z.number().nullable(),
});
const Shop = z.object({
  summary: z.record(z.string(), z.number()),
  gammaGamma: z.object({ n: z.number(), params: numbers, LL: z.number(), mean: z.number() }),
  models: z.object({ nbd: Model, bgnbd: Model, mbgnbd: Model, pnbd: Model }),
  customers: z.record(z.string(), numbers),
  tracking: z.record(z.string(), numbers).optional(),
});
const Renewals = z.object({
  params: z.record(z.string(), z.number()),
  LL: z.number(),
  survival: numbers,
  del: z.number(),
  derl: numbers,
});
const Dert = z.object({ params: numbers, sum: z.number(), customers: z.record(z.string(), z.number()) });
const Reference = z.object({
  sample: Shop,
  full: Shop,
  dert: z.object({ cdnow_sample: Dert, cdnow_full: Dert }),
  renewals: z.record(z.string(), Renewals),
});

/** Values computed apart from this code, see SOURCE.md beside the file. */
export const reference = Reference.parse(JSON.parse(readFileSync("tests/fixtures/clv/reference.json", "utf8")));

/** The names of the reference for the models' own. */
export const REFERENCE_NAMES = { nbd: "nbd", bgNbd: "bgnbd", mbgNbd: "mbgnbd", paretoNbd: "pnbd" } as const;

export const dayNumber = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

export const CALIBRATION_END = dayNumber("1997-09-30");
export const HOLDOUT_END = dayNumber("1998-06-30");

export interface Shop {
  readonly histories: OrderHistories;
  readonly summaries: Summaries;
  /** In weeks. */
  readonly buyers: GroupedBuyers;
}

/** CDNOW up to 30 September 1997, in weeks. */
export function cdnow(part: "full" | "sample"): Shop {
  const file = part === "full" ? "cdnow" : "cdnowSample";
  const lines = gunzipSync(readFileSync(`tests/fixtures/clv/${file}.csv.gz`))
    .toString("utf8")
    .trim()
    .split("\n")
    .slice(1);
  const customers = new Map<string, { day: number; amount: number }[]>();
  for (const line of lines) {
    const [id = "", date = "", amount = ""] = line.split(",");
    const day = dayNumber(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`);
    customers.set(id, [...(customers.get(id) ?? []), { day, amount: Number(amount) }]);
  }
  const histories = orderHistories([...customers].map(([id, orders]) => ({ id, orders })));
  const summaries = summariesAt(histories, CALIBRATION_END);
  return { histories, summaries, buyers: groupedBuyers(summaries, 7) };
}

/** A shop of customers by the days of their orders, without amounts. */
export function shopOf(customers: readonly (readonly number[])[]): OrderHistories {
  return orderHistories(
    customers.map((days, index) => ({ id: String(index), orders: days.map((day) => ({ day, amount: null })) })),
  );
}
