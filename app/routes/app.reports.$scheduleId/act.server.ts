import { z } from "zod";
import { type Faults, faultsOf } from "~/components/form/fault";
import type { ScheduleAnswer } from "~/components/reports/SchedulePage";
import { addressesOf, frequencyOf } from "~/components/reports/scheduleValues";
import { deleteSchedule, pauseSchedule, resumeSchedule, type ScheduleDraft } from "~/data/schedules.server";
import type { Shop } from "~/data/shops.server";
import { saveSchedule } from "~/jobs/recipients.server";
import { previewReport, runNow, sendTest } from "~/jobs/reports.server";
import { SCHEDULE_FAULTS, ScheduleInput, TestAddress } from "~/jobs/scheduleInput";

const Wish = z.discriminatedUnion("intent", [
  z.object({ intent: z.enum(["save", "preview"]), values: z.unknown() }),
  z.object({ intent: z.literal("test"), values: z.unknown(), address: z.string() }),
  z.object({ intent: z.enum(["run", "pause", "resume", "delete"]) }),
]);

/** The form as it is sent; what the values may be is the schedule's own rule. */
const Values = z
  .object({
    recipients: z.string(),
    every: z.enum(["day", "week", "month"]),
    weekday: z.number(),
    monthDay: z.number(),
    localTime: z.string(),
    comparison: z.string(),
    compareStart: z.string(),
    compareLast: z.string(),
    filter: z.array(z.object({ dimension: z.string(), values: z.array(z.object({ value: z.string() })) })),
  })
  .loose();

interface Outcome {
  readonly answer: ScheduleAnswer;
  /** Where to go instead of answering; null to stay. */
  readonly goTo: string | null;
}

const NOTHING: ScheduleAnswer = { faults: {}, mail: null, done: null };
const stay = (answer: Partial<ScheduleAnswer>): Outcome => ({ answer: { ...NOTHING, ...answer }, goTo: null });
const leave = (goTo: string): Outcome => ({ answer: NOTHING, goTo });

/** Does what the page of a scheduled report asks for; `scheduleId` null for one that is not saved yet. */
export async function act(shop: Shop, scheduleId: string | null, body: unknown, now: Date): Promise<Outcome> {
  const wish = Wish.parse(body);
  switch (wish.intent) {
    case "save":
    case "preview":
    case "test":
      return withDraft(shop, wish, scheduleId, now);
    case "run":
      await runNow(shop.shopId, existing(scheduleId), now);
      return stay({ done: "runStarted" });
    case "pause":
      await pauseSchedule(shop.shopId, existing(scheduleId), now);
      return stay({ done: "saved" });
    case "resume":
      await resumeSchedule(shop.shopId, existing(scheduleId), now);
      return stay({ done: "saved" });
    case "delete":
      await deleteSchedule(shop.shopId, existing(scheduleId), now);
      return leave("/app/reports");
  }
}

type DraftWish = Extract<z.infer<typeof Wish>, { values: unknown }>;

async function withDraft(shop: Shop, wish: DraftWish, scheduleId: string | null, now: Date): Promise<Outcome> {
  const draft = ScheduleInput.safeParse(inputOf(wish, shop));
  if (!draft.success) return stay({ faults: faults(draft.error) });
  switch (wish.intent) {
    case "save":
      return save(shop.shopId, scheduleId, draft.data, now);
    case "preview":
      return stay({ mail: await previewReport(shop.shopId, { scheduleId, settings: draft.data }, now) });
    case "test": {
      const address = TestAddress.safeParse(wish.address);
      if (!address.success) return stay({ faults: { testAddress: "email" } });
      const sent = await sendTest(shop.shopId, { scheduleId, settings: draft.data }, address.data, now);
      if (sent === null) return stay({ faults: { testAddress: "testUnconfirmed" } });
      const { state } = sent;
      const refused = state === "failed" || state === "suppressed";
      return stay(refused ? { faults: { testAddress: "testFailed" } } : { done: "testSent" });
    }
  }
}

async function save(shopId: bigint, scheduleId: string | null, draft: ScheduleDraft, now: Date): Promise<Outcome> {
  const saved = await saveSchedule(shopId, scheduleId, draft, now);
  return scheduleId === null ? leave(`/app/reports/${saved.scheduleId}`) : stay({ done: "saved" });
}

/** A preview or a test needs no recipients yet. */
function inputOf({ intent, values }: DraftWish, shop: Shop): unknown {
  const form = Values.parse(values);
  const addresses = addressesOf(form);
  const recipients = intent !== "save" && addresses.length === 0 ? [shop.email ?? "nobody@example.com"] : addresses;
  return {
    ...form,
    compared: form.comparison === "chosen" ? { start: form.compareStart, last: form.compareLast } : null,
    filter: Object.fromEntries(
      form.filter.map(({ dimension, values }) => [dimension, values.map(({ value }) => value)]),
    ),
    rhythm: { frequency: frequencyOf(form), localTime: form.localTime, timeZone: shop.timeZone },
    recipients: recipients.map((email) => ({ email })),
  };
}

/** The form's fields are flat: what is wrong with the rhythm belongs to them. */
function faults(error: z.ZodError): Faults {
  const codes = new Map<string, string>(Object.entries(SCHEDULE_FAULTS).map(([code, message]) => [message, code]));
  const found = faultsOf(error, (message) => codes.get(message) ?? message);
  return Object.fromEntries(
    Object.entries(found).map(([path, code]) => [path.replace(/^rhythm\.(frequency\.)?/, ""), code]),
  );
}

/** The id of a report that is there to be run, paused or deleted; a new one has none. */
function existing(scheduleId: string | null): string {
  if (scheduleId === null) throw new Response(null, { status: 404 });
  return scheduleId;
}
