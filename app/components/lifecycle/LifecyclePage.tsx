import { BlockStack, Card, InlineGrid, Page, Text } from "@shopify/polaris";
import { ReportScope } from "~/components/explain/scope";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { MetricCard } from "~/components/figures/MetricCard";
import { Notes } from "~/components/figures/Notes";
import { isOfAllOrders } from "~/components/filter/isOfAllOrders";
import { useWords } from "~/components/shell/words";
import type { LifecycleReport } from "~/reports/customerPages";
import { CustomerFilterBar } from "./CustomerFilterBar";
import { FlowTable } from "./FlowTable";
import { LifecycleTabs } from "./LifecycleTabs";
import { RetentionTable } from "./RetentionTable";
import { StageBoard } from "./StageBoard";

const FIGURES = ["activeCustomers", "atRiskCustomers", "lostCustomers", "lapsePoint"] as const;

/** Where everybody stands, what each stage asks for, and how people move between the stages. */
export function LifecyclePage({ report }: { report: Omit<LifecycleReport, "rows"> }) {
  const { t } = useWords();
  if (report.flow.length === 0 && isOfAllOrders(report))
    return (
      <Page title={t("lifecycle.title")}>
        <EmptyPage title={t("lifecycle.emptyTitle")} text={t("lifecycle.emptyText")} />
      </Page>
    );
  return (
    <Page title={t("lifecycle.title")} subtitle={t("lifecycle.subtitle")} fullWidth>
      <ReportScope report={report}>
        <BlockStack gap="400">
          <LifecycleTabs />
          <CustomerFilterBar report={report} />
          <InlineGrid columns={{ xs: 2, md: 4 }} gap={{ xs: "200", sm: "300" }}>
            {FIGURES.map((metric) => {
              const figure = report.metrics[metric];
              return figure ? <MetricCard key={metric} metric={metric} figure={figure} /> : null;
            })}
          </InlineGrid>
          <StageBoard stages={report.stages} />
          {report.flow.length === 0 ? null : (
            <>
              <Part title={t("lifecycle.flow")} text={t("lifecycle.flowText")}>
                <FlowTable report={report} />
              </Part>
              <Part title={t("lifecycle.months")} text={t("lifecycle.monthsText")}>
                <RetentionTable months={report.months} />
              </Part>
            </>
          )}
          <Notes notes={report.notes} />
        </BlockStack>
      </ReportScope>
    </Page>
  );
}

function Part({ title, text, children }: { title: string; text: string; children: React.ReactNode }) {
  return (
    <Card padding="0">
      <div className="card-head">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          <Text as="p" tone="subdued">
            {text}
          </Text>
        </BlockStack>
      </div>
      {children}
    </Card>
  );
}
