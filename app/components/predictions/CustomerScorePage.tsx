import { BlockStack, Card, Page, Text } from "@shopify/polaris";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { useWords } from "~/components/shell/words";
import { Part } from "~/components/subscriptions/Part";
import type { CustomerScoreReport } from "~/reports/predictionTypes";
import { horizonText } from "./horizon";
import { ErrorLine } from "./ScoreListPage";

/** What one customer will still bring, in plain words, beside how wrong such forecasts were. */
export function CustomerScorePage({ report }: { report: CustomerScoreReport }) {
  const { t } = useWords();
  const { customerId } = report.score;
  return (
    <Page
      title={t("predictions.one.title", { number: t("common.customerNumber", { number: customerId }) })}
      backAction={{ content: t("predictions.scores.title"), url: "/app/predictions/customers" }}
      secondaryActions={[{ content: t("predictions.one.history"), url: `/app/customers/${customerId}` }]}
    >
      <BlockStack gap="400">
        <Words report={report} />
        <Horizons report={report} />
      </BlockStack>
    </Page>
  );
}

function Words({ report }: { report: CustomerScoreReport }) {
  const { t, money, ratio, day, value } = useWords();
  const { score } = report;
  const year = score.horizons.find(({ days }) => days === 365);
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="p" variant="bodyLg" fontWeight="semibold">
          {score.likelyBy === null
            ? t("predictions.one.unlikely")
            : t("predictions.one.likely", { day: day(score.likelyBy) })}
        </Text>
        {year == null ? null : (
          <Text as="p" variant="bodyLg">
            {year.profit === null
              ? t("predictions.one.ordersOnly", { orders: value(year.orders, "number") })
              : t("predictions.one.worth", {
                  profit: money(year.profit),
                  low: money(year.profitLow),
                  high: money(year.profitHigh),
                })}
          </Text>
        )}
        <Text as="p">
          {t("predictions.one.alive", { share: ratio(score.probabilityAlive), day: day(score.lastOrderDay) })}
        </Text>
        {score.totalProfit === null ? null : (
          <Text as="p">
            {t("predictions.one.sum", {
              historic: money(score.historicProfit),
              future: money(score.horizons.at(-1)?.profit ?? null),
              total: money(score.totalProfit),
            })}
          </Text>
        )}
        <ErrorLine report={report} />
      </BlockStack>
    </Card>
  );
}

function Horizons({ report }: { report: CustomerScoreReport }) {
  const words = useWords();
  const { t, money, value, count, ratio } = words;
  return (
    <Part title={t("predictions.one.ahead")} text={t("predictions.one.aheadText")}>
      <FiguresTable
        label={t("predictions.one.ahead")}
        heads={[
          { text: t("predictions.ahead.horizon") },
          { text: t("predictions.ahead.orders"), numeric: true },
          { text: t("predictions.ahead.ordersRange"), numeric: true },
          { text: t("predictions.ahead.ordersError"), numeric: true },
          { text: t("predictions.ahead.profit"), numeric: true },
          { text: t("predictions.ahead.profitRange"), numeric: true },
          { text: t("predictions.ahead.error"), numeric: true },
        ]}
        rows={report.score.horizons.map((at) => ({
          key: String(at.days),
          cells: [
            horizonText(at.days, words),
            value(at.orders, "number"),
            `${count(at.ordersLow)} – ${count(at.ordersHigh)}`,
            ratio(report.ordersError),
            money(at.profit),
            at.profit === null ? "–" : `${money(at.profitLow)} – ${money(at.profitHigh)}`,
            ratio(report.moneyError),
          ],
        }))}
      />
    </Part>
  );
}
