import { BlockStack, Card, InlineStack, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import type { CohortSplit } from "~/analytics/cohorts";
import { SPLIT_COLORS } from "~/components/charts/colors";
import { LineChart } from "~/components/charts/LineChart";
import { ScrollHint } from "~/components/figures/ScrollHint";
import { useWords } from "~/components/shell/words";
import { filterValueText } from "~/i18n/filterText";
import type { CohortReport, CohortSetView } from "~/reports/cohortPage";
import { CohortHeatMap } from "./CohortHeatMap";
import { useView } from "./useView";

interface SplitProps {
  readonly report: CohortReport;
  readonly split: CohortSplit;
}

/** Customers with each value of the split: their curves and figures beside each other, and the cohorts of one of them. */
export function SplitView({ report, split }: SplitProps) {
  const { t } = useWords();
  const { sets, choices, smallest, moreValues } = report;
  const name = useSetName(split);
  const [chosen, setChosen] = useState(sets[0]?.value ?? "");
  const shown = sets.find(({ value }) => value === chosen) ?? sets[0];
  return (
    <>
      <Card>
        <BlockStack gap="200">
          <Curves report={report} split={split} />
          {moreValues ? (
            <Text as="p" tone="subdued">
              {t("cohorts.moreValues", { count: sets.length })}
            </Text>
          ) : null}
        </BlockStack>
      </Card>
      <Card padding="0">
        <SideBySide report={report} split={split} />
      </Card>
      {shown ? (
        <Card padding="0">
          <div className="card-head">
            <InlineStack>
              <Select
                label={t("cohorts.chosen")}
                labelInline
                options={sets.map((set) => ({ value: set.value, label: name(set) }))}
                value={shown.value}
                onChange={setChosen}
              />
            </InlineStack>
          </div>
          <CohortHeatMap set={shown} choices={choices} smallest={smallest} />
        </Card>
      ) : null}
    </>
  );
}

function useSetName(split: CohortSplit) {
  const { language } = useWords();
  return ({ value, label }: Pick<CohortSetView, "value" | "label">) =>
    filterValueText(split, { value, label }, language);
}

function Curves({ report: { sets, choices, smallest }, split }: SplitProps) {
  const { t, language } = useWords();
  const view = useView(choices);
  const name = useSetName(split);
  const drawn = sets.filter(({ customers }) => customers >= smallest);
  const longest = Math.max(0, ...drawn.map(({ together }) => together.length));
  return (
    <LineChart
      content={{
        title: t("cohorts.compare", {
          measure: view.label,
          split: t(`filters.dimensions.${split}`).toLocaleLowerCase(language),
        }),
        labelTitle: t("reports.columns.tenure"),
        labels: Array.from({ length: longest }, (_, tenure) => view.tenure(tenure)),
        series: drawn.map((set, index) => ({
          name: name(set),
          color: SPLIT_COLORS[index % SPLIT_COLORS.length] ?? "",
          values: Array.from({ length: longest }, (_, tenure) => {
            const point = set.together[tenure];
            return point && point.customers >= smallest ? point.value : null;
          }),
        })),
        format: view.value,
        formatAxis: view.axis,
      }}
    />
  );
}

const AGES = [0, 1, 3, 6, 12, 24] as const;

/** Every value of the split at the same ages; the number of customers stands with each. */
function SideBySide({ report: { sets, choices }, split }: SplitProps) {
  const { t, count } = useWords();
  const view = useView(choices);
  const name = useSetName(split);
  const ages = AGES.filter((age) => sets.some(({ together }) => together[age] !== undefined));
  return (
    <ScrollHint columns={2 + ages.length} label={view.label}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col" className="pinned">
              {t(`filters.dimensions.${split}`)}
            </th>
            <th scope="col" className="number">
              {t("cohorts.size")}
            </th>
            {ages.map((age) => (
              <th key={age} scope="col" className="number">
                {view.tenure(age)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sets.map((set) => (
            <tr key={set.value}>
              <th scope="row" className="pinned">
                {name(set)}
              </th>
              <td className="number">{count(set.customers)}</td>
              {ages.map((age) => {
                const point = set.together[age];
                return (
                  <td
                    key={age}
                    className="number"
                    title={point ? t("cohorts.ofCustomers", { count: point.customers }) : undefined}
                  >
                    {view.value(point?.value ?? null)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollHint>
  );
}
