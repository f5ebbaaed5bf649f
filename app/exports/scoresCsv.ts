import { stringify } from "csv-stringify/sync";
import { type Minor, toDecimalString } from "~/analytics/money";
import type { PredictedCustomersReport, ScoreListReport } from "~/reports/predictionTypes";

interface ScoredRows
  extends Pick<
    ScoreListReport,
    "exponent" | "madeAsOf" | "versionId" | "grade" | "standing" | "ordersError" | "moneyError" | "contractError"
  > {
  readonly rows: readonly ScoreListReport["rows"][number][];
}

/** All customers' scores; amounts are decimals of the shop's currency, probabilities 0 to 1, unknown is empty. */
export const scoresCsv = (report: ScoreListReport): string => written(report.rows.map((row) => scoreLine(report, row)));

/** Customers of high predicted value: as scoresCsv, with whether they pass the tests of what was bought. */
export const predictedCustomersCsv = (report: PredictedCustomersReport): string =>
  written(
    report.rows.map(({ country, isHighValue, ...row }) => ({
      ...scoreLine({ ...report, rows: [] }, row),
      country,
      isHighValueByPast: isHighValue,
    })),
  );

const written = (lines: readonly Readonly<Record<string, string | number | boolean | null>>[]): string =>
  stringify([...lines], { header: true, bom: true, record_delimiter: "\r\n", cast: { boolean: String } });

function scoreLine(
  { exponent, madeAsOf, versionId, grade, standing, ordersError, moneyError, contractError }: ScoredRows,
  score: ScoreListReport["rows"][number],
) {
  const amount = (value: Minor | null) => (value === null ? null : toDecimalString(value, exponent));
  const decimal = (value: number | null) => (value === null ? null : String(Number(value.toPrecision(6))));
  return {
    customerId: score.customerId,
    asOf: madeAsOf,
    version: versionId,
    lastOrderDay: score.lastOrderDay,
    repeatOrders: score.repeatOrders,
    probabilityAlive: decimal(score.probabilityAlive),
    nextOrderLikelyBy: score.likelyBy,
    runningContracts: score.contracts,
    nextRenewal: score.renewalDue,
    ...Object.fromEntries(
      score.horizons.flatMap((at): [string, string | number | null][] => [
        [`orders${at.days}`, decimal(at.orders)],
        [`orders${at.days}Low`, at.ordersLow],
        [`orders${at.days}High`, at.ordersHigh],
        [`futureProfit${at.days}`, amount(at.profit)],
        [`futureProfit${at.days}Low`, amount(at.profitLow)],
        [`futureProfit${at.days}High`, amount(at.profitHigh)],
        [`renewals${at.days}`, decimal(at.renewals)],
        [`renewals${at.days}Low`, at.renewalsLow],
        [`renewals${at.days}High`, at.renewalsHigh],
        [`contractProfit${at.days}`, amount(at.contractProfit)],
        [`contractProfit${at.days}Low`, amount(at.contractProfitLow)],
        [`contractProfit${at.days}High`, amount(at.contractProfitHigh)],
        [`futureValue${at.days}`, amount(at.value)],
        [`futureValue${at.days}Low`, amount(at.valueLow)],
        [`futureValue${at.days}High`, amount(at.valueHigh)],
      ]),
    ),
    historicProfit: amount(score.historicProfit),
    totalProfit: amount(score.totalProfit),
    grade,
    rangesOnly: standing === "ranges",
    pastErrorOrders: decimal(ordersError),
    pastErrorMoney: decimal(moneyError),
    pastErrorRenewals: decimal(contractError),
  };
}
