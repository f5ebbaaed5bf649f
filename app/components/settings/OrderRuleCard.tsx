import { BlockStack, Box, Button, FormLayout, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import { DayField } from "~/components/form/DayField";
import type { Faults } from "~/components/form/fault";
import { useFault } from "~/components/form/useFault";
import { useWords } from "~/components/shell/words";
import type { OrderRuleValues } from "./costForms";

const BASES = ["order", "unit", "percent"] as const;

interface OrderRuleCardProps {
  readonly rule: OrderRuleValues;
  /** As people count, from 1. */
  readonly number: number;
  /** Under which its faults are told. */
  readonly path: string;
  readonly faults: Faults;
  readonly onChange: (changes: Partial<OrderRuleValues>) => void;
  /** Null for the first. */
  readonly onUp: (() => void) | null;
  readonly onRemove: () => void;
}

/** One rule for what orders cost: to which orders it applies, and what it comes to. */
export function OrderRuleCard(props: OrderRuleCardProps) {
  const { t } = useWords();
  const { number, onUp, onRemove } = props;
  return (
    <Box borderColor="border" borderWidth="025" borderRadius="200" padding="300">
      <FormLayout>
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {t("costs.order.rule", { number: String(number) })}
          </Text>
          <InlineStack gap="200">
            {onUp ? (
              <Button
                variant="plain"
                onClick={onUp}
                accessibilityLabel={t("costs.order.up", { number: String(number) })}
              >
                ↑
              </Button>
            ) : null}
            <Button
              variant="plain"
              tone="critical"
              onClick={onRemove}
              accessibilityLabel={t("costs.order.remove", { number: String(number) })}
            >
              {t("costs.known.remove")}
            </Button>
          </InlineStack>
        </InlineStack>
        <Measure {...props} />
        <Limits {...props} />
      </FormLayout>
    </Box>
  );
}

function Measure({ rule, path, faults, onChange }: OrderRuleCardProps) {
  const { t, currency } = useWords();
  const wrong = useFault(faults);
  const isPercent = rule.basis === "percent";
  return (
    <FormLayout.Group condensed>
      <Select
        label={t("costs.order.basis")}
        options={BASES.map((basis) => ({ value: basis, label: t(`costs.order.bases.${basis}`) }))}
        value={rule.basis}
        onChange={(told) => onChange({ basis: BASES.find((basis) => basis === told) ?? rule.basis })}
      />
      <TextField
        label={t(isPercent ? "costs.order.percent" : "costs.order.amount")}
        prefix={isPercent ? undefined : currency}
        suffix={isPercent ? "%" : undefined}
        inputMode="decimal"
        autoComplete="off"
        value={rule.cost}
        error={wrong(`${path}.cost`)}
        onChange={(cost) => onChange({ cost })}
      />
    </FormLayout.Group>
  );
}

function Limits({ rule, path, faults, onChange }: OrderRuleCardProps) {
  const { t, currency } = useWords();
  const wrong = useFault(faults);
  const amount = (field: "minValue" | "maxValue") => (
    <TextField
      label={t(`costs.order.${field}`)}
      prefix={currency}
      inputMode="decimal"
      autoComplete="off"
      value={rule[field]}
      error={wrong(`${path}.${field}`)}
      onChange={(value) => onChange({ [field]: value })}
    />
  );
  const units = (field: "minUnits" | "maxUnits") => (
    <TextField
      label={t(`costs.order.${field}`)}
      inputMode="numeric"
      autoComplete="off"
      value={rule[field]}
      error={wrong(`${path}.${field}`)}
      onChange={(value) => onChange({ [field]: value })}
    />
  );
  return (
    <BlockStack gap="300">
      <FormLayout.Group condensed>
        <TextField
          label={t("costs.order.countries")}
          placeholder="DE, FR"
          autoComplete="off"
          value={rule.countries}
          error={wrong(`${path}.countries`)}
          onChange={(countries) => onChange({ countries })}
        />
        <DayField
          label={t("costs.order.from")}
          value={rule.validFrom}
          error={wrong(`${path}.validFrom`)}
          onChange={(validFrom) => onChange({ validFrom })}
        />
      </FormLayout.Group>
      <FormLayout.Group condensed>
        {amount("minValue")}
        {amount("maxValue")}
        {units("minUnits")}
        {units("maxUnits")}
      </FormLayout.Group>
    </BlockStack>
  );
}
