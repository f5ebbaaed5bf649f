import { BlockStack, InlineStack, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { getMetric } from "~/analytics/metrics/registry";
import { ColumnChart } from "~/components/charts/ColumnChart";
import { COLORS } from "~/components/charts/colors";
import { useWords } from "~/components/shell/words";
import type { CohortRow } from "~/reports/report";
import { type Cohort, MEASURES, type Measure, type MeasureName, SMALLEST_COLOURED } from "./measures";

const AGES = [0, 1, 2, 3, 6, 9, 11, 12, 18, 24] as const;

/** Cohorts side by side at the same age: whether newer customers do better than older ones did. Only cohorts that have reached the age. */
export function EqualAge({ cohorts, measure }: { cohorts: readonly Cohort[]; measure: MeasureName }) {
  const { t, monthShort, value, moneyShort, ratio } = useWords();
  const ages = AGES.filter((age) => cohorts.filter((cohort) => isOfAge(cohort, age)).length >= 2);
  const [age, setAge] = useState<number>(ages.find((candidate) => candidate >= 3) ?? ages.at(-1) ?? 0);
  const { metric, of } = MEASURES[measure];
  const { unit } = getMetric(metric);
  const label = t(`metrics.${metric}.label`);
  const old = cohorts.filter((cohort) => isOfAge(cohort, age));
  const content = {
    title: t("pages.cohorts.equalAge", { measure: label }),
    labelTitle: t("reports.columns.cohortMonth"),
    labels: old.map((cohort) => monthShort(cohort.month)),
    series: [{ name: label, color: COLORS.profit, values: old.map(({ cells }) => valueAt(cells, age, of)) }],
    format: (amount: number | null) => value(amount, unit),
    formatAxis: (amount: number) => (unit === "minor" ? moneyShort(amount) : ratio(amount)),
  };
  if (ages.length === 0) return <Text as="p">{t("pages.cohorts.tooYoung")}</Text>;
  return (
    <BlockStack gap="300">
      <ColumnChart content={content} />
      <InlineStack align="start">
        <Select
          label={t("pages.cohorts.age")}
          labelInline
          options={ages.map((option) => ({
            value: String(option),
            label: t("pages.cohorts.afterMonth", { month: option }),
          }))}
          value={String(age)}
          onChange={(chosen) => setAge(Number(chosen))}
        />
      </InlineStack>
    </BlockStack>
  );
}

const isOfAge = ({ size, cells }: Cohort, age: number): boolean =>
  size >= SMALLEST_COLOURED && (cells[age]?.complete ?? false);

function valueAt(cells: readonly CohortRow[], age: number, of: Measure["of"]): number | null {
  const cell = cells[age];
  return cell === undefined ? null : of(cell);
}
