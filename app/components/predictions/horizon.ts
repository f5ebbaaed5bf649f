import type { Words } from "~/components/shell/words";
import type { CustomerScoreReport } from "~/reports/predictionTypes";

type Score = CustomerScoreReport["score"];

/** "90 days", "12 months": how far ahead a forecast looks. */
export const horizonText = (days: number, { t }: Pick<Words, "t">): string =>
  days < 365
    ? t("predictions.ahead.days", { count: days })
    : t("predictions.ahead.months", { count: (days / 365) * 12 });

/** Orders and renewals of a customer; null where either is not known. */
export function ordersAhead(
  { contracts }: Pick<Score, "contracts">,
  { orders, renewals }: Pick<Score["horizons"][number], "orders" | "renewals">,
): number | null {
  const ofContracts = contracts === 0 ? 0 : renewals;
  return orders === null || ofContracts === null ? null : orders + ofContracts;
}
