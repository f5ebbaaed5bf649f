import { BlockStack, Box, Button, InlineGrid, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { DeleteIcon, PlusIcon } from "@shopify/polaris-icons";
import { hasComparison } from "~/analytics/comparedMetrics";
import { CONDITION_TESTS, MOST_CONDITIONS } from "~/analytics/conditions";
import type { MetricName } from "~/analytics/metrics/registry";
import { KEY_FIGURE_CHOICES } from "~/analytics/sectionOptions";
import type { Faults } from "~/components/form/fault";
import { useFault } from "~/components/form/useFault";
import { useWords } from "~/components/shell/words";
import type { ScheduleValues } from "./scheduleValues";
import { amountUnit, type ConditionValues } from "./timingValues";

interface ConditionsProps {
  readonly values: ScheduleValues;
  readonly faults: Faults;
  readonly onChange: (changes: Partial<ScheduleValues>) => void;
}

const FIRST: ConditionValues = { metric: "netSales", test: "above", amount: "" };

/** The conditions under which a report is sent, each a line of fields. */
export function ConditionFields({ values: { timing }, faults, onChange }: ConditionsProps) {
  const { t } = useWords();
  const wrong = useFault(faults);
  const { conditions, conditionMode } = timing;
  const set = (changes: Partial<ScheduleValues["timing"]>) => onChange({ timing: { ...timing, ...changes } });
  const change = (at: number, condition: ConditionValues) =>
    set({ conditions: conditions.map((one, index) => (index === at ? condition : one)) });
  return (
    <BlockStack gap="300">
      <Text as="p" tone="subdued">
        {t("timing.conditions.text")} {conditions.length > 0 ? t("timing.conditions.byHand") : ""}
      </Text>
      {conditions.length > 1 ? (
        <Select
          label={t("timing.conditions.mode")}
          options={(["all", "any"] as const).map((value) => ({ value, label: t(`timing.conditions.${value}`) }))}
          value={conditionMode}
          onChange={(chosen: typeof conditionMode) => set({ conditionMode: chosen })}
        />
      ) : null}
      {conditions.map((condition, index) => (
        <ConditionLine
          // A condition has no name of its own but its place.
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are only added at the end, and their fields hold nothing themselves
          key={index}
          condition={condition}
          number={index + 1}
          error={wrong(`timing.conditions.of.${index}`)}
          onChange={(changed) => change(index, changed)}
          onRemove={() => set({ conditions: conditions.filter((_, other) => other !== index) })}
        />
      ))}
      {conditions.length < MOST_CONDITIONS ? (
        <InlineStack>
          <Button icon={PlusIcon} onClick={() => set({ conditions: [...conditions, FIRST] })}>
            {t("timing.conditions.add")}
          </Button>
        </InlineStack>
      ) : null}
    </BlockStack>
  );
}

interface LineProps {
  readonly condition: ConditionValues;
  readonly number: number;
  readonly error: string | undefined;
  readonly onChange: (condition: ConditionValues) => void;
  readonly onRemove: () => void;
}

function ConditionLine({ condition, number, error, onChange, onRemove }: LineProps) {
  const { t, currency } = useWords();
  const { metric, test, amount } = condition;
  const tests = CONDITION_TESTS.filter((one) => one === "above" || one === "below" || hasComparison(metric));
  const suffixes: Partial<Record<ReturnType<typeof amountUnit>, string>> = {
    percent: "%",
    points: t("timing.conditions.points"),
    minor: currency,
  };
  return (
    <Box padding="300" borderWidth="025" borderColor="border-secondary" borderRadius="200">
      <BlockStack gap="200">
        <InlineGrid columns="1fr auto" gap="200" alignItems="end">
          <Select
            label={t("timing.conditions.metric")}
            options={KEY_FIGURE_CHOICES.map(({ family, metrics }) => ({
              title: t(`builder.families.${family}`),
              options: metrics.map((name) => ({ value: name, label: t(`metrics.${name}.label`) })),
            }))}
            value={metric}
            onChange={(name: MetricName) =>
              onChange({ ...condition, metric: name, test: hasComparison(name) ? test : kept(test) })
            }
          />
          <Button
            icon={DeleteIcon}
            accessibilityLabel={t("timing.conditions.remove", { number })}
            variant="tertiary"
            onClick={onRemove}
          />
        </InlineGrid>
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="200" alignItems="start">
          <Select
            label={t("timing.conditions.test")}
            options={tests.map((value) => ({ value, label: t(`timing.conditions.tests.${value}`) }))}
            value={test}
            onChange={(chosen: ConditionValues["test"]) => onChange({ ...condition, test: chosen })}
          />
          <TextField
            label={t("timing.conditions.amount")}
            autoComplete="off"
            inputMode="decimal"
            value={amount}
            suffix={suffixes[amountUnit(condition)]}
            error={error}
            onChange={(typed) => onChange({ ...condition, amount: typed })}
          />
        </InlineGrid>
      </BlockStack>
    </Box>
  );
}

/** A test of a figure that has nothing to compare with. */
const kept = (test: ConditionValues["test"]): ConditionValues["test"] =>
  test === "above" || test === "below" ? test : "above";
