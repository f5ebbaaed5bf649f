import { Select } from "@shopify/polaris";
import { addDays, GRAINS, previousPeriod } from "~/analytics/period";
import { COMPARISON_CHOICES, type ComparisonChoice } from "~/analytics/periodRule";
import { DayField } from "~/components/form/DayField";
import { useWords } from "~/components/shell/words";
import { useChange } from "./PeriodPicker";
import type { PeriodQuery } from "./periodQuery";

/** Chooses what the period is compared with; a span of own dates has two fields more. */
export function ComparisonPicker({ query }: { query: PeriodQuery }) {
  const { t } = useWords();
  const change = useChange();
  const label = (choice: ComparisonChoice) => t(choice === "chosen" ? "filters.chosen" : `pages.period.${choice}`);
  return (
    <>
      <Select
        label={t("pages.period.comparison")}
        labelInline
        options={COMPARISON_CHOICES.map((value) => ({ value, label: label(value) }))}
        value={query.comparison}
        onChange={(comparison) => {
          const { start, end } = query.compared ?? previousPeriod(query.period);
          const chosen = comparison === "chosen";
          change({
            comparison,
            compareStart: chosen ? start : null,
            compareLast: chosen ? addDays(end, -1) : null,
          });
        }}
      />
      {query.comparison === "chosen" && query.compared ? (
        <>
          <DayField
            label={t("filters.compareStart")}
            labelHidden
            value={query.compared.start}
            onChange={(compareStart) => change({ compareStart })}
          />
          <DayField
            label={t("filters.compareLast")}
            labelHidden
            value={addDays(query.compared.end, -1)}
            onChange={(compareLast) => change({ compareLast })}
          />
        </>
      ) : null}
    </>
  );
}

/** Chooses the spans into which the period is divided. */
export function GrainPicker({ query }: { query: PeriodQuery }) {
  const { t } = useWords();
  const change = useChange();
  return (
    <Select
      label={t("filters.grain.label")}
      labelInline
      options={GRAINS.map((value) => ({ value, label: t(`filters.grain.${value}`) }))}
      value={query.grain}
      onChange={(grain) => change({ grain })}
    />
  );
}

/** Chooses the day a change of an order counts on: its own, or the order's. */
export function ClockPicker({ query }: { query: PeriodQuery }) {
  const { t } = useWords();
  const change = useChange();
  return (
    <Select
      label={t("pages.period.clock")}
      labelInline
      options={(["eventDay", "orderDay"] as const).map((value) => ({ value, label: t(`common.clocks.${value}`) }))}
      value={query.clock}
      onChange={(clock) => change({ clock })}
    />
  );
}
