import { useLocation } from "@remix-run/react";
import { Banner, BlockStack, Box, Card, Page, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { ReportScope } from "~/components/explain/scope";
import { Notes } from "~/components/figures/Notes";
import { FilterBar } from "~/components/filter/FilterBar";
import { download } from "~/components/form/download";
import { ClockPicker, ComparisonPicker } from "~/components/period/ComparisonPicker";
import { PeriodPicker, useChange } from "~/components/period/PeriodPicker";
import type { PeriodQuery } from "~/components/period/periodQuery";
import { useWords } from "~/components/shell/words";
import type { StatementAxis, StatementReport } from "~/reports/statement";
import { ProfitStatement } from "./ProfitStatement";
import { AXES } from "./statementQuery";

interface ProfitPageProps {
  readonly query: PeriodQuery & { readonly axis: StatementAxis };
  readonly report: StatementReport;
}

/** Profit and loss by time or by sales channel, on either clock. */
export function ProfitPage({ query, report }: ProfitPageProps) {
  const { t, period } = useWords();
  const { search } = useLocation();
  const [failed, setFailed] = useState(false);
  const partly = report.rows.some(({ total }) => total.uncosted !== undefined);
  const save = (ending: "csv" | "xlsx") => {
    setFailed(false);
    download(`/app/profit-and-loss.${ending}${search}`, `${t("statement.fileName")}.${ending}`).catch(() =>
      setFailed(true),
    );
  };
  return (
    <Page
      title={t("pages.profit.title")}
      subtitle={t("statement.subtitle")}
      fullWidth
      secondaryActions={[
        { content: t("statement.exportCsv"), onAction: () => save("csv") },
        { content: t("statement.exportXlsx"), onAction: () => save("xlsx") },
      ]}
    >
      <ReportScope report={report}>
        <BlockStack gap="400">
          {failed ? <Banner tone="critical">{t("statement.exportFailed")}</Banner> : null}
          <Toolbar query={query} label={period(report.period)} />
          <FilterBar report={report} />
          <Card padding="0">
            <ProfitStatement report={report} />
          </Card>
          <Box paddingInline={{ xs: "400", sm: "0" }}>
            <BlockStack gap="200">
              {partly ? <Text as="p">{t("statement.partly")}</Text> : null}
              {report.axis === "channel" ? <Text as="p">{t("statement.channels")}</Text> : null}
            </BlockStack>
          </Box>
          <Notes notes={report.notes} />
        </BlockStack>
      </ReportScope>
    </Page>
  );
}

function Toolbar({ query, label }: { query: ProfitPageProps["query"]; label: string }) {
  const { t } = useWords();
  const change = useChange();
  return (
    <div className="toolbar">
      <PeriodPicker query={query} />
      <ComparisonPicker query={query} />
      <ClockPicker query={query} />
      <Select
        label={t("statement.axis")}
        labelInline
        options={AXES.map((value) => ({ value, label: t(`statement.axes.${value}`) }))}
        value={query.axis}
        onChange={(columns) => change({ columns })}
      />
      <Text as="span" tone="subdued">
        {label}
      </Text>
    </div>
  );
}
