import { BlockStack, Card, Checkbox, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { OrderSwitches } from "~/analytics/switches";
import type { Faults } from "~/components/form/fault";
import { useFault } from "~/components/form/useFault";
import { useWords } from "~/components/shell/words";
import { LANGUAGE_NAMES, LANGUAGES } from "~/i18n/languages";
import type { SectionName } from "~/reports/report";
import { ScheduleOrders } from "./ScheduleOrders";
import { ScheduleSpans } from "./ScheduleSpans";
import { ScheduleTiming } from "./ScheduleTiming";
import { SectionList } from "./SectionList";
import type { ScheduleValues } from "./scheduleValues";

export interface ScheduleFormProps {
  readonly values: ScheduleValues;
  readonly faults: Faults;
  readonly sections: readonly SectionName[];
  /** Which orders the shop's settings leave out. */
  readonly shopSwitches: OrderSwitches;
  /** Time zones to choose from. */
  readonly zones: readonly string[];
  readonly onChange: (changes: Partial<ScheduleValues>) => void;
}

/** What a scheduled report holds, who gets it, and when. */
export function ScheduleForm(props: ScheduleFormProps) {
  const { t } = useWords();
  return (
    <BlockStack gap="400">
      <Section title={t("pages.schedule.content")}>
        <Content {...props} />
      </Section>
      <Section title={t("pages.schedule.delivery")}>
        <Delivery {...props} />
      </Section>
      <Section title={t("timing.title")}>
        <ScheduleTiming {...props} />
      </Section>
    </BlockStack>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        {children}
      </BlockStack>
    </Card>
  );
}

function Content({ values, faults, sections, shopSwitches, onChange }: ScheduleFormProps) {
  const { t } = useWords();
  const wrong = useFault(faults);
  return (
    <FormLayout>
      <TextField
        label={t("pages.schedule.title")}
        value={values.title}
        maxLength={120}
        autoComplete="off"
        error={wrong("title")}
        onChange={(title) => onChange({ title })}
      />
      <TextField
        label={t("builder.foreword")}
        helpText={t("builder.forewordHelp")}
        value={values.foreword}
        multiline={2}
        maxHeight={240}
        maxLength={2000}
        showCharacterCount={values.foreword.length > 1500}
        autoComplete="off"
        error={wrong("foreword")}
        onChange={(foreword) => onChange({ foreword })}
      />
      <SectionList
        all={sections}
        chosen={values.sections}
        options={values.options}
        faults={faults}
        onChoose={(chosen) => onChange({ sections: chosen })}
        onSet={(options) => onChange({ options })}
      />
      <ScheduleSpans values={values} faults={faults} onChange={onChange} />
      <ScheduleOrders values={values} shopSwitches={shopSwitches} onChange={onChange} />
    </FormLayout>
  );
}

function Delivery({ values, faults, onChange }: ScheduleFormProps) {
  const { t } = useWords();
  const wrong = useFault(faults);
  return (
    <FormLayout>
      <TextField
        label={t("pages.schedule.recipients")}
        helpText={t("pages.schedule.recipientsHelp")}
        value={values.recipients}
        multiline={3}
        type="email"
        autoComplete="off"
        error={wrong("recipients")}
        onChange={(recipients) => onChange({ recipients })}
      />
      <Select
        label={t("pages.schedule.language")}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        value={values.language}
        onChange={(language: ScheduleValues["language"]) => onChange({ language })}
      />
      <fieldset className="plain-fieldset">
        <legend>{t("pages.schedule.attachments")}</legend>
        <BlockStack>
          <Checkbox
            label={t("pages.schedule.attachXlsx")}
            checked={values.attachXlsx}
            onChange={(attachXlsx) => onChange({ attachXlsx })}
          />
          <Checkbox
            label={t("pages.schedule.attachPdf")}
            checked={values.attachPdf}
            onChange={(attachPdf) => onChange({ attachPdf })}
          />
        </BlockStack>
      </fieldset>
    </FormLayout>
  );
}
