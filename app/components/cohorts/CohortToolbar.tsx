import { Select } from "@shopify/polaris";
import { COHORT_MEASURES, isShare } from "~/analytics/cohortMeasures";
import { COHORT_SPANS, COHORT_SPLITS } from "~/analytics/cohorts";
import { useChange } from "~/components/period/PeriodPicker";
import { useWords } from "~/components/shell/words";
import type { CohortChoices } from "~/reports/cohortPage";

/** Chooses by what customers are taken together, by what they are split, and what is shown of them. */
export function CohortToolbar({ choices }: { choices: CohortChoices }) {
  const { t } = useWords();
  const change = useChange();
  const share = isShare(choices.measure);
  return (
    <div className="toolbar">
      <Select
        label={t("cohorts.measure")}
        labelInline
        options={COHORT_MEASURES.map((value) => ({ value, label: t(`metrics.${value}.label`) }))}
        value={choices.measure}
        onChange={(measure) => change({ measure })}
      />
      <Select
        label={t("cohorts.span")}
        labelInline
        options={COHORT_SPANS.map((value) => ({ value, label: t(`cohorts.spans.${value}`) }))}
        value={choices.span}
        onChange={(cohorts) => change({ cohorts, horizon: null })}
      />
      <Select
        label={t("cohorts.split")}
        labelInline
        options={[
          { value: "", label: t("cohorts.noSplit") },
          ...COHORT_SPLITS.map((value) => ({ value, label: t(`filters.dimensions.${value}`) })),
        ]}
        value={choices.split ?? ""}
        onChange={(split) => change({ split: split === "" ? null : split })}
      />
      {share ? null : (
        <>
          <Select
            label={t("cohorts.through.label")}
            labelInline
            options={(["cumulative", "span"] as const).map((value) => ({
              value,
              label: t(`cohorts.through.${value}`),
            }))}
            value={choices.through}
            onChange={(through) => change({ through })}
          />
          <Select
            label={t("cohorts.per.label")}
            labelInline
            options={(["customer", "cohort"] as const).map((value) => ({ value, label: t(`cohorts.per.${value}`) }))}
            value={choices.per}
            onChange={(per) => change({ per })}
          />
        </>
      )}
    </div>
  );
}
