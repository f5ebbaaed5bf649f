import { BlockStack, InlineStack, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { ColumnChart } from "~/components/charts/ColumnChart";
import { COLORS } from "~/components/charts/colors";
import { useWords } from "~/components/shell/words";
import type { CohortChoices, ShownCohort } from "~/reports/cohortPage";
import { useView } from "./useView";

const AGES = [0, 1, 2, 3, 6, 9, 11, 12, 18, 24] as const;
const MOST_COHORTS = 26;

interface EqualAgeProps {
  readonly cohorts: readonly ShownCohort[];
  readonly choices: CohortChoices;
  readonly smallest: number;
}

/** Cohorts side by side at the same age: whether newer customers do better than older ones did. Only cohorts that have reached the age. */
export function EqualAge({ cohorts, choices, smallest }: EqualAgeProps) {
  const { t } = useWords();
  const view = useView(choices);
  const isOfAge = ({ size, cells }: ShownCohort, age: number) => size >= smallest && (cells[age]?.complete ?? false);
  const ages = AGES.filter((age) => cohorts.filter((cohort) => isOfAge(cohort, age)).length >= 2);
  const [chosen, setChosen] = useState<number | null>(null);
  const age = ages.find((one) => one === chosen) ?? ages.find((one) => one >= 3) ?? ages.at(-1);
  if (age === undefined) return <Text as="p">{t("cohorts.tooYoung")}</Text>;
  const old = cohorts.filter((cohort) => isOfAge(cohort, age)).slice(-MOST_COHORTS);
  return (
    <BlockStack gap="300">
      <ColumnChart
        content={{
          title: t("cohorts.equalAge", { measure: view.label }),
          labelTitle: t("cohorts.firstOrder"),
          labels: old.map(({ start }) => view.cohort(start)),
          series: [
            { name: view.label, color: COLORS.profit, values: old.map(({ cells }) => cells[age]?.value ?? null) },
          ],
          format: view.value,
          formatAxis: view.axis,
        }}
      />
      <InlineStack align="start">
        <Select
          label={t("cohorts.age")}
          labelInline
          options={ages.map((option) => ({ value: String(option), label: view.tenure(option) }))}
          value={String(age)}
          onChange={(next) => setChosen(Number(next))}
        />
      </InlineStack>
    </BlockStack>
  );
}
