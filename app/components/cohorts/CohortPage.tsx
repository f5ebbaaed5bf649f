import { BlockStack, Card, InlineGrid, Link, Page, Text } from "@shopify/polaris";
import type { Day } from "~/analytics/period";
import { ReportScope } from "~/components/explain/scope";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { MetricCard } from "~/components/figures/MetricCard";
import { Notes } from "~/components/figures/Notes";
import { FilterBar } from "~/components/filter/FilterBar";
import { useWords } from "~/components/shell/words";
import type { CohortReport } from "~/reports/cohortPage";
import { Acquisition } from "./Acquisition";
import { AgesTable } from "./AgesTable";
import { CohortCurves } from "./CohortCurves";
import { CohortHeatMap } from "./CohortHeatMap";
import { CohortToolbar } from "./CohortToolbar";
import { EqualAge } from "./EqualAge";
import { SecondOrders } from "./SecondOrders";
import { SplitView } from "./SplitView";

/** Customers by the time of their first order: what became of them, as table, curves, and side by side at the same age. */
export function CohortPage({ report, today }: { report: CohortReport; today: Day }) {
  const { t } = useWords();
  const empty = report.sets.every(({ cohorts }) => cohorts.length === 0);
  return (
    <Page title={t("cohorts.title")} subtitle={t("cohorts.subtitle")} fullWidth>
      <ReportScope report={report}>
        <BlockStack gap="400">
          <FilterBar report={report} />
          <CohortToolbar choices={report.choices} />
          {empty ? (
            <EmptyPage title={t("cohorts.emptyTitle")} text={t("cohorts.emptyText")} />
          ) : (
            <Cohorts report={report} today={today} />
          )}
          <Notes notes={report.notes} />
        </BlockStack>
      </ReportScope>
    </Page>
  );
}

const CARDS = ["lifetimeValue", "repeatRate", "timeToSecondOrder", "acquisitionCost"] as const;

function Cohorts({ report, today }: { report: CohortReport; today: Day }) {
  const { t, day } = useWords();
  const { choices, sets, smallest, acquisition, ages, secondOrders } = report;
  const all = choices.split === null ? sets[0] : undefined;
  return (
    <>
      {all ? (
        <BlockStack gap="200">
          <InlineGrid columns={{ xs: 2, md: 4 }} gap={{ xs: "200", sm: "300" }}>
            {CARDS.map((metric) => {
              const figure = report.metrics[metric];
              return figure ? <MetricCard key={metric} metric={metric} figure={figure} /> : null;
            })}
          </InlineGrid>
          <div className="page-note">
            <Text as="p" tone="subdued" variant="bodySm">
              {t("cohorts.upTo", { day: day(today) })}
            </Text>
          </div>
        </BlockStack>
      ) : null}
      {all ? (
        <>
          <Card padding="0">
            <div className="card-head">
              <BlockStack gap="200">
                <Key smallest={smallest} />
                <AfterMarketing report={report} />
              </BlockStack>
            </div>
            <CohortHeatMap set={all} choices={choices} smallest={smallest} />
          </Card>
          {all.cohorts.some(({ cells }) => cells.some(({ value }) => value !== null)) ? (
            <>
              <Card>
                <BlockStack gap="200">
                  <CohortCurves cohorts={all.cohorts} choices={choices} smallest={smallest} />
                  <Link url="/app/predictions/cohorts">{t("forecasts.cohorts.link")}</Link>
                </BlockStack>
              </Card>
              <Card>
                <EqualAge cohorts={all.cohorts} choices={choices} smallest={smallest} />
              </Card>
            </>
          ) : null}
          <Card padding="0">
            <Acquisition rows={acquisition} choices={choices} />
          </Card>
        </>
      ) : null}
      {choices.split === null ? null : (
        <>
          <Card>
            <BlockStack gap="200">
              <Key smallest={smallest} />
              <AfterMarketing report={report} />
            </BlockStack>
          </Card>
          <SplitView report={report} split={choices.split} />
        </>
      )}
      <Card padding="0">
        <AgesTable ages={ages} smallest={smallest} />
      </Card>
      <Card>
        <SecondOrders of={secondOrders} />
      </Card>
    </>
  );
}

/** What profit after marketing of a cohort is, and where it cannot be known. */
function AfterMarketing({ report: { choices, filter } }: { report: CohortReport }) {
  const { t } = useWords();
  if (choices.measure !== "profitAfterMarketing") return null;
  const part = choices.split !== null || filter.length > 0;
  return <Text as="p">{t(part ? "cohorts.spendUnknownHere" : "cohorts.afterMarketing")}</Text>;
}

/** What the colours and patterns of the table mean. */
function Key({ smallest }: { smallest: number }) {
  const { t } = useWords();
  return (
    <div className="heat-key">
      <span>
        <i className="heat-key-ramp" />
        <Text as="span">{t("cohorts.legendColour")}</Text>
      </span>
      <span>
        <i className="heat-key-incomplete" />
        <Text as="span">{t("cohorts.legendIncomplete")}</Text>
      </span>
      <span>
        <i className="heat-key-small" />
        <Text as="span">{t("cohorts.legendSmall", { count: smallest })}</Text>
      </span>
    </div>
  );
}
