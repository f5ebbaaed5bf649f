import { BlockStack, Card, InlineGrid, Page, Text } from "@shopify/polaris";
import { ReportScope } from "~/components/explain/scope";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { MetricCard } from "~/components/figures/MetricCard";
import { Notes } from "~/components/figures/Notes";
import { useWords } from "~/components/shell/words";
import type { MrrReport } from "~/reports/subscriptionTypes";
import { BridgeTable, RatesTable } from "./BridgeTable";
import { ChurnTable } from "./ChurnTable";
import { MovementChart, SurvivalCharts } from "./MrrCharts";
import { SubscriberCohorts } from "./SubscriberCohorts";
import { SubscriptionTabs } from "./SubscriptionTabs";
import { SwitchEffects } from "./SwitchEffects";
import { Comparison, ValueCard } from "./ValueCard";

const FIGURES = [
  ...(["mrr", "arr", "subscribers", "arpu"] as const),
  ...(["subscriberChurn", "grossRevenueChurn", "netRevenueRetention", "renewalRate"] as const),
  ...(["netNewMrr", "quickRatio", "churnedSubscribers", "subscriptionLifetimeValue"] as const),
] as const;

/** MRR, what moved it, who leaves, how long they stay, and what they are worth. */
export function MrrPage({ report }: { report: MrrReport }) {
  const { t } = useWords();
  if (report.months.length === 0)
    return (
      <Page title={t("subscriptions.nav")} fullWidth>
        <BlockStack gap="400">
          <SubscriptionTabs />
          <EmptyPage title={t("subscriptions.emptyTitle")} text={t("subscriptions.emptyText")} />
        </BlockStack>
      </Page>
    );
  return (
    <Page title={t("subscriptions.nav")} subtitle={t("subscriptions.subtitle")} fullWidth>
      <ReportScope report={report}>
        <BlockStack gap="400">
          <SubscriptionTabs />
          <InlineGrid columns={{ xs: 2, md: 4 }} gap={{ xs: "200", sm: "300" }}>
            {FIGURES.map((metric) => {
              const figure = report.metrics[metric];
              return figure ? <MetricCard key={metric} metric={metric} figure={figure} /> : null;
            })}
          </InlineGrid>
          <Card>
            <MovementChart months={report.months} />
          </Card>
          <BridgeTable months={report.months} />
          <RatesTable months={report.months} />
          <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
            <SurvivalCharts report={report} />
          </InlineGrid>
          <SubscriberCohorts cohorts={report.cohorts} />
          <ChurnTable churn={report.churn} />
          <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
            <ValueCard value={report.value} />
            <Comparison customers={report.customers} />
          </InlineGrid>
          <SwitchEffects effects={report.effects} />
          <Known headline={report.headline} />
          <Notes notes={report.notes} />
        </BlockStack>
      </ReportScope>
    </Page>
  );
}

function Known({ headline }: Pick<MrrReport, "headline">) {
  const { t, count, ratio } = useWords();
  return (
    <Card>
      <BlockStack gap="100">
        <Text as="h2" variant="headingMd">
          {t("subscriptions.basis.title")}
        </Text>
        <Text as="p">
          {t("subscriptions.basis.text", {
            active: count(headline.activeSubscriptions),
            paused: count(headline.pausedSubscriptions),
            overdue: count(headline.overdueSubscriptions),
            ends: ratio(headline.observedEnds),
            intervals: ratio(headline.observedIntervals),
          })}
        </Text>
      </BlockStack>
    </Card>
  );
}
