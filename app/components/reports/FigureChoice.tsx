import { BlockStack, Button, InlineError, InlineStack, Select, Text } from "@shopify/polaris";
import { XSmallIcon } from "@shopify/polaris-icons";
import type { MetricName } from "~/analytics/metrics/registry";
import {
  KEY_FIGURE_CHOICES,
  MOST_KEY_FIGURES,
  type SectionOptions,
  USUAL_KEY_FIGURES,
} from "~/analytics/sectionOptions";
import type { Faults } from "~/components/form/fault";
import { useFault } from "~/components/form/useFault";
import { useWords } from "~/components/shell/words";
import { OrderedList } from "./OrderedList";

interface FigureChoiceProps {
  readonly options: SectionOptions;
  readonly faults: Faults;
  readonly onSet: (options: SectionOptions) => void;
}

/** Chooses the figures at the head of a report and their order. */
export function FigureChoice({ options, faults, onSet }: FigureChoiceProps) {
  const { t } = useWords();
  const error = useFault(faults)("options.keyFigures");
  const { keyFigures } = options;
  const set = (names: readonly MetricName[] | null) => onSet({ ...options, keyFigures: names });
  return (
    <BlockStack gap="200">
      <Select
        label={t("builder.figures.title")}
        options={[
          { value: "usual", label: t("builder.figures.usual") },
          { value: "own", label: t("builder.figures.own") },
        ]}
        value={keyFigures === null ? "usual" : "own"}
        onChange={(which) => set(which === "usual" ? null : USUAL_KEY_FIGURES)}
      />
      {keyFigures === null ? null : <Chosen names={keyFigures} onChange={set} />}
      {error ? <InlineError message={error} fieldID="keyFigures" /> : null}
    </BlockStack>
  );
}

interface ChosenProps {
  readonly names: readonly MetricName[];
  readonly onChange: (names: readonly MetricName[]) => void;
}

function Chosen({ names, onChange }: ChosenProps) {
  const { t } = useWords();
  const labelOf = (name: MetricName) => t(`metrics.${name}.label`);
  return (
    <>
      <BlockStack>
        <OrderedList
          names={names}
          labelOf={labelOf}
          upLabel={(name) => t("builder.figures.moveUp", { name: labelOf(name) })}
          downLabel={(name) => t("builder.figures.moveDown", { name: labelOf(name) })}
          onChange={onChange}
          entry={(name, buttons) => (
            <div className="section-row">
              <Text as="span">{labelOf(name)}</Text>
              <InlineStack gap="100" wrap={false}>
                {buttons}
                <Button
                  size="slim"
                  variant="tertiary"
                  icon={XSmallIcon}
                  disabled={names.length === 1}
                  accessibilityLabel={t("builder.figures.remove", { name: labelOf(name) })}
                  onClick={() => onChange(names.filter((other) => other !== name))}
                />
              </InlineStack>
            </div>
          )}
        />
      </BlockStack>
      {names.length >= MOST_KEY_FIGURES ? (
        <Text as="p" tone="subdued">
          {t("builder.figures.full", { most: MOST_KEY_FIGURES })}
        </Text>
      ) : (
        <AddFigure names={names} onChange={onChange} />
      )}
    </>
  );
}

function AddFigure({ names, onChange }: ChosenProps) {
  const { t } = useWords();
  const families = KEY_FIGURE_CHOICES.map(({ family, metrics }) => ({
    title: t(`builder.families.${family}`),
    options: metrics
      .filter((name) => !names.includes(name))
      .map((value) => ({ value, label: t(`metrics.${value}.label`) })),
  }));
  return (
    <Select
      label={t("builder.figures.add")}
      placeholder={t("builder.figures.pick")}
      options={families.filter(({ options }) => options.length > 0)}
      value=""
      onChange={(name: MetricName) => onChange([...names, name])}
    />
  );
}
