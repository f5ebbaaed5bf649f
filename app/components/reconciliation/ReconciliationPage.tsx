import { useFetcher, useRevalidator } from "@remix-run/react";
import { BlockStack, Card, Page, Select, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { RECONCILED, type ReconciledFigure } from "~/analytics/reconciliation";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { ClockPicker } from "~/components/period/ComparisonPicker";
import { useChange } from "~/components/period/PeriodPicker";
import type { PeriodQuery } from "~/components/period/periodQuery";
import { useWords } from "~/components/shell/words";
import type { ReconciliationReport } from "~/reports/reconciliationTypes";
import { CountedTable } from "./CountedTable";
import { DriftTable } from "./DriftTable";
import { MonthTable } from "./MonthTable";
import { Standing } from "./Standing";

export interface ReconciliationView {
  readonly query: PeriodQuery;
  readonly figure: ReconciledFigure;
  /** Query of the links to a month. */
  readonly search: string;
  readonly report: ReconciliationReport;
}

/** Our sales beside Shopify's own report, month by month, and every difference by its cause. */
export function ReconciliationPage({ view: { query, figure, search, report } }: { view: ReconciliationView }) {
  const { t } = useWords();
  const { comparing, compare } = useComparison(report.reading?.triedAt ?? null);
  const hasMonths = report.months.length > 0;
  return (
    <Page
      title={t("reconciliation.title")}
      subtitle={t("reconciliation.subtitle")}
      fullWidth
      primaryAction={
        report.reading?.state === "scope_missing"
          ? undefined
          : {
              content: t(comparing ? "reconciliation.comparing" : "reconciliation.compareNow"),
              loading: comparing,
              onAction: compare,
            }
      }
    >
      <BlockStack gap="400">
        <Standing report={report} onAllowed={compare} />
        {hasMonths ? (
          <>
            <div className="toolbar">
              <FigurePicker figure={figure} />
              <ClockPicker query={query} />
              <Text as="span" tone="subdued">
                {t("reconciliation.clockNote")}
              </Text>
            </div>
            <Card padding="0">
              <MonthTable months={report.months} figure={figure} search={search} />
            </Card>
            <DriftTable drifts={report.drifts} />
          </>
        ) : report.reading?.state === "read" ? (
          <EmptyPage title={t("reconciliation.noneTitle")} text={t("reconciliation.noneText")} />
        ) : null}
        {report.reading?.readAt || report.counted.length === 0 ? null : <CountedTable counted={report.counted} />}
      </BlockStack>
    </Page>
  );
}

function FigurePicker({ figure }: { figure: ReconciledFigure }) {
  const { t } = useWords();
  const change = useChange();
  return (
    <Select
      label={t("reconciliation.figure")}
      labelInline
      options={RECONCILED.map((value) => ({ value, label: t(`metrics.${value}.label`) }))}
      value={figure}
      onChange={(value) => change({ figure: value })}
    />
  );
}

const LOOK_EVERY_MS = 1500;
const PATIENCE_MS = 120_000;

/** Asks for a comparison and looks again until it was made: `triedAt` then changes. */
function useComparison(triedAt: string | null) {
  const fetcher = useFetcher();
  const { revalidate } = useRevalidator();
  const [since, setSince] = useState<{ readonly triedAt: string | null; readonly until: number } | null>(null);
  const comparing = since !== null && since.triedAt === triedAt;
  useEffect(() => {
    if (!comparing) return;
    const timer = setInterval(() => {
      if (Date.now() > since.until) setSince(null);
      else revalidate();
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [comparing, since, revalidate]);
  const compare = () => {
    setSince({ triedAt, until: Date.now() + PATIENCE_MS });
    fetcher.submit(null, { method: "post", action: "/app/reconciliation?index" });
  };
  return { comparing, compare };
}
