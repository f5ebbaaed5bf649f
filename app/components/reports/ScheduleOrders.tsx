import { FILTER_DIMENSIONS } from "~/analytics/filter";
import type { OrderSwitches } from "~/analytics/switches";
import { FilterBar } from "~/components/filter/FilterBar";
import { type FilterChanges, FilterOfForm } from "~/components/filter/useFilter";
import { useWords } from "~/components/shell/words";
import type { ScheduleValues } from "./scheduleValues";

interface ScheduleOrdersProps {
  readonly values: Pick<ScheduleValues, "filter" | "switches">;
  /** Those that hold while the report has none of its own. */
  readonly shopSwitches: OrderSwitches;
  readonly onChange: (changes: Partial<Pick<ScheduleValues, "filter" | "switches">>) => void;
}

/** Chooses the orders a scheduled report is made of, as pages do; the form keeps the choice. */
export function ScheduleOrders({ values: { filter, switches }, shopSwitches, onChange }: ScheduleOrdersProps) {
  const { t } = useWords();
  const changes: FilterChanges = {
    hasOwnSwitches: switches !== null,
    set: (dimension, values) => {
      const others = filter.filter((one) => one.dimension !== dimension);
      const next = values.length === 0 ? others : [...others, { dimension, values }];
      onChange({ filter: FILTER_DIMENSIONS.flatMap((known) => next.filter((one) => one.dimension === known)) });
    },
    clear: () => onChange({ filter: [] }),
    setSwitches: (chosen) => onChange({ switches: chosen }),
    resetSwitches: () => onChange({ switches: null }),
  };
  return (
    <fieldset className="plain-fieldset">
      <legend>{t("pages.schedule.orders")}</legend>
      <FilterOfForm.Provider value={changes}>
        <FilterBar report={{ filter, switches: switches ?? shopSwitches }} />
      </FilterOfForm.Provider>
    </fieldset>
  );
}
