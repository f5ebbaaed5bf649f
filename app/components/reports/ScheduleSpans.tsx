import { FormLayout, Select } from "@shopify/polaris";
import { COHORT_SPANS } from "~/analytics/cohorts";
import { GRAINS } from "~/analytics/period";
import { COMPARISON_CHOICES, PERIOD_RULES } from "~/analytics/periodRule";
import { DayField } from "~/components/form/DayField";
import type { Faults } from "~/components/form/fault";
import { useFault } from "~/components/form/useFault";
import { useWords } from "~/components/shell/words";
import type { ScheduleValues } from "./scheduleValues";

interface ScheduleSpansProps {
  readonly values: ScheduleValues;
  readonly faults: Faults;
  readonly onChange: (changes: Partial<ScheduleValues>) => void;
}

/** The days a scheduled report is about, what they are compared with, and how they are divided. */
export function ScheduleSpans(props: ScheduleSpansProps) {
  const { values, onChange } = props;
  const { t } = useWords();
  return (
    <FormLayout>
      <FormLayout.Group>
        <Select
          label={t("pages.schedule.period")}
          options={PERIOD_RULES.map((value) => ({ value, label: t(`pages.period.${value}`) }))}
          value={values.periodRule}
          onChange={(periodRule: ScheduleValues["periodRule"]) => onChange({ periodRule })}
        />
        <Select
          label={t("pages.schedule.comparison")}
          options={COMPARISON_CHOICES.map((value) => ({
            value,
            label: t(value === "chosen" ? "filters.chosen" : `pages.period.${value}`),
          }))}
          value={values.comparison}
          onChange={(comparison: ScheduleValues["comparison"]) => onChange({ comparison })}
        />
      </FormLayout.Group>
      {values.comparison === "chosen" ? <Compared {...props} /> : null}
      <FormLayout.Group>
        <Select
          label={t("pages.schedule.grain")}
          options={GRAINS.map((value) => ({ value, label: t(`filters.grain.${value}`) }))}
          value={values.grain}
          onChange={(grain: ScheduleValues["grain"]) => onChange({ grain })}
        />
        <Select
          label={t("cohorts.span")}
          options={COHORT_SPANS.map((value) => ({ value, label: t(`cohorts.spans.${value}`) }))}
          value={values.cohortSpan}
          onChange={(cohortSpan: ScheduleValues["cohortSpan"]) => onChange({ cohortSpan })}
        />
      </FormLayout.Group>
      <Select
        label={t("pages.schedule.clock")}
        options={(["eventDay", "orderDay"] as const).map((value) => ({ value, label: t(`common.clocks.${value}`) }))}
        value={values.clock}
        onChange={(clock: ScheduleValues["clock"]) => onChange({ clock })}
      />
    </FormLayout>
  );
}

/** A span with own ends stays the same from one report to the next. */
function Compared({ values, faults, onChange }: ScheduleSpansProps) {
  const { t } = useWords();
  return (
    <FormLayout.Group>
      <DayField
        label={t("filters.compareStart")}
        value={values.compareStart}
        error={useFault(faults)("compared")}
        onChange={(compareStart) => onChange({ compareStart })}
      />
      <DayField
        label={t("filters.compareLast")}
        value={values.compareLast}
        onChange={(compareLast) => onChange({ compareLast })}
      />
    </FormLayout.Group>
  );
}
