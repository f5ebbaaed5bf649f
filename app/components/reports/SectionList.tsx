import { BlockStack, Button, Checkbox, InlineError, InlineStack } from "@shopify/polaris";
import { type ReactNode, useState } from "react";
import type { SectionOptions } from "~/analytics/sectionOptions";
import type { Faults } from "~/components/form/fault";
import { useFault } from "~/components/form/useFault";
import { useWords } from "~/components/shell/words";
import type { SectionName } from "~/reports/report";
import { OrderedList } from "./OrderedList";
import { hasSettings, SectionSettings } from "./SectionSettings";

interface SectionListProps {
  /** Those that can be chosen. */
  readonly all: readonly SectionName[];
  /** Those chosen, in their order. */
  readonly chosen: readonly SectionName[];
  readonly options: SectionOptions;
  readonly faults: Faults;
  readonly onChoose: (chosen: SectionName[]) => void;
  readonly onSet: (options: SectionOptions) => void;
}

/** Chooses sections, their order, and how each shows what it holds: the chosen ones come first, as they will stand in the report. */
export function SectionList({ all, chosen, options, faults, onChoose, onSet }: SectionListProps) {
  const { t } = useWords();
  const [open, setOpen] = useState<SectionName | null>(null);
  const error = useFault(faults)("sections");
  const nameOf = (section: SectionName) => t(`reports.sections.${section}`);
  const wrong = (section: SectionName) => Object.keys(faults).some((path) => path.startsWith(faultsOf(section)));
  return (
    <fieldset className="plain-fieldset">
      <legend>{t("pages.schedule.sections")}</legend>
      <BlockStack gap="100">
        <OrderedList
          names={chosen}
          labelOf={nameOf}
          upLabel={(section) => t("pages.schedule.moveUp", { section: nameOf(section) })}
          downLabel={(section) => t("pages.schedule.moveDown", { section: nameOf(section) })}
          onChange={onChoose}
          entry={(section, buttons) => {
            const isOpen = open === section || wrong(section);
            return (
              <>
                <Row
                  name={nameOf(section)}
                  checked
                  onChange={() => onChoose(chosen.filter((other) => other !== section))}
                >
                  {hasSettings(section) ? (
                    <Button
                      size="slim"
                      variant="tertiary"
                      disclosure={isOpen ? "up" : "down"}
                      ariaExpanded={isOpen}
                      accessibilityLabel={t("builder.optionsOf", { section: nameOf(section) })}
                      onClick={() => setOpen(isOpen ? null : section)}
                    >
                      {t("builder.options")}
                    </Button>
                  ) : null}
                  {buttons}
                </Row>
                {isOpen ? (
                  <div className="section-settings">
                    <SectionSettings section={section} options={options} faults={faults} onSet={onSet} />
                  </div>
                ) : null}
              </>
            );
          }}
        />
        {all
          .filter((section) => !chosen.includes(section))
          .map((section) => (
            <Row key={section} name={nameOf(section)} checked={false} onChange={() => onChoose([...chosen, section])} />
          ))}
        {error ? <InlineError message={error} fieldID="sections" /> : null}
      </BlockStack>
    </fieldset>
  );
}

/** Where the faults of a section's options stand. */
const faultsOf = (section: SectionName): string =>
  section === "keyFigures" ? "options.keyFigures" : `options.rows.${section}`;

interface RowProps {
  readonly name: string;
  readonly checked: boolean;
  readonly onChange: () => void;
  readonly children?: ReactNode;
}

const Row = ({ name, checked, onChange, children }: RowProps) => (
  <div className="section-row">
    <Checkbox label={name} checked={checked} onChange={onChange} />
    {children ? (
      <InlineStack gap="100" wrap={false} blockAlign="center">
        {children}
      </InlineStack>
    ) : null}
  </div>
);
