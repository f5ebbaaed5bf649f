import { Banner, BlockStack, Card, Page, Select, Text } from "@shopify/polaris";
import { ATTRIBUTIONS, type Attribution } from "~/analytics/platforms";
import { ColumnChart } from "~/components/charts/ColumnChart";
import { COLORS } from "~/components/charts/colors";
import { ReportScope } from "~/components/explain/scope";
import { Aside } from "~/components/figures/Aside";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { Notes } from "~/components/figures/Notes";
import { FilterBar } from "~/components/filter/FilterBar";
import { ClockPicker, ComparisonPicker } from "~/components/period/ComparisonPicker";
import { PeriodPicker, useChange } from "~/components/period/PeriodPicker";
import type { PeriodQuery } from "~/components/period/periodQuery";
import { useWords } from "~/components/shell/words";
import { platformText } from "~/i18n/platformText";
import type { PlatformReport } from "~/reports/platformTypes";
import { PlatformTable } from "./PlatformTable";

/** Platforms drawn in the chart; the table holds them all. */
const MOST_DRAWN = 6;

/** What each platform brings, from the visit to the profit. */
export function PlatformPage({ query, report }: { query: PeriodQuery; report: PlatformReport }) {
  const { t, period } = useWords();
  return (
    <Page
      title={t("platforms.title")}
      subtitle={t("platforms.subtitle")}
      fullWidth
      secondaryActions={[{ content: t("platforms.rules"), url: "/app/settings/platforms" }]}
    >
      <ReportScope report={report}>
        <BlockStack gap="400">
          <div className="toolbar">
            <PeriodPicker query={query} />
            <ComparisonPicker query={query} />
            <ClockPicker query={query} />
            <AttributionPicker attribution={report.attribution} />
            <Text as="span" tone="subdued">
              {period(report.period)}
            </Text>
          </div>
          <FilterBar report={report} note={t("platforms.chosen")} />
          <Sessions sessions={report.sessions} />
          {report.rows.length === 0 ? (
            <EmptyPage title={t("platforms.emptyTitle")} text={t("platforms.emptyText")} />
          ) : (
            <>
              <Card>
                <PlatformChart report={report} />
              </Card>
              <Card padding="0">
                <PlatformTable report={report} />
              </Card>
              <Aside>
                {t("platforms.rule")} {report.total.marketingSpend === null ? t("platforms.noSpend") : null}
              </Aside>
            </>
          )}
          <Notes notes={report.notes} />
        </BlockStack>
      </ReportScope>
    </Page>
  );
}

function AttributionPicker({ attribution }: { attribution: Attribution }) {
  const { t } = useWords();
  const change = useChange();
  return (
    <Select
      label={t("platforms.attribution")}
      labelInline
      options={ATTRIBUTIONS.map((value) => ({ value, label: t(`platforms.${value}`) }))}
      value={attribution}
      onChange={(value) => change({ attribution: value })}
    />
  );
}

/** For how much of the period sessions are known, and the way to more. */
function Sessions({ sessions: { days, ofDays, imported, state } }: { sessions: PlatformReport["sessions"] }) {
  const { t } = useWords();
  if (days === 0)
    return (
      <Banner
        tone="info"
        title={t("platforms.noSessionsTitle")}
        action={state === "read" ? undefined : { content: t("platforms.allow"), url: "/app/reconciliation" }}
        secondaryAction={{ content: t("platforms.import"), url: "/app/settings/platforms" }}
      >
        <p>{t("platforms.noSessionsText")}</p>
      </Banner>
    );
  if (days >= ofDays && !imported) return null;
  return (
    <Aside>
      {t("platforms.sessionsOf", { days, ofDays })} {imported ? t("platforms.sessionsImported") : null}
    </Aside>
  );
}

function PlatformChart({ report }: { report: PlatformReport }) {
  const { t, language, money, moneyShort } = useWords();
  const drawn = report.rows.slice(0, MOST_DRAWN);
  return (
    <ColumnChart
      content={{
        title: t("platforms.chartProfit"),
        labelTitle: t("platforms.platform"),
        labels: drawn.map(({ platform }) => platformText(platform, language)),
        series: [
          { name: t("metrics.netSales.label"), color: COLORS.sales, values: drawn.map(({ netSales }) => netSales) },
          {
            name: t("metrics.marketingSpend.label"),
            color: COLORS.before,
            values: drawn.map(({ marketingSpend }) => marketingSpend),
          },
        ],
        format: money,
        formatAxis: moneyShort,
      }}
    />
  );
}
