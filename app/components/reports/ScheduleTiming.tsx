import { BlockStack, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import { CATCH_UPS } from "~/analytics/missedSlots";
import { FREQUENCIES } from "~/analytics/slots";
import { IF_INCOMPLETE, WAITS } from "~/analytics/timing";
import type { Faults } from "~/components/form/fault";
import { monthNames } from "~/components/form/monthNames";
import { useFault } from "~/components/form/useFault";
import { weekdayNames } from "~/components/form/weekdays";
import { ZoneField } from "~/components/form/ZoneField";
import { useWords } from "~/components/shell/words";
import { ConditionFields } from "./ConditionFields";
import { LAST_DAY, QUARTER_MONTHS } from "./RhythmWords";
import type { ScheduleValues } from "./scheduleValues";

interface TimingProps {
  readonly values: ScheduleValues;
  readonly faults: Faults;
  /** Time zones to choose from. */
  readonly zones: readonly string[];
  readonly onChange: (changes: Partial<ScheduleValues>) => void;
}

/** When a report goes: how often, what it waits for, what is made up for, and on which conditions. */
export function ScheduleTiming(props: TimingProps) {
  const { t } = useWords();
  return (
    <BlockStack gap="500">
      <Rhythm {...props} />
      <Waits {...props} />
      <BlockStack gap="300">
        <Text as="h3" variant="headingSm">
          {t("timing.conditions.title")}
        </Text>
        <ConditionFields {...props} />
      </BlockStack>
    </BlockStack>
  );
}

function Rhythm(props: TimingProps) {
  const { values, faults, zones, onChange } = props;
  const { t } = useWords();
  const wrong = useFault(faults);
  return (
    <FormLayout>
      <FormLayout.Group>
        <Select
          label={t("pages.schedule.every")}
          options={FREQUENCIES.map((value) => ({ value, label: t(`timing.every.${value}`) }))}
          value={values.every}
          onChange={(every: ScheduleValues["every"]) => onChange({ every, spanMonth: 1 })}
        />
        <DayFields {...props} />
      </FormLayout.Group>
      <FormLayout.Group>
        <TextField
          label={t("pages.schedule.time")}
          type="time"
          autoComplete="off"
          value={values.localTime}
          error={wrong("localTime")}
          onChange={(localTime) => onChange({ localTime })}
        />
        <ZoneField
          label={t("timing.zone")}
          zones={zones}
          value={values.timing.timeZone}
          error={wrong("timeZone")}
          onChange={(timeZone) => onChange({ timing: { ...values.timing, timeZone } })}
        />
      </FormLayout.Group>
    </FormLayout>
  );
}

/** On which day of the span it is due. */
function DayFields({ values, faults, onChange }: TimingProps) {
  const { t, language } = useWords();
  const wrong = useFault(faults);
  const { every } = values;
  if (every === "day") return null;
  if (every === "week")
    return (
      <Select
        label={t("pages.schedule.weekday")}
        options={weekdayNames(language).map((label, index) => ({ value: String(index + 1), label }))}
        value={String(values.weekday)}
        error={wrong("weekday")}
        onChange={(weekday) => onChange({ weekday: Number(weekday) })}
      />
    );
  const months =
    every === "quarter" ? QUARTER_MONTHS.map((name) => t(`timing.quarterMonths.${name}`)) : monthNames(language);
  return (
    <>
      {every === "month" ? null : (
        <Select
          label={t("timing.spanMonth")}
          options={months.map((label, index) => ({ value: String(index + 1), label }))}
          value={String(values.spanMonth)}
          error={wrong("month")}
          onChange={(spanMonth) => onChange({ spanMonth: Number(spanMonth) })}
        />
      )}
      <Select
        label={t("pages.schedule.monthDay")}
        helpText={values.monthDay > 28 && values.monthDay < LAST_DAY ? t("pages.schedule.monthDayHelp") : undefined}
        options={Array.from({ length: LAST_DAY }, (_, index) => ({
          value: String(index + 1),
          label: index + 1 === LAST_DAY ? t("timing.lastDay") : String(index + 1),
        }))}
        value={String(values.monthDay)}
        error={wrong("monthDay")}
        onChange={(monthDay) => onChange({ monthDay: Number(monthDay) })}
      />
    </>
  );
}

/** What happens when the data is late, or the report. */
function Waits({ values: { timing }, faults, onChange }: TimingProps) {
  const { t } = useWords();
  const wrong = useFault(faults);
  const set = (changes: Partial<ScheduleValues["timing"]>) => onChange({ timing: { ...timing, ...changes } });
  return (
    <FormLayout>
      <FormLayout.Group>
        <Select
          label={t("timing.wait")}
          helpText={t("timing.waitHelp")}
          options={WAITS.map((hours) => ({
            value: String(hours),
            label: hours === 0 ? t("timing.waitNone") : t("timing.waitHours", { count: hours }),
          }))}
          value={String(timing.waitHours)}
          onChange={(chosen) => set({ waitHours: WAITS.find((hours) => String(hours) === chosen) ?? timing.waitHours })}
        />
        <Select
          label={t("timing.ifIncomplete")}
          options={IF_INCOMPLETE.map((value) => ({ value, label: t(`timing.ifIncompletes.${value}`) }))}
          value={timing.ifIncomplete}
          onChange={(ifIncomplete: typeof timing.ifIncomplete) => set({ ifIncomplete })}
        />
      </FormLayout.Group>
      <FormLayout.Group>
        <Select
          label={t("timing.catchUp")}
          options={CATCH_UPS.map((value) => ({ value, label: t(`timing.catchUps.${value}`) }))}
          value={timing.catchUp}
          onChange={(catchUp: typeof timing.catchUp) => set({ catchUp })}
        />
        {timing.catchUp === "latest" ? (
          <TextField
            label={t("timing.catchUpHours")}
            autoComplete="off"
            inputMode="numeric"
            value={timing.catchUpHours}
            error={wrong("timing.catchUpHours")}
            onChange={(catchUpHours) => set({ catchUpHours })}
          />
        ) : null}
      </FormLayout.Group>
    </FormLayout>
  );
}
