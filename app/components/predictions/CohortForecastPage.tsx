import { useSearchParams } from "@remix-run/react";
import { BlockStack, Box, Card, InlineStack, Page, Select, Text } from "@shopify/polaris";
import { BandChart } from "~/components/charts/BandChart";
import { COLORS } from "~/components/charts/colors";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { FiguresTable } from "~/components/figures/FiguresTable";
import { useChange } from "~/components/period/PeriodPicker";
import { useWords } from "~/components/shell/words";
import { Part } from "~/components/subscriptions/Part";
import type { CohortForecastReport, CohortPoint, ContinuedCohort } from "~/reports/scoreGroupTypes";
import { PredictionTabs } from "./PredictionTabs";
import { ErrorLine } from "./ScoreListPage";

/** Cohorts' lifetime value as it was observed and as it is expected to go on, with its range, and when their cost comes back. */
export function CohortForecastPage({ report }: { report: CohortForecastReport }) {
  const { t } = useWords();
  const known = report.cohorts.filter(({ points }) => points.some(({ expected }) => expected !== null));
  return (
    <Page title={t("forecasts.cohorts.title")} subtitle={t("forecasts.cohorts.subtitle")} fullWidth>
      <BlockStack gap="400">
        <PredictionTabs />
        {known.length === 0 ? (
          <EmptyPage
            title={t("predictions.none.title")}
            text={t(report.madeAsOf === null ? "predictions.scores.none" : "forecasts.cohorts.none")}
          />
        ) : (
          <>
            <Box paddingInline={{ xs: "400", sm: "0" }}>
              <ErrorLine report={report} />
            </Box>
            <Curve cohorts={known} smallest={report.smallest} />
            <EqualAges cohorts={known} rangesOnly={report.standing === "ranges"} />
            <Payback cohorts={known} rangesOnly={report.standing === "ranges"} />
          </>
        )}
      </BlockStack>
    </Page>
  );
}

function Curve({ cohorts, smallest }: { cohorts: readonly ContinuedCohort[]; smallest: number }) {
  const { t, money, moneyShort, monthShort } = useWords();
  const [search] = useSearchParams();
  const change = useChange();
  const large = cohorts.filter(({ customers }) => customers >= smallest);
  const usual = large.at(-Math.min(large.length, 7)) ?? cohorts.at(-1);
  const chosen = cohorts.find(({ cohort }) => cohort === search.get("cohort")) ?? usual;
  if (chosen === undefined) return null;
  const { points } = chosen;
  const last = points.findLast(({ observed }) => observed !== null);
  // The bands begin where the observed line ends.
  const at = (of: (point: CohortPoint) => number | null) =>
    points.map((point) => (point === last ? point.observed : of(point)));
  const name = {
    observed: t("forecasts.cohorts.observed"),
    expected: t("forecasts.cohorts.expected"),
    low80: t("forecasts.cohorts.low", { level: 80 }),
    high80: t("forecasts.cohorts.high", { level: 80 }),
    low90: t("forecasts.cohorts.low", { level: 90 }),
    high90: t("forecasts.cohorts.high", { level: 90 }),
  };
  const ahead = COLORS.profit;
  return (
    <Card>
      <BlockStack gap="300">
        <BandChart
          content={{
            title: t("forecasts.cohorts.curve", { month: monthShort(chosen.cohort) }),
            labelTitle: t("forecasts.cohorts.tenure"),
            labels: points.map(({ tenure }) => t("cohorts.tenure.month", { number: tenure })),
            series: [
              { name: name.observed, color: COLORS.sales, values: points.map(({ observed }) => observed) },
              { name: name.expected, color: ahead, values: at(({ expected }) => expected) },
              { name: name.low80, color: ahead, values: at(({ low80 }) => low80) },
              { name: name.high80, color: ahead, values: at(({ high80 }) => high80) },
              { name: name.low90, color: ahead, values: at(({ low90 }) => low90) },
              { name: name.high90, color: ahead, values: at(({ high90 }) => high90) },
            ],
            format: money,
            formatAxis: moneyShort,
          }}
          bands={[
            { low: name.low90, high: name.high90, opacity: 0.14 },
            { low: name.low80, high: name.high80, opacity: 0.2 },
          ]}
          dashed={[name.expected]}
        />
        <InlineStack align="start">
          <Select
            label={t("forecasts.cohorts.cohort")}
            labelInline
            options={cohorts.map(({ cohort }) => ({ value: String(cohort), label: monthShort(cohort) })).toReversed()}
            value={chosen.cohort}
            onChange={(value) => change({ cohort: value })}
          />
        </InlineStack>
        <Text as="p" tone="subdued">
          {t("forecasts.cohorts.curveText")}
        </Text>
      </BlockStack>
    </Card>
  );
}

