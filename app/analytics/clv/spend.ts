import { fitGammaGamma, type GammaGammaFit, gammaGammaMean } from "./gammaGamma";
import type { OrderHistories, Summaries } from "./histories";
import { fitLogNormal, type LogNormalFit, logNormalMean } from "./logNormalSpend";
import { type SpendRows, spendRows } from "./spendRows";

export const SPEND_MODELS = ["gammaGamma", "logNormal"] as const;
export type SpendModelName = (typeof SPEND_MODELS)[number];
export type SpendFit = GammaGammaFit | LogNormalFit;

/** Fits a model of what an order is worth to all orders; null when no amount is known. */
export function fitSpend(name: SpendModelName, rows: SpendRows): SpendFit | null {
  return name === "gammaGamma" ? fitGammaGamma(rows, "map") : fitLogNormal(rows);
}

/** Expected worth of the next order of every summarised customer, in the unit of the amounts; above 0. */
export function expectedAmounts(fit: SpendFit, rows: SpendRows): Float64Array {
  const { orders, spent, logs } = rows;
  return orders.map((count, row) =>
    fit.model === "gammaGamma"
      ? gammaGammaMean(fit, count, spent[row] ?? 0)
      : logNormalMean(fit, count, logs[row] ?? 0),
  );
}

/** Amounts expected by a model fitted to the same histories, or null when no amount is known. */
export function amountsAt(
  name: SpendModelName,
  histories: OrderHistories,
  summaries: Summaries,
): { readonly fit: SpendFit; readonly amounts: Float64Array } | null {
  const rows = spendRows(histories, summaries, "all");
  const fit = fitSpend(name, rows);
  return fit && { fit, amounts: expectedAmounts(fit, rows) };
}
