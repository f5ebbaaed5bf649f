import { BlockStack, Card, Checkbox, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { OrderSwitches } from "~/analytics/switches";
import type { Faults } from "~/components/form/fault";
import { useFault } from "~/components/form/useFault";
import { weekdayNames } from "~/components/form/weekdays";
import { useWords } from "~/components/shell/words";
import { LANGUAGE_NAMES, LANGUAGES } from "~/i18n/languages";
import type { SectionName } from "~/reports/report";
import { ScheduleOrders } from "./ScheduleOrders";
import { ScheduleSpans } from "./ScheduleSpans";
import { SectionList } from "./SectionList";
import type { ScheduleValues } from "./scheduleValues";

export interface ScheduleFormProps {
  readonly values: ScheduleValues;
  readonly faults: Faults;
  readonly sections: readonly SectionName[];
  /** Which orders the shop's settings leave out. */
  readonly shopSwitches: OrderSwitches;
  readonly timeZone: string;
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
      <SectionList
        all={sections}
        chosen={values.sections}
        error={wrong("sections")}
        onChange={(chosen) => onChange({ sections: chosen })}
      />
      <ScheduleSpans values={values} faults={faults} onChange={onChange} />
      <ScheduleOrders values={values} shopSwitches={shopSwitches} onChange={onChange} />
    </FormLayout>
  );
}

function Delivery(props: ScheduleFormProps) {
  const { values, faults, onChange } = props;
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
      <Rhythm {...props} />
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

function Rhythm({ values, faults, timeZone, onChange }: ScheduleFormProps) {
  const { t, language } = useWords();
  const wrong = useFault(faults);
  return (
    <FormLayout.Group>
      <Select
        label={t("pages.schedule.every")}
        options={[
          { value: "day", label: t("pages.schedule.daily") },
          { value: "week", label: t("pages.schedule.weekly") },
          { value: "month", label: t("pages.schedule.monthly") },
        ]}
        value={values.every}
        onChange={(every: ScheduleValues["every"]) => onChange({ every })}
      />
      {values.every === "week" ? (
        <Select
          label={t("pages.schedule.weekday")}
          options={weekdayNames(language).map((label, index) => ({ value: String(index + 1), label }))}
          value={String(values.weekday)}
          onChange={(weekday) => onChange({ weekday: Number(weekday) })}
        />
      ) : null}
      {values.every === "month" ? (
        <Select
          label={t("pages.schedule.monthDay")}
          helpText={values.monthDay > 28 ? t("pages.schedule.monthDayHelp") : undefined}
          options={Array.from({ length: 31 }, (_, index) => ({ value: String(index + 1), label: String(index + 1) }))}
          value={String(values.monthDay)}
          onChange={(monthDay) => onChange({ monthDay: Number(monthDay) })}
        />
      ) : null}
      <TextField
        label={t("pages.schedule.time")}
        helpText={t("pages.schedule.timeHelp", { zone: timeZone })}
        type="time"
        autoComplete="off"
        value={values.localTime}
        error={wrong("localTime")}
        onChange={(localTime) => onChange({ localTime })}
      />
    </FormLayout.Group>
  );
}