const AGES = [2, 5, 11, 23, 35] as const;

/** All cohorts at the same age: observed where they have reached it, else expected with its range. */
function EqualAges({ cohorts, rangesOnly }: { cohorts: readonly ContinuedCohort[]; rangesOnly: boolean }) {
  const { t, money, monthShort, count } = useWords();
  const cell = (point: CohortPoint | undefined) => {
    if (point === undefined) return "–";
    if (point.observed !== null) return money(point.observed);
    if (point.expected === null) return "–";
    if (rangesOnly) return <em>{`${money(point.low90)} – ${money(point.high90)}`}</em>;
    return (
      <em>
        {t("forecasts.cohorts.expectedCell", {
          value: money(point.expected),
          low: money(point.low90),
          high: money(point.high90),
        })}
      </em>
    );
  };
  return (
    <Part title={t("forecasts.cohorts.ages")} text={t("forecasts.cohorts.agesText")}>
      <FiguresTable
        label={t("forecasts.cohorts.ages")}
        heads={[
          { text: t("forecasts.cohorts.cohort") },
          { text: t("predictions.scores.customers"), numeric: true },
          ...AGES.map((age) => ({ text: t("forecasts.cohorts.age", { count: age + 1 }), numeric: true })),
        ]}
        rows={cohorts.toReversed().map(({ cohort, customers, points }) => ({
          key: cohort,
          cells: [
            monthShort(cohort),
            count(customers),
            ...AGES.map((age) => cell(points.find(({ tenure }) => tenure === age))),
          ],
        }))}
      />
    </Part>
  );
}

function Payback({ cohorts, rangesOnly }: { cohorts: readonly ContinuedCohort[]; rangesOnly: boolean }) {
  const { t, money, monthShort, value } = useWords();
  const known = cohorts.filter(({ acquisitionCost }) => acquisitionCost !== null);
  if (known.length === 0)
    return (
      <Box paddingInline={{ xs: "400", sm: "0" }}>
        <Text as="p" tone="subdued">
          {t("forecasts.costs.unknown")}
        </Text>
      </Box>
    );
  const times = (of: number | null) => value(of, "number");
  const tenure = (number: number | null) =>
    number === null ? t("forecasts.costs.notWithin") : t("cohorts.tenure.month", { number });
  return (
    <Part title={t("forecasts.costs.title")} text={t("forecasts.costs.cohortText")}>
      <FiguresTable
        label={t("forecasts.costs.title")}
        heads={[
          { text: t("forecasts.cohorts.cohort") },
          { text: t("metrics.marketingSpend.label"), numeric: true },
          { text: t("metrics.acquisitionCost.label"), numeric: true },
          ...(rangesOnly ? [] : [{ text: t("forecasts.costs.ratioAt36"), numeric: true }]),
          { text: t("forecasts.costs.range"), numeric: true },
          { text: t("forecasts.costs.comesBack") },
          { text: t("forecasts.costs.earliest") },
        ]}
        rows={known.toReversed().map((one) => ({
          key: one.cohort,
          cells: [
            monthShort(one.cohort),
            money(one.spend),
            money(one.acquisitionCost),
            ...(rangesOnly ? [] : [times(one.valueToCost)]),
            one.valueToCost === null ? "–" : `${times(one.valueToCostLow)} – ${times(one.valueToCostHigh)}`,
            one.payback?.isObserved
              ? t("forecasts.costs.cameBack", { month: tenure(one.payback.month) })
              : one.payback
                ? t("forecasts.costs.expectedIn", { month: tenure(one.payback.month) })
                : t("forecasts.costs.notWithin"),
            one.payback?.isObserved ? "–" : `${tenure(one.paybackEarliest)} – ${tenure(one.paybackLatest)}`,
          ],
        }))}
      />
    </Part>
  );
}
