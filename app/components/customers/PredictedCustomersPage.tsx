import { BlockStack, Card, InlineStack, Link, Page, Text } from "@shopify/polaris";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { Pages } from "~/components/figures/Pages";
import { DownloadButton } from "~/components/form/DownloadButton";
import { ErrorLine } from "~/components/predictions/ScoreListPage";
import { useWords, type Words } from "~/components/shell/words";
import type { PredictedCustomersReport } from "~/reports/predictionTypes";
import { CustomerTabs } from "./CustomerTabs";
import { ValueBasis } from "./ValueBasis";

/** High-value customers by what they are expected to bring, each with the reasons. */
export function PredictedCustomersPage({ report }: { report: PredictedCustomersReport }) {
  const { t, ratio, money, count } = useWords();
  return (
    <Page title={t("pages.customers.title")} subtitle={t("forecasts.highValue.subtitle")} fullWidth>
      <BlockStack gap="400">
        <CustomerTabs />
        <Card>
          <BlockStack gap="200">
            <InlineStack align="space-between" gap="300" blockAlign="center">
              <Text as="h2" variant="headingSm">
                {t("forecasts.highValue.title")}
              </Text>
              <ValueBasis basis="predicted" share={report.share} />
            </InlineStack>
            <Text as="p">
              {report.least === null
                ? t(report.madeAsOf === null ? "predictions.scores.none" : "forecasts.highValue.noCosts")
                : t("forecasts.highValue.rule", {
                    share: ratio(report.share),
                    least: money(report.least),
                    known: count(report.known),
                  })}
            </Text>
            <ErrorLine report={report} />
          </BlockStack>
        </Card>
        {report.count === 0 ? (
          <EmptyPage title={t("pages.customers.noneTitle")} text={t("forecasts.highValue.none")} />
        ) : (
          <List report={report} />
        )}
        <Pages page={report.page} last={report.pages} />
      </BlockStack>
    </Page>
  );
}

function List({ report }: { report: PredictedCustomersReport }) {
  const words = useWords();
  const { t, money } = words;
  return (
    <Card padding="0">
      <div className="card-head">
        <InlineStack gap="300" blockAlign="center" align="end">
          <Text as="span" tone="subdued">
            {t("pages.customers.shown", { count: report.count })}
          </Text>
          <DownloadButton path="/app/customers/csv?value=predicted" fileName="customers-predicted.csv" />
        </InlineStack>
      </div>
      <FiguresTable
        label={t("forecasts.highValue.title")}
        heads={[
          { text: t("reports.columns.customerId") },
          { text: t("predictions.scores.yearProfit"), numeric: true },
          { text: t("predictions.scores.range"), numeric: true },
          { text: t("predictions.scores.historic"), numeric: true },
          { text: t("predictions.scores.total"), numeric: true },
          { text: t("reports.columns.country") },
          { text: t("forecasts.highValue.why") },
        ]}
        rows={report.rows.map((row) => {
          const year = row.horizons.find(({ days }) => days === 365);
          return {
            key: row.customerId,
            cells: [
              <Link key="customer" url={`/app/customers/${row.customerId}`}>
                {t("common.customerNumber", { number: row.customerId })}
              </Link>,
              money(year?.value ?? null),
              year?.value == null ? "–" : `${money(year.valueLow)} – ${money(year.valueHigh)}`,
              money(row.historicProfit),
              money(row.totalProfit),
              row.country ?? "",
              <div key="reasons" style={{ minWidth: "20rem", whiteSpace: "normal" }}>
                {reasonsOf(row, words).join(" · ")}
              </div>,
            ],
          };
        })}
      />
    </Card>
  );
}

/** Why so much is expected of a customer. */
function reasonsOf(row: PredictedCustomersReport["rows"][number], { t, ratio, day, value }: Words): string[] {
  const year = row.horizons.find(({ days }) => days === 365);
  return [
    ...(row.contracts > 0
      ? [t("forecasts.highValue.reasons.renewals", { renewals: value(year?.renewals ?? null, "number") })]
      : []),
    ...(row.probabilityAlive === null
      ? []
      : [
          t("forecasts.highValue.reasons.orders", { orders: value(year?.orders ?? null, "number") }),
          t("forecasts.highValue.reasons.alive", { share: ratio(row.probabilityAlive) }),
        ]),
    ...(row.likelyBy === null ? [] : [t("forecasts.highValue.reasons.likely", { day: day(row.likelyBy) })]),
    ...(row.isHighValue ? [t("forecasts.highValue.reasons.past")] : []),
  ];
}
