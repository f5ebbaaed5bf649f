import { BlockStack, Link, Page } from "@shopify/polaris";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { Pages } from "~/components/figures/Pages";
import { useWords } from "~/components/shell/words";
import { Part } from "~/components/subscriptions/Part";
import type { VersionListReport } from "~/reports/predictionTypes";
import { PredictionTabs } from "./PredictionTabs";

/** All versions of the models that are kept: when each was made, by which models, and how wrong it was. */
export function VersionsPage({ report }: { report: VersionListReport }) {
  const { t, instant, day, count, money, ratio } = useWords();
  return (
    <Page title={t("forecasts.versions.title")} subtitle={t("forecasts.versions.subtitle")} fullWidth>
      <BlockStack gap="400">
        <PredictionTabs />
        {report.count === 0 ? (
          <EmptyPage title={t("predictions.none.title")} text={t("predictions.none.text")} />
        ) : (
          <Part title={t("forecasts.versions.list")} text={t("forecasts.versions.text")}>
            <FiguresTable
              label={t("forecasts.versions.list")}
              heads={[
                { text: t("forecasts.versions.version") },
                { text: t("forecasts.versions.made") },
                { text: t("forecasts.versions.upTo") },
                { text: t("predictions.scores.customers"), numeric: true },
                { text: t("forecasts.versions.orders") },
                { text: t("forecasts.versions.worth") },
                { text: t("forecasts.versions.choice") },
                { text: t("forecasts.versions.grade") },
                { text: t("predictions.ahead.error"), numeric: true },
                { text: t("predictions.ahead.ordersError"), numeric: true },
                { text: t("predictions.scores.yearProfit"), numeric: true },
                { text: t("forecasts.versions.scores") },
              ]}
              rows={report.rows.map((row) => ({
                key: String(row.versionId),
                cells: [
                  <Link key="version" url={`/app/predictions?version=${row.versionId}`}>
                    {String(row.versionId)}
                  </Link>,
                  instant(row.fittedAt),
                  day(row.asOf),
                  count(row.customers),
                  row.method ? t(`predictions.method.models.${row.method.purchases}`) : t("predictions.refused.title"),
                  row.method?.spend ? t(`predictions.method.models.${row.method.spend}`) : "–",
                  row.why ? t(`forecasts.versions.why.${row.why}`) : "–",
                  row.grade ?? "–",
                  ratio(row.moneyError),
                  ratio(row.ordersError),
                  money(row.year),
                  t(row.hasScores ? "forecasts.versions.kept" : "forecasts.versions.gone"),
                ],
              }))}
            />
          </Part>
        )}
        <Pages page={report.page} last={report.pages} />
      </BlockStack>
    </Page>
  );
}
