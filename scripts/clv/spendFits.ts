import { fitGammaGamma, type GammaGammaFit, gammaGammaMean } from "~/analytics/clv/gammaGamma";
import type { OrderHistories, Summaries } from "~/analytics/clv/histories";
import { fitLogNormal, type LogNormalFit } from "~/analytics/clv/logNormalSpend";
import { spendRows } from "~/analytics/clv/spendRows";

/** What an order is worth, by every model: Gamma-Gamma on repeat orders is what papers print. */
export interface SpendFits {
  readonly repeatMl: GammaGammaFit | null;
  readonly repeatMap: GammaGammaFit | null;
  readonly allMl: GammaGammaFit | null;
  readonly allMap: GammaGammaFit | null;
  readonly logNormal: LogNormalFit | null;
  /** Mean worth of all customers by the first: pγ / (q - 1). */
  readonly repeatPopulationMean: number | null;
  /** Every summarised customer's expected worth of an order by the first. */
  readonly repeatMeans: Float64Array | null;
}

export function spendFits(histories: OrderHistories, summaries: Summaries): SpendFits {
  const repeat = spendRows(histories, summaries, "repeat");
  const all = spendRows(histories, summaries, "all");
  const repeatMl = fitGammaGamma(repeat, "ml");
  return {
    repeatMl,
    repeatMap: fitGammaGamma(repeat, "map"),
    allMl: fitGammaGamma(all, "ml"),
    allMap: fitGammaGamma(all, "map"),
    logNormal: fitLogNormal(all),
    repeatPopulationMean: repeatMl && gammaGammaMean(repeatMl, 0, 0),
    repeatMeans:
      repeatMl && repeat.orders.map((orders, row) => gammaGammaMean(repeatMl, orders, repeat.spent[row] ?? 0)),
  };
}
