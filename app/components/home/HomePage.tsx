import { BlockStack, Card, InlineGrid, Page, Text } from "@shopify/polaris";
import type { MetricName } from "~/analytics/metrics/registry";
import { ReportScope } from "~/components/explain/scope";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { MetricCard } from "~/components/figures/MetricCard";
import { Notes } from "~/components/figures/Notes";
import { FilterBar } from "~/components/filter/FilterBar";
import { ComparisonPicker, GrainPicker } from "~/components/period/ComparisonPicker";
import { PeriodPicker } from "~/components/period/PeriodPicker";
import { useWords } from "~/components/shell/words";
import { SyncProgress } from "~/components/sync/SyncProgress";
import { isImporting } from "~/components/sync/syncView";
import { useSync } from "~/components/sync/useSync";
import { Drivers } from "./Drivers";
import type { HomeView } from "./homeView";
import { NextSteps } from "./NextSteps";
import { PartsChart } from "./PartsChart";
import { Problems } from "./Problems";

const KEY_FIGURES = [
  "netSales",
  "contributionProfit",
  "contributionMargin",
  "lifetimeValue",
  "orders",
  "averageOrderValue",
  "newCustomers",
  "returningCustomers",
] as const satisfies readonly MetricName[];

/** The first page: how far the numbers reach, how the shop is doing, and what to do next. */
export function HomePage({ home }: { home: HomeView }) {
  const { t, instant } = useWords();
  const sync = useSync(home.sync);
  const importing = isImporting(sync);
  return (
    <Page title={t("pages.home.title")}>
      <BlockStack gap="400">
        <Problems problems={home.problems} />
        {importing ? <SyncProgress sync={sync} /> : null}
        {home.empty && !importing ? (
          <EmptyPage title={t("pages.home.emptyTitle")} text={t("pages.home.emptyText")} />
        ) : null}
        {home.empty ? null : <Figures home={home} />}
        <NextSteps steps={home.steps} about={home.stepsPeriod} />
        {home.empty ? null : <Notes notes={home.report.notes} about={home.report.period} />}
        {sync.caughtUpAt && !importing ? (
          <Text as="p" tone="subdued" alignment="center" variant="bodySm">
            {t("pages.sync.upToDate", { at: instant(sync.caughtUpAt) })}
          </Text>
        ) : null}
      </BlockStack>
    </Page>
  );
}

function Figures({ home: { query, report } }: { home: HomeView }) {
  const { t, period } = useWords();
  return (
    <ReportScope report={report}>
      <BlockStack gap="400">
        <div className="toolbar">
          <PeriodPicker query={query} />
          <ComparisonPicker query={query} />
          <GrainPicker query={query} />
          <Text as="span" tone="subdued">
            {period(report.period)}
          </Text>
          {report.comparison === null ? null : (
            <Text as="span" tone="subdued">
              {t("filters.comparedWith", { period: period(report.comparison) })}
            </Text>
          )}
        </div>
        <FilterBar report={report} />
        <InlineGrid columns={{ xs: 2, md: 4 }} gap={{ xs: "200", sm: "300" }}>
          {KEY_FIGURES.map((metric) => {
            const figure = report.metrics[metric];
            const note = metric === "lifetimeValue" ? t("cohorts.toDate") : undefined;
            return figure ? <MetricCard key={metric} metric={metric} figure={figure} note={note} /> : null;
          })}
        </InlineGrid>
        <Drivers />
        <Card>
          <PartsChart parts={report.parts} grain={report.grain} />
        </Card>
      </BlockStack>
    </ReportScope>
  );
}
