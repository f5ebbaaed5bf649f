import { BlockStack, Card, Page, Text } from "@shopify/polaris";
import { ReportScope } from "~/components/explain/scope";
import { Notes } from "~/components/figures/Notes";
import { ClockPicker, ComparisonPicker } from "~/components/period/ComparisonPicker";
import { PeriodPicker } from "~/components/period/PeriodPicker";
import type { PeriodQuery } from "~/components/period/periodQuery";
import { useWords } from "~/components/shell/words";
import type { ProfitAndLossReport } from "~/reports/pageReports";
import { ProfitStatement } from "./ProfitStatement";

/** Profit and loss by month, on either clock. */
export function ProfitPage({ query, report }: { query: PeriodQuery; report: ProfitAndLossReport }) {
  const { t, period } = useWords();
  return (
    <Page title={t("pages.profit.title")} subtitle={t("pages.profit.subtitle")} fullWidth>
      <ReportScope report={report}>
        <BlockStack gap="400">
          <div className="toolbar">
            <PeriodPicker query={query} />
            <ComparisonPicker query={query} />
            <ClockPicker query={query} />
            <Text as="span" tone="subdued">
              {period(report.period)}
            </Text>
          </div>
          <Card padding="0">
            <ProfitStatement report={report} />
          </Card>
          <Notes notes={report.notes} />
        </BlockStack>
      </ReportScope>
    </Page>
  );
}
