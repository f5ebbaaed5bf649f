import { BlockStack, Card, InlineStack, Page, Select, Text } from "@shopify/polaris";
import { ReportScope } from "~/components/explain/scope";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { Notes } from "~/components/figures/Notes";
import { useChange } from "~/components/period/PeriodPicker";
import { useWords } from "~/components/shell/words";
import type { CohortReport } from "~/reports/pageReports";
import { CohortCurves } from "./CohortCurves";
import { CohortHeatMap } from "./CohortHeatMap";
import { EqualAge } from "./EqualAge";
import { CUMULATIVE, cohortsOf, IN_THE_MONTH, MEASURES, type MeasureName, SMALLEST_COLOURED } from "./measures";

interface CohortPageProps {
  readonly report: CohortReport;
  readonly measure: MeasureName;
}

/** Customers by the month of their first order: what became of them, as table, curves, and side by side at the same age. */
export function CohortPage({ report, measure }: CohortPageProps) {
  const { t } = useWords();
  const cohorts = cohortsOf(report.cohorts);
  const empty = cohorts.length === 0;
  return (
    <Page title={t("pages.cohorts.title")} subtitle={t("pages.cohorts.subtitle")} fullWidth>
      <ReportScope report={report}>
        {empty ? (
          <EmptyPage title={t("pages.cohorts.emptyTitle")} text={t("pages.cohorts.emptyText")} />
        ) : (
          <BlockStack gap="400">
            <Card padding="0">
              <div className="card-head">
                <BlockStack gap="300">
                  <InlineStack>
                    <MeasurePicker measure={measure} />
                  </InlineStack>
                  <Key />
                </BlockStack>
              </div>
              <CohortHeatMap cohorts={cohorts} curve={report.curve} measure={measure} />
            </Card>
            <Card>
              <CohortCurves cohorts={cohorts} measure={measure} />
            </Card>
            <Card>
              <EqualAge cohorts={cohorts} measure={measure} />
            </Card>
            <Notes notes={report.notes} />
          </BlockStack>
        )}
      </ReportScope>
    </Page>
  );
}

function MeasurePicker({ measure }: { measure: MeasureName }) {
  const { t } = useWords();
  const change = useChange();
  const options = (measures: object) =>
    (Object.keys(measures) as MeasureName[]).map((value) => ({
      value,
      label: t(`metrics.${MEASURES[value].metric}.label`),
    }));
  return (
    <Select
      label={t("pages.cohorts.measure")}
      labelInline
      options={[
        { title: t("pages.cohorts.cumulative"), options: options(CUMULATIVE) },
        { title: t("pages.cohorts.inTheMonth"), options: options(IN_THE_MONTH) },
      ]}
      value={measure}
      onChange={(chosen) => change({ measure: chosen })}
    />
  );
}

/** What the colours and patterns of the table mean. */
function Key() {
  const { t } = useWords();
  return (
    <div className="heat-key">
      <span>
        <i className="heat-key-ramp" />
        <Text as="span">{t("pages.cohorts.legendColour")}</Text>
      </span>
      <span>
        <i className="heat-key-incomplete" />
        <Text as="span">{t("pages.cohorts.legendIncomplete")}</Text>
      </span>
      <span>
        <i className="heat-key-small" />
        <Text as="span">{t("pages.cohorts.legendSmall", { count: SMALLEST_COLOURED })}</Text>
      </span>
    </div>
  );
}
