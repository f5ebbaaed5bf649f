import { ActionList, Button, ButtonGroup, Popover, Text } from "@shopify/polaris";
import { FilterIcon, XSmallIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { FILTER_DIMENSIONS, type FilterDimension } from "~/analytics/filter";
import { useWords } from "~/components/shell/words";
import { filterText } from "~/i18n/filterText";
import type { AppliedFilter, ReportHead } from "~/reports/report";
import { FILTER_GROUPS } from "./groups";
import { SwitchPicker } from "./SwitchPicker";
import { useFilter } from "./useFilter";
import { ValuePicker } from "./ValuePicker";

interface FilterBarProps {
  readonly report: Pick<ReportHead, "filter" | "switches">;
  /** Those that may be chosen; all, unless they are told. Without any, only orders can be left out. */
  readonly dimensions?: readonly FilterDimension[];
  /** What a filter means on this page beside what it means everywhere. */
  readonly note?: string;
}

/** Which orders a page is about: a chip for each dimension, a menu for more, and the orders that are left out. */
export function FilterBar({ report: { filter, switches }, dimensions = FILTER_DIMENSIONS, note }: FilterBarProps) {
  const { t } = useWords();
  const { clear } = useFilter();
  return (
    <div className="filter-bar">
      {filter.map((applied) => (
        <Chip key={applied.dimension} applied={applied} />
      ))}
      {dimensions.length > 0 ? <AddFilter filter={filter} dimensions={dimensions} /> : null}
      {filter.length > 0 ? (
        <Button variant="plain" onClick={clear}>
          {t("filters.clear")}
        </Button>
      ) : null}
      <SwitchPicker switches={switches} />
      {filter.length > 0 ? (
        <div className="filter-note">
          <Text as="p" tone="subdued" variant="bodySm">
            {t("filters.neverRenumbers")} {note}
          </Text>
        </div>
      ) : null}
    </div>
  );
}

const MOST_CHARACTERS = 60;

function Chip({ applied }: { applied: AppliedFilter }) {
  const { t, language } = useWords();
  const { set } = useFilter();
  const [open, setOpen] = useState(false);
  const name = t(`filters.dimensions.${applied.dimension}`);
  const text = filterText(applied, language);
  return (
    <Popover
      active={open}
      onClose={() => setOpen(false)}
      preferredAlignment="left"
      activator={
        <ButtonGroup variant="segmented">
          <Button onClick={() => setOpen(!open)} accessibilityLabel={t("filters.edit", { name: text })}>
            {text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text}
          </Button>
          <Button
            icon={XSmallIcon}
            accessibilityLabel={t("filters.remove", { name })}
            onClick={() => set(applied.dimension, [])}
          />
        </ButtonGroup>
      }
    >
      {open ? (
        <ValuePicker dimension={applied.dimension} chosen={applied.values} onDone={() => setOpen(false)} />
      ) : null}
    </Popover>
  );
}

/** The menu of dimensions, and then of the values of the one that was chosen. */
function AddFilter({
  filter,
  dimensions: offered,
}: Required<Pick<FilterBarProps, "dimensions">> & Pick<ReportHead, "filter">) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const [dimension, setDimension] = useState<FilterDimension | null>(null);
  const close = () => {
    setOpen(false);
    setDimension(null);
  };
  const sections = Object.entries(FILTER_GROUPS)
    .map(([group, dimensions]) => ({
      title: t(`filters.groups.${group as keyof typeof FILTER_GROUPS}`),
      items: dimensions
        .filter((one) => offered.includes(one))
        .map((one) => ({ content: t(`filters.dimensions.${one}`), onAction: () => setDimension(one) })),
    }))
    .filter(({ items }) => items.length > 0);
  return (
    <Popover
      active={open}
      onClose={close}
      preferredAlignment="left"
      activator={
        <Button icon={FilterIcon} disclosure onClick={() => (open ? close() : setOpen(true))}>
          {t("filters.add")}
        </Button>
      }
    >
      {open && dimension === null ? <ActionList actionRole="menuitem" sections={sections} /> : null}
      {open && dimension !== null ? (
        <ValuePicker
          dimension={dimension}
          chosen={filter.find((applied) => applied.dimension === dimension)?.values ?? []}
          onDone={close}
        />
      ) : null}
    </Popover>
  );
}
