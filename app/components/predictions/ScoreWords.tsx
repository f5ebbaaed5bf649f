import { Text } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";
import type { CustomerScoreReport } from "~/reports/predictionTypes";
import { ordersAhead } from "./horizon";

/** What one customer will still bring, in plain sentences. */
export function ScoreWords({
  report: { score, standing },
}: {
  report: Pick<CustomerScoreReport, "score" | "standing">;
}) {
  const { t, money, ratio, day, value } = useWords();
  const year = score.horizons.find(({ days }) => days === 365);
  const future = score.horizons.at(-1);
  return (
    <>
      {score.contracts > 0 && score.renewalDue !== null ? (
        <Text as="p" variant="bodyLg" fontWeight="semibold">
          {t("forecasts.one.renews", { count: score.contracts, day: day(score.renewalDue) })}
        </Text>
      ) : null}
      {score.probabilityAlive === null ? null : (
        <Text as="p" variant="bodyLg" fontWeight="semibold">
          {score.likelyBy === null
            ? t("predictions.one.unlikely")
            : t("predictions.one.likely", { day: day(score.likelyBy) })}
        </Text>
      )}
      {year === undefined ? null : (
        <Text as="p" variant="bodyLg">
          {year.value === null
            ? t("predictions.one.ordersOnly", { orders: value(ordersAhead(score, year), "number") })
            : t(standing === "ranges" ? "forecasts.one.worthRange" : "predictions.one.worth", {
                profit: money(year.value),
                low: money(year.valueLow),
                high: money(year.valueHigh),
              })}
        </Text>
      )}
      {score.contracts > 0 && year?.contractProfit != null && standing !== "ranges" ? (
        <Text as="p">
          {t("forecasts.one.parts", { contracts: money(year.contractProfit), rhythm: money(year.profit) })}
        </Text>
      ) : null}
      <Text as="p">
        {score.probabilityAlive === null
          ? t("forecasts.one.contractOnly", { day: day(score.lastOrderDay) })
          : t("predictions.one.alive", { share: ratio(score.probabilityAlive), day: day(score.lastOrderDay) })}
      </Text>
      {score.totalProfit === null || standing === "ranges" ? null : (
        <Text as="p">
          {t("predictions.one.sum", {
            historic: money(score.historicProfit),
            future: money(future?.value ?? null),
            total: money(score.totalProfit),
          })}
        </Text>
      )}
    </>
  );
}
