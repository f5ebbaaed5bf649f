import { Select } from "@shopify/polaris";
import { COMPARISONS } from "~/analytics/periodRule";
import { useWords } from "~/components/shell/words";
import { useChange } from "./PeriodPicker";
import type { PeriodQuery } from "./periodQuery";

/** Chooses what the period is compared with. */
export function ComparisonPicker({ query }: { query: PeriodQuery }) {
  const { t } = useWords();
  const change = useChange();
  return (
    <Select
      label={t("pages.period.comparison")}
      labelInline
      options={COMPARISONS.map((value) => ({ value, label: t(`pages.period.${value}`) }))}
      value={query.comparison}
      onChange={(comparison) => change({ comparison })}
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
