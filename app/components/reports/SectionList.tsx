import { BlockStack, Button, Checkbox, InlineError, InlineStack } from "@shopify/polaris";
import { ArrowDownIcon, ArrowUpIcon } from "@shopify/polaris-icons";
import { useWords } from "~/components/shell/words";
import type { SectionName } from "~/reports/report";

interface SectionListProps {
  /** Those that can be chosen. */
  readonly all: readonly SectionName[];
  /** Those chosen, in their order. */
  readonly chosen: readonly SectionName[];
  readonly error?: string | undefined;
  readonly onChange: (chosen: SectionName[]) => void;
}

/** Chooses sections and their order: the chosen ones come first, as they will stand in the report. */
export function SectionList({ all, chosen, error, onChange }: SectionListProps) {
  const { t } = useWords();
  const rest = all.filter((section) => !chosen.includes(section));
  const move = (from: number, to: number) => {
    const moved = chosen[from];
    if (moved === undefined) return;
    onChange(chosen.toSpliced(from, 1).toSpliced(to, 0, moved));
  };
  return (
    <fieldset className="plain-fieldset">
      <legend>{t("pages.schedule.sections")}</legend>
      <BlockStack gap="100">
        {[...chosen, ...rest].map((section, index) => {
          const on = index < chosen.length;
          const name = t(`reports.sections.${section}`);
          return (
            <div key={section} className="section-row">
              <Checkbox
                label={name}
                checked={on}
                onChange={() => onChange(on ? chosen.filter((other) => other !== section) : [...chosen, section])}
              />
              {on ? (
                <InlineStack gap="100" wrap={false}>
                  <Button
                    size="slim"
                    variant="tertiary"
                    icon={ArrowUpIcon}
                    disabled={index === 0}
                    accessibilityLabel={t("pages.schedule.moveUp", { section: name })}
                    onClick={() => move(index, index - 1)}
                  />
                  <Button
                    size="slim"
                    variant="tertiary"
                    icon={ArrowDownIcon}
                    disabled={index === chosen.length - 1}
                    accessibilityLabel={t("pages.schedule.moveDown", { section: name })}
                    onClick={() => move(index, index + 1)}
                  />
                </InlineStack>
              ) : null}
            </div>
          );
        })}
        {error ? <InlineError message={error} fieldID="sections" /> : null}
      </BlockStack>
    </fieldset>
  );
}
