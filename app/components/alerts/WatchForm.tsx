import { BlockStack, Card, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import { SENSITIVITIES } from "~/analytics/anomaly";
import { getMetric } from "~/analytics/metrics/registry";
import { spansOf } from "~/analytics/watch";
import { WATCHED_METRICS } from "~/analytics/watchedMetrics";
import type { Faults } from "~/components/form/fault";
import { useFault } from "~/components/form/useFault";
import { useWords } from "~/components/shell/words";
import { LANGUAGE_NAMES, LANGUAGES } from "~/i18n/languages";
import { changed, WATCH_KINDS, type WatchValues } from "./watchForm";

interface WatchFormProps {
  readonly values: WatchValues;
  readonly faults: Faults;
  readonly onChange: (changes: Partial<WatchValues>) => void;
}

/** What is watched, when it is told, and to whom. */
export function WatchForm({ values, faults, onChange }: WatchFormProps) {
  const { t } = useWords();
  const wrong = useFault(faults);
  const change = (changes: Partial<WatchValues>) => onChange(changed(values, changes));
  return (
    <BlockStack gap="400">
      <Card>
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            {t("alerts.form.what")}
          </Text>
          <FormLayout>
            <FormLayout.Group>
              <Select
                label={t("alerts.form.metric")}
                options={WATCHED_METRICS.map((value) => ({ value, label: t(`metrics.${value}.label`) }))}
                value={values.metric}
                onChange={(metric: WatchValues["metric"]) => change({ metric })}
              />
              <Select
                label={t("alerts.form.span")}
                options={spansOf(values.metric, values.kind).map((value) => ({
                  value,
                  label: t(`alerts.form.spans.${value}`),
                }))}
                value={values.span}
                helpText={values.span === "month" ? t("alerts.form.monthHelp") : undefined}
                onChange={(span: WatchValues["span"]) => change({ span })}
              />
            </FormLayout.Group>
            <Select
              label={t("alerts.form.kind")}
              options={WATCH_KINDS.filter((kind) => spansOf(values.metric, kind).length > 0).map((value) => ({
                value,
                label: t(`alerts.form.kinds.${value}`),
              }))}
              value={values.kind}
              helpText={values.kind === "unusual" ? t("alerts.form.unusualHelp") : undefined}
              onChange={(kind: WatchValues["kind"]) => change({ kind })}
            />
            {values.kind === "unusual" ? (
              <Unusual values={values} faults={faults} onChange={change} />
            ) : (
              <Threshold values={values} faults={faults} onChange={change} />
            )}
          </FormLayout>
        </BlockStack>
      </Card>
      <Card>
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            {t("alerts.form.readers")}
          </Text>
          <FormLayout>
            <TextField
              label={t("pages.schedule.recipients")}
              helpText={t("pages.schedule.recipientsHelp")}
              value={values.recipients}
              multiline={2}
              type="email"
              autoComplete="off"
              error={wrong("recipients")}
              onChange={(recipients) => onChange({ recipients })}
            />
            <Select
              label={t("pages.schedule.language")}
              options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
              value={values.language}
              onChange={(language: WatchValues["language"]) => onChange({ language })}
            />
          </FormLayout>
          <Text as="p" tone="subdued">
            {t("alerts.form.when")}
          </Text>
        </BlockStack>
      </Card>
    </BlockStack>
  );
}

function Unusual({ values, onChange }: WatchFormProps) {
  const { t } = useWords();
  return (
    <FormLayout.Group>
      <Select
        label={t("alerts.form.side")}
        options={[
          { value: "either", label: t("alerts.form.sides.either") },
          { value: "above", label: t("alerts.form.sides.high") },
          { value: "below", label: t("alerts.form.sides.low") },
        ]}
        value={values.sides}
        onChange={(sides: WatchValues["sides"]) => onChange({ sides })}
      />
      <Select
        label={t("alerts.form.sensitivity")}
        options={SENSITIVITIES.map((value) => ({
          value: String(value),
          label: t(`alerts.form.sensitivities.s${value}`),
        }))}
        value={String(values.sensitivity)}
        onChange={(told) =>
          onChange({ sensitivity: SENSITIVITIES.find((value) => String(value) === told) ?? values.sensitivity })
        }
      />
    </FormLayout.Group>
  );
}

function Threshold({ values, faults, onChange }: WatchFormProps) {
  const { t, currency } = useWords();
  const wrong = useFault(faults);
  const { unit } = getMetric(values.metric);
  return (
    <FormLayout.Group>
      <Select
        label={t("alerts.form.side")}
        options={[
          { value: "above", label: t("alerts.form.sides.above") },
          { value: "below", label: t("alerts.form.sides.below") },
        ]}
        value={values.side}
        onChange={(side: WatchValues["side"]) => onChange({ side })}
      />
      <TextField
        label={t("alerts.form.bound")}
        prefix={unit === "minor" ? currency : undefined}
        suffix={unit === "ratio" ? "%" : undefined}
        inputMode="decimal"
        autoComplete="off"
        value={values.bound}
        error={wrong("bound")}
        onChange={(bound) => onChange({ bound })}
      />
    </FormLayout.Group>
  );
}
