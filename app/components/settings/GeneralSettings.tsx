import { BlockStack, Card, Checkbox, FormLayout, Layout, Select, Text, TextField } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { Faults } from "~/components/form/fault";
import { useFault } from "~/components/form/useFault";
import { weekdayNames } from "~/components/form/weekdays";
import { useWords } from "~/components/shell/words";
import type { SettingsValues } from "./settingsValues";

interface GeneralSettingsProps {
  readonly values: SettingsValues;
  readonly faults: Faults;
  readonly onChange: (changes: Partial<SettingsValues>) => void;
}

/** Switches, thresholds and costs per order, each group with the reason it is asked for. */
export function GeneralSettings(props: GeneralSettingsProps) {
  const { t } = useWords();
  return (
    <>
      <Group title={t("pages.settings.perOrder")} text={t("pages.settings.perOrderText")}>
        <CostsPerOrder {...props} />
      </Group>
      <Group title={t("pages.settings.highValue")} text={t("pages.settings.highValueText")}>
        <HighValue {...props} />
      </Group>
      <Group title={t("pages.settings.counting")} text={t("pages.settings.countingText")}>
        <Counting {...props} />
      </Group>
      <Group title={t("pages.settings.general")} text={t("pages.settings.generalText")}>
        <General {...props} />
      </Group>
    </>
  );
}

function Group({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <Layout.AnnotatedSection title={title} description={text}>
      <Card>{children}</Card>
    </Layout.AnnotatedSection>
  );
}

function CostsPerOrder({ values, faults, onChange }: GeneralSettingsProps) {
  const { t, currency } = useWords();
  const wrong = useFault(faults);
  return (
    <FormLayout>
      <FormLayout.Group>
        <TextField
          label={t("pages.settings.shippingCost")}
          prefix={currency}
          inputMode="decimal"
          autoComplete="off"
          value={values.shippingCostPerOrder}
          error={wrong("shippingCostPerOrder")}
          onChange={(shippingCostPerOrder) => onChange({ shippingCostPerOrder })}
        />
        <TextField
          label={t("pages.settings.handlingCost")}
          prefix={currency}
          inputMode="decimal"
          autoComplete="off"
          value={values.handlingCostPerOrder}
          error={wrong("handlingCostPerOrder")}
          onChange={(handlingCostPerOrder) => onChange({ handlingCostPerOrder })}
        />
      </FormLayout.Group>
      <TextField
        label={t("pages.settings.defaultCost")}
        helpText={t("pages.settings.defaultCostHelp")}
        suffix="%"
        inputMode="decimal"
        autoComplete="off"
        value={values.defaultCostShare}
        error={wrong("defaultCostShare")}
        onChange={(defaultCostShare) => onChange({ defaultCostShare })}
      />
    </FormLayout>
  );
}

function HighValue({ values, faults, onChange }: GeneralSettingsProps) {
  const { t } = useWords();
  const wrong = useFault(faults);
  return (
    <FormLayout>
      <TextField
        label={t("pages.settings.fullPriceShare")}
        suffix="%"
        inputMode="decimal"
        autoComplete="off"
        value={values.fullPriceShare}
        error={wrong("fullPriceShare")}
        onChange={(fullPriceShare) => onChange({ fullPriceShare })}
      />
      <FormLayout.Group>
        <TextField
          label={t("pages.settings.ordersAtLeast")}
          inputMode="numeric"
          autoComplete="off"
          value={values.orders}
          error={wrong("orders")}
          onChange={(orders) => onChange({ orders })}
        />
        <TextField
          label={t("pages.settings.windowDays")}
          inputMode="numeric"
          autoComplete="off"
          value={values.windowDays}
          error={wrong("windowDays")}
          onChange={(windowDays) => onChange({ windowDays })}
        />
      </FormLayout.Group>
      <Text as="p" tone="subdued">
        {t("pages.settings.aboveMedian")}
      </Text>
    </FormLayout>
  );
}

function Counting({ values, onChange }: GeneralSettingsProps) {
  const { t } = useWords();
  const lists = [
    ["excludeTags", t("filters.settings.tags")],
    ["excludeChannels", t("filters.settings.channels")],
    ["excludeSources", t("filters.settings.sources")],
  ] as const;
  return (
    <BlockStack gap="200">
      <Checkbox
        label={t("pages.settings.excludeCancelled")}
        checked={values.excludeCancelled}
        onChange={(excludeCancelled) => onChange({ excludeCancelled })}
      />
      <Checkbox
        label={t("pages.settings.excludeUnpaid")}
        checked={values.excludeUnpaid}
        onChange={(excludeUnpaid) => onChange({ excludeUnpaid })}
      />
      <Checkbox
        label={t("filters.settings.zeroValue")}
        checked={values.excludeZeroValue}
        onChange={(excludeZeroValue) => onChange({ excludeZeroValue })}
      />
      <Text as="h3" variant="headingSm">
        {t("filters.settings.title")}
      </Text>
      {lists.map(([name, label]) => (
        <TextField
          key={name}
          label={label}
          placeholder={t("filters.settings.list")}
          autoComplete="off"
          value={values[name]}
          onChange={(next) => onChange({ [name]: next })}
        />
      ))}
      <Text as="p" tone="subdued">
        {t("filters.settings.text")}
      </Text>
    </BlockStack>
  );
}

function General({ values, faults, onChange }: GeneralSettingsProps) {
  const { t, language } = useWords();
  const wrong = useFault(faults);
  return (
    <FormLayout>
      <Select
        label={t("pages.settings.weekStart")}
        options={weekdayNames(language).map((label, index) => ({ value: String(index + 1), label }))}
        value={values.weekStart}
        onChange={(weekStart) => onChange({ weekStart })}
      />
      <TextField
        label={t("filters.settings.smallest")}
        helpText={t("filters.settings.smallestHelp")}
        inputMode="numeric"
        autoComplete="off"
        value={values.smallestCohort}
        error={wrong("smallestCohort")}
        onChange={(smallestCohort) => onChange({ smallestCohort })}
      />
    </FormLayout>
  );
}
