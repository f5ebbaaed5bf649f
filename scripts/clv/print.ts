import type { Accuracy } from "~/analytics/clv/accuracy";
import type { PurchaseFit } from "~/analytics/clv/fit";
import type { Forecaster } from "~/analytics/clv/forecaster";
import type { GammaGammaFit } from "~/analytics/clv/gammaGamma";
import type { Analysis, HoldoutResult, ModelFits } from "./analyse";
import type { TransactionLog } from "./readLog";
import { dayText } from "./values";

type Row = readonly (string | number)[];

/** Everything that was found, as text for a terminal. */
export function printed(log: TransactionLog, analysis: Analysis, unit: string, calibrateTo: number): string {
  return [
    logText(log),
    summaryText(analysis, calibrateTo),
    `Models, in ${unit}s: ML is maximum likelihood, MAP adds a weak prior\n${modelsText(analysis.models)}`,
    spendText(analysis),
    holdoutText(analysis),
    championText(analysis),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

function logText({ lines, orders, anonymous, returns, columns, histories }: TransactionLog): string {
  const { customer, date, amount } = columns.names;
  const left = [
    ...(anonymous > 0 ? [`${anonymous} lines without a customer left out`] : []),
    ...(returns > 0 ? [`${returns} lines below 0: they lower the order of the same day, or are left out`] : []),
  ];
  return [
    `${counted(lines, "line")}, ${counted(histories.ids.length, "customer")}, ${counted(orders, "order")} (lines of a customer on one day are one order)`,
    `columns: customer = ${customer}, date = ${date}, amount = ${amount ?? "none"}`,
    ...left,
  ].join("\n");
}

function summaryText({ sums }: Analysis, calibrateTo: number): string {
  return `Up to ${dayText(calibrateTo)}: ${counted(sums.customers, "customer")}, ${counted(sums.orders, "order")}, repeat orders ${sums.repeatOrders}, sum of t_x ${
    sums.timeOfLastOrder
  } days, sum of T ${sums.observedFor} days, x = 0 for ${sums.withoutRepeat}, most ${sums.mostRepeatOrders}, distinct rows ${sums.distinctRows}`;
}

const CHURN = {
  identified: "",
  priorLed: "leaving: mostly the prior's",
  notIdentified: "leaving not identifiable",
} as const;

function modelsText(models: readonly ModelFits[]): string {
  const row = ({ model, parameters }: ModelFits, method: string, fit: PurchaseFit): Row => [
    model,
    method,
    parameters.map((name, index) => `${name} ${significant(fit.values[index] ?? 0)}`).join("  "),
    fit.logLikelihood.toFixed(4),
    // Nobody leaves in NBD by its definition, which is nothing to remark.
    model === "nbd" ? "" : CHURN[fit.churn],
  ];
  return table([
    ["model", "", "parameters", "log-likelihood", ""],
    ...models.flatMap((one) => [row(one, "ML", one.ml), row(one, "MAP", one.map)]),
  ]);
}

function spendText({ spend }: Analysis): string {
  if (spend === null) return "";
  const row = (name: string, fit: GammaGammaFit | null): Row[] =>
    fit === null
      ? []
      : [
          [
            name,
            `p ${significant(fit.p)}  q ${significant(fit.q)}  gamma ${significant(fit.gamma)}`,
            fit.logLikelihood.toFixed(4),
            fit.customers,
          ],
        ];
  const { logNormal } = spend;
  return `Worth of an order${spend.repeatPopulationMean === null ? "" : ` (mean by repeat orders, ML: ${spend.repeatPopulationMean.toFixed(4)})`}\n${table(
    [
      ["model", "parameters", "log-likelihood", "customers"],
      ...row("Gamma-Gamma, repeat orders, ML", spend.repeatMl),
      ...row("Gamma-Gamma, repeat orders, MAP", spend.repeatMap),
      ...row("Gamma-Gamma, all orders, ML", spend.allMl),
      ...row("Gamma-Gamma, all orders, MAP", spend.allMap),
      ...(logNormal === null
        ? []
        : [
            [
              "log-normal, all orders",
              `mean ${significant(logNormal.centre)}  between ${significant(logNormal.between)}  within ${significant(logNormal.within)}`,
              logNormal.logLikelihood.toFixed(4),
              logNormal.customers,
            ],
          ]),
    ],
  )}`;
}

function holdoutText({ holdout }: Analysis): string {
  if (holdout === null) return "";
  const { champion } = holdout;
  const all: { name: string; result: HoldoutResult }[] = [
    ...holdout.ml.map((result) => ({ name: `${result.name} ML`, result })),
    ...holdout.map.map((result) => ({ name: `${result.name} MAP`, result })),
    ...(champion
      ? [{ name: `champion (${champion.name}, recalibrated × ${champion.recalibration.toFixed(3)})`, result: champion }]
      : []),
  ];
  const hasMoney = all.some(({ result }) => result.spent !== null);
  const totals = table([
    ["forecast", ...ACCURACY.map(([name]) => name), ...(hasMoney ? ["spent", "error"] : [])],
    [
      "actual",
      holdout.actualOrders,
      ...ACCURACY.slice(1).map(() => ""),
      ...(hasMoney ? [holdout.actualSpent.toFixed(2), ""] : []),
    ],
    ...all.map(({ name, result }) => [
      name,
      ...ACCURACY.map(([, of]) => of(result.orders)),
      ...(hasMoney ? [result.spent?.predicted.toFixed(2) ?? "", percent(result.spent?.bias ?? null)] : []),
    ]),
  ]);
  const bins = table([
    ["repeat orders", ...holdout.bins.map(({ repeatOrders }) => repeatOrders)],
    ["customers", ...holdout.bins.map(({ customers }) => customers)],
    ["actual", ...holdout.bins.map(({ actual }) => mean(actual))],
    ...[
      ...holdout.ml.map((result) => ({ name: `${result.name} ML`, result })),
      ...(champion ? [{ name: "champion", result: champion }] : []),
    ].map(({ name, result }) => [name, ...result.byRepeatOrders.map(mean)]),
  ]);
  return `Hold-out, ${holdout.days} days\n${totals}\n\nMean orders in the hold-out by repeat orders before\n${bins}`;
}

const ACCURACY: readonly (readonly [name: string, of: (orders: Accuracy) => string])[] = [
  ["orders", ({ predicted }) => predicted.toFixed(3)],
  ["error", ({ bias }) => percent(bias)],
  ["MAE", ({ meanAbsoluteError }) => meanAbsoluteError.toFixed(5)],
  ["RMSE", ({ rootMeanSquare }) => rootMeanSquare.toFixed(5)],
  ["correlation", ({ correlation }) => mean(correlation)],
  ["ranks", ({ rankCorrelation }) => mean(rankCorrelation)],
  ["deviance", ({ deviance }) => deviance.toFixed(4)],
  ["Gini", ({ gini }) => mean(gini)],
  ["top tenth", ({ topTenth }) => mean(topTenth)],
];

function championText({ champion, holdout }: Analysis): string {
  if (champion.kind === "noCustomers") return "No forecast: no customers.";
  if (champion.kind === "tooFewCustomers") {
    return `No champion: ${counted(champion.customers, "customer")}, and below ${champion.needed} a forecast would be the prior's.`;
  }
  const lines = [
    `Champion: ${champion.fit.model}${champion.method.spend ? ` with ${champion.method.spend}` : ""}${champion.method.hasSeasons ? ", with seasons" : ""} (${champion.choice.why})`,
    `Grade ${champion.grade}${champion.medianError === null ? ": too short a history for a back-test" : `: median error of past totals ${percent(champion.medianError)}`}; misfit ${champion.misfit.toFixed(3)}; ${champion.intervalHits.hits} of ${champion.intervalHits.of} past totals within their 90% interval`,
    ...(champion.standing === "ranges" ? ["A small or young shop: show ranges only."] : []),
  ];
  const interval = holdout?.champion?.interval;
  if (interval && holdout) {
    const isIn = holdout.actualOrders >= interval.low && holdout.actualOrders <= interval.high;
    lines.push(
      `90% interval of the hold-out's orders: ${interval.low.toFixed(1)} to ${interval.high.toFixed(1)}; actual ${holdout.actualOrders} is ${isIn ? "within" : "outside"}`,
    );
  }
  return `${lines.join("\n")}${champion.proof.length > 0 ? `\n\nPast forecasts of the champion\n${proofText(champion)}` : ""}`;
}

function proofText({ proof }: Forecaster): string {
  return table([
    ["from", "to", "orders", "foretold", "error", "same pace", "last window", "spent", "foretold", "error"],
    ...proof.map(({ asOf, until, orders, spent, heuristics }) => [
      dayText(asOf),
      dayText(until),
      orders.actual,
      orders.predicted.toFixed(1),
      percent(orders.bias),
      percent(heuristics.samePace.bias),
      percent(heuristics.lastWindow.bias),
      spent?.actual.toFixed(2) ?? "",
      spent?.predicted.toFixed(2) ?? "",
      percent(spent?.bias ?? null),
    ]),
  ]);
}

/** Seven significant digits. */
const significant = (value: number) => String(Number(value.toPrecision(7)));
const percent = (value: number | null) => (value === null ? "" : `${(100 * value).toFixed(2)}%`);
const mean = (value: number | null) => (value === null ? "" : value.toFixed(4));

/** Columns aligned: the first to the left, the others as they come. */
function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => row.map(String));
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
