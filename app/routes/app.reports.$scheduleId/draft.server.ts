import { z } from "zod";
import { FREQUENCIES } from "~/analytics/slots";
import { type Faults, faultsOf } from "~/components/form/fault";
import { addressesOf, frequencyOf } from "~/components/reports/scheduleValues";
import { TimingSent, timingInput } from "~/components/reports/timingValues";
import type { ScheduleDraft } from "~/data/schedules.server";
import type { Shop } from "~/data/shops.server";
import type { Language } from "~/i18n/languages";
import { SCHEDULE_FAULTS, ScheduleInput } from "~/jobs/scheduleInput";

/** The form as it is sent; what the values may be is the schedule's own rule. */
const Values = z
  .object({
    recipients: z.string(),
    every: z.enum(FREQUENCIES),
    weekday: z.number(),
    spanMonth: z.number(),
    monthDay: z.number(),
    localTime: z.string(),
    timing: TimingSent,
    comparison: z.string(),
    compareStart: z.string(),
    compareLast: z.string(),
    filter: z.array(z.object({ dimension: z.string(), values: z.array(z.object({ value: z.string() })) })),
  })
  .loose();

/** What the form was read as: a schedule, or what is wrong with its fields. */
export type ReadForm =
  | { readonly draft: ScheduleDraft; readonly faults: null }
  | { readonly draft: null; readonly faults: Faults };

/** A form as it comes, and the language of the page it was written on: amounts are typed in it. */
interface SentForm {
  readonly reader: Language;
  readonly values?: unknown;
}

/** A form that is to be stored: it needs readers. */
export const readForm = (shop: Shop, sent: SentForm): ReadForm => read(shop, sent, []);

/** A form that is to be looked at or tested: it needs no readers yet. */
export const readSketch = (shop: Shop, sent: SentForm): ReadForm =>
  read(shop, sent, [shop.email ?? "nobody@example.com"]);

function read(shop: Shop, { reader, values }: SentForm, instead: readonly string[]): ReadForm {
  const form = Values.parse(values);
  const addresses = addressesOf(form);
  const recipients = addresses.length === 0 ? instead : addresses;
  const parsed = ScheduleInput.safeParse({
    ...form,
    compared: form.comparison === "chosen" ? { start: form.compareStart, last: form.compareLast } : null,
    filter: Object.fromEntries(
      form.filter.map(({ dimension, values: chosen }) => [dimension, chosen.map(({ value }) => value)]),
    ),
    rhythm: { frequency: frequencyOf(form), localTime: form.localTime, timeZone: form.timing.timeZone },
    timing: timingInput(form.timing, { language: reader, currency: shop.currency }),
    recipients: recipients.map((email) => ({ email })),
  });
  return parsed.success ? { draft: parsed.data, faults: null } : { draft: null, faults: faults(parsed.error) };
}

/** The form's fields are flat: what is wrong with the rhythm belongs to them. */
function faults(error: z.ZodError): Faults {
  const codes = new Map<string, string>(Object.entries(SCHEDULE_FAULTS).map(([code, message]) => [message, code]));
  const found = faultsOf(error, (message) => codes.get(message) ?? message);
  return Object.fromEntries(
    Object.entries(found).map(([path, code]) => [path.replace(/^rhythm\.(frequency\.)?/, ""), code]),
  );
}
