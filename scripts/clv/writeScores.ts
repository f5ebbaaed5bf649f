import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { stringify } from "csv-stringify";
import { groupedBuyers } from "~/analytics/clv/buyerRows";
import { type OrderHistories, summariesAt } from "~/analytics/clv/histories";
import { HORIZONS } from "~/analytics/clv/horizons";
import { MODELS } from "~/analytics/clv/models";
import { discountedOrders, residualOrders } from "~/analytics/clv/residualOrders";
import { customerScores } from "~/analytics/clv/scores";
import type { Analysis, Task } from "./analyse";
import { dayText } from "./values";

/** A column of the file of scores: its name, and its value for a customer by place. */
interface Column {
  readonly name: string;
  readonly of: (row: number) => string | number | null;
}

/** The models whose values papers print customer by customer. */
const PRINTED = ["nbd", "bgNbd", "mbgNbd", "paretoNbd"] as const;
const WEEKS = 52;

/**
 * Writes one line per customer: the summary, what the champion expects, and for the four classic models at maximum likelihood
 * P(alive), orders in the hold-out time and the discounted worth of 52 weeks.
 */
export async function writeScores(file: string, task: Task, analysis: Analysis, discountRate: number): Promise<void> {
  const columns = [
    ...summaryColumns(task),
    ...championColumns(task.histories, analysis, discountRate),
    ...modelColumns(task, analysis, discountRate),
  ];
  const count = summariesAt(task.histories, task.calibrateTo).customers.length;
  const lines = function* () {
    yield columns.map(({ name }) => name);
    for (let row = 0; row < count; row += 1) yield columns.map(({ of }) => written(of(row)));
  };
  await pipeline(Readable.from(lines()), stringify(), createWriteStream(file));
}

function written(value: string | number | null): string {
  if (typeof value !== "number") return value ?? "";
  return Number.isNaN(value) ? "" : String(Number(value.toPrecision(9)));
}

function summaryColumns({ histories, calibrateTo, daysPerUnit }: Task): Column[] {
  const { customers, repeatOrders, timeOfLastOrder, observedFor } = summariesAt(histories, calibrateTo);
  return [
    { name: "customer", of: (row) => histories.ids[customers[row] ?? 0] ?? null },
    { name: "x", of: (row) => repeatOrders[row] ?? null },
    { name: "t_x", of: (row) => (timeOfLastOrder[row] ?? 0) / daysPerUnit },
    { name: "T", of: (row) => (observedFor[row] ?? 0) / daysPerUnit },
  ];
}

function championColumns(histories: OrderHistories, { champion }: Analysis, discountRate: number): Column[] {
  if (champion.kind !== "forecaster") return [];
  const scores = customerScores(histories, champion, { discountRate });
  const column = (name: string, values: ArrayLike<number> | null | undefined): Column => ({
    name,
    of: (row) => values?.[row] ?? null,
  });
  return [
    column("p_alive", scores.probabilityAlive),
    ...HORIZONS.map((days, index) => column(`orders_${days}d`, scores.orders[index])),
    column("orders_365d_low", scores.ordersLow),
    column("orders_365d_high", scores.ordersHigh),
    { name: "likely_by", of: (row) => dayOrNull(scores.likelyBy[row]) },
    column("amount", scores.amounts),
    ...HORIZONS.map((days, index) => column(`value_${days}d`, scores.values?.[index])),
  ];
}

const dayOrNull = (day: number | undefined) => (day === undefined || Number.isNaN(day) ? null : dayText(day));

function modelColumns(
  { histories, calibrateTo, holdoutTo, daysPerUnit }: Task,
  { models, spend }: Analysis,
  discountRate: number,
): Column[] {
  const { rows, rowOf } = groupedBuyers(summariesAt(histories, calibrateTo), daysPerUnit);
  const amounts = spend?.repeatMeans ?? null;
  const byRow = (name: string, values: ArrayLike<number>): Column => ({
    name,
    of: (row) => values[rowOf[row] ?? 0] ?? null,
  });
  const columns: Column[] = [{ name: "amount_repeat", of: (row) => amounts?.[row] ?? null }];
  for (const { model, ml } of models.filter((one) => PRINTED.some((name) => name === one.model))) {
    const alive = Array.from(rows.weights, (_, row) =>
      MODELS[model].probabilityAlive(ml.values, {
        repeatOrders: rows.repeatOrders[row] ?? 0,
        timeOfLastOrder: rows.timeOfLastOrder[row] ?? 0,
        observedFor: rows.observedFor[row] ?? 0,
      }),
    );
    columns.push(byRow(`p_alive_${model}`, alive));
    if (holdoutTo !== null) {
      const time = (holdoutTo - calibrateTo) / daysPerUnit;
      columns.push(byRow(`orders_holdout_${model}`, MODELS[model].expectedOrders(ml.values, rows, [time])));
    }
    const weekly = { steps: WEEKS, length: 7 / daysPerUnit, ratePerStep: (1 + discountRate) ** (1 / WEEKS) - 1 };
    const discounted = discountedOrders(MODELS[model], ml.values, rows, weekly);
    columns.push({
      name: `value_52w_${model}`,
      of: (row) => amounts && (discounted[rowOf[row] ?? 0] ?? 0) * (amounts[row] ?? 0),
    });
    if (model === "paretoNbd") {
      const delta = (Math.log1p(discountRate) / (WEEKS * 7)) * daysPerUnit;
      columns.push(byRow("dert_paretoNbd", residualOrders(ml.values, rows, delta)));
    }
  }
  return columns;
}
