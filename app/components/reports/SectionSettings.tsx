import { FormLayout, Select, TextField } from "@shopify/polaris";
import { COHORT_MEASURES } from "~/analytics/cohortMeasures";
import { hasRows, ROW_BOUNDS, type RowSection, type SectionOptions } from "~/analytics/sectionOptions";
import type { Faults } from "~/components/form/fault";
import { useFault } from "~/components/form/useFault";
import { useWords } from "~/components/shell/words";
import type { SectionName } from "~/reports/report";
import { FigureChoice } from "./FigureChoice";

interface SettingsProps {
  readonly section: SectionName;
  readonly options: SectionOptions;
  readonly faults: Faults;
  readonly onSet: (options: SectionOptions) => void;
}

/** Whether there is anything to choose about how a section shows what it holds. */
export const hasSettings = (section: SectionName): boolean =>
  ["keyFigures", "cohorts", "profitAndLoss"].includes(section) || hasRows(section);

/** How one section shows what it holds. */
export function SectionSettings({ section, ...props }: SettingsProps) {
  if (hasRows(section)) return <RowSettings section={section} {...props} />;
  switch (section) {
    case "keyFigures":
      return <FigureChoice {...props} />;
    case "cohorts":
      return <CohortSettings {...props} />;
    case "profitAndLoss":
      return <ProfitSettings {...props} />;
    default:
      return null;
  }
}

type Props = Omit<SettingsProps, "section">;

const WORDS: Partial<Record<RowSection, "builder.monthsShown" | "builder.rowsOfList">> = {
  subscriptions: "builder.monthsShown",
  reconciliation: "builder.monthsShown",
  serviceLists: "builder.rowsOfList",
};

function RowSettings({ section, options, faults, onSet }: Props & { readonly section: RowSection }) {
  const { t } = useWords();
  const rows = options.rows[section];
  const isWithin = rows >= ROW_BOUNDS.least && rows <= ROW_BOUNDS.most;
  return (
    <TextField
      label={t(WORDS[section] ?? "builder.rows")}
      helpText={t("builder.rowsHelp", ROW_BOUNDS)}
      type="number"
      min={ROW_BOUNDS.least}
      max={ROW_BOUNDS.most}
      autoComplete="off"
      value={rows === 0 ? "" : String(rows)}
      error={useFault(faults)(`options.rows.${section}`) ?? !isWithin}
      onChange={(text) => onSet({ ...options, rows: { ...options.rows, [section]: Math.trunc(Number(text)) || 0 } })}
    />
  );
}

function CohortSettings({ options, onSet }: Props) {
  const { t } = useWords();
  const { measure, through } = options.cohorts;
  const set = (changes: Partial<SectionOptions["cohorts"]>) =>
    onSet({ ...options, cohorts: { ...options.cohorts, ...changes } });
  return (
    <FormLayout.Group>
      <Select
        label={t("builder.measure")}
        options={COHORT_MEASURES.map((value) => ({ value, label: t(`metrics.${value}.label`) }))}
        value={measure}
        onChange={(value: typeof measure) => set({ measure: value })}
      />
      {measure === "retention" || measure === "repeatRate" ? null : (
        <Select
          label={t("builder.through")}
          options={(["cumulative", "span"] as const).map((value) => ({
            value,
            label: t(`builder.throughs.${value}`),
          }))}
          value={through}
          onChange={(value: typeof through) => set({ through: value })}
        />
      )}
    </FormLayout.Group>
  );
}

function ProfitSettings({ options, onSet }: Props) {
  const { t } = useWords();
  return (
    <Select
      label={t("builder.profitColumns")}
      options={(["compared", "period"] as const).map((value) => ({
        value,
        label: t(`builder.profitColumnsOf.${value}`),
      }))}
      value={options.profitColumns}
      onChange={(profitColumns: SectionOptions["profitColumns"]) => onSet({ ...options, profitColumns })}
    />
  );
}
