import { stringify } from "csv-stringify/sync";
import { type Minor, toDecimalString } from "~/analytics/money";
import type { ScoreListReport } from "~/reports/predictionTypes";

/** All customers' scores; amounts are decimals of the shop's currency, probabilities 0 to 1, unknown is empty. */
export function scoresCsv({ rows, exponent, madeAsOf, ordersError, moneyError }: ScoreListReport): string {
  const amount = (value: Minor | null) => (value === null ? null : toDecimalString(value, exponent));
  const decimal = (value: number | null) => (value === null ? null : String(Number(value.toPrecision(6))));
  const lines = rows.map((score) => ({
    customerId: score.customerId,
    asOf: madeAsOf,
    lastOrderDay: score.lastOrderDay,
    repeatOrders: score.repeatOrders,
    probabilityAlive: decimal(score.probabilityAlive),
    nextOrderLikelyBy: score.likelyBy,
    ...Object.fromEntries(
      score.horizons.flatMap((at) => [
        [`orders${at.days}`, decimal(at.orders)],
        [`orders${at.days}Low`, at.ordersLow],
        [`orders${at.days}High`, at.ordersHigh],
        [`futureProfit${at.days}`, amount(at.profit)],
        [`futureProfit${at.days}Low`, amount(at.profitLow)],
        [`futureProfit${at.days}High`, amount(at.profitHigh)],
      ]),
    ),
    historicProfit: amount(score.historicProfit),
    totalProfit: amount(score.totalProfit),
    pastErrorOrders: decimal(ordersError),
    pastErrorMoney: decimal(moneyError),
  }));
  return stringify(lines, { header: true, bom: true, record_delimiter: "\r\n" });
}
