import { z } from "zod";
import type { ScheduleAnswer } from "~/components/reports/SchedulePage";
import { archiveSchedule, copySchedule, restoreSchedule } from "~/data/scheduleArchive.server";
import {
  deleteSchedule,
  getSchedule,
  pauseSchedule,
  resumeSchedule,
  type ScheduleDraft,
  ScheduleMissing,
  ScheduleUnreadable,
} from "~/data/schedules.server";
import type { Shop } from "~/data/shops.server";
import { isLanguage, LANGUAGES } from "~/i18n/languages";
import { translator } from "~/i18n/translate";
import { saveSchedule } from "~/jobs/recipients.server";
import { runNow, sendTest } from "~/jobs/reports.server";
import { TestAddress } from "~/jobs/scheduleInput";
import { readForm, readSketch } from "./draft.server";

/** Of the form or the press of a button: what is sent twice is done once. */
const Key = z.uuid().optional();

const Wish = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), reader: z.enum(LANGUAGES), values: z.unknown(), key: Key }),
  z.object({ intent: z.literal("test"), reader: z.enum(LANGUAGES), values: z.unknown(), address: z.string() }),
  z.object({ intent: z.enum(["run", "pause", "resume", "copy", "archive", "restore", "delete"]), key: Key }),
]);
type Wish = z.infer<typeof Wish>;

interface Outcome {
  readonly answer: ScheduleAnswer;
  /** Where to go instead of answering; null to stay. */
  readonly goTo: string | null;
}

const NOTHING: ScheduleAnswer = { faults: {}, done: null };
const stay = (answer: Partial<ScheduleAnswer>): Outcome => ({ answer: { ...NOTHING, ...answer }, goTo: null });
const leave = (goTo: string): Outcome => ({ answer: NOTHING, goTo });

/** Does what the page of a scheduled report asks for; `scheduleId` null for one that is not saved yet. Throws a 404 when it is not there. */
export async function act(shop: Shop, scheduleId: string | null, body: unknown, now: Date): Promise<Outcome> {
  const wish = Wish.parse(body);
  try {
    switch (wish.intent) {
      case "save":
        return await save(shop, scheduleId, wish, now);
      case "test":
        return await test(shop, scheduleId, wish, now);
      default:
        return await change(shop, existing(scheduleId), wish, now);
    }
  } catch (error) {
    if (error instanceof ScheduleUnreadable) return stay({ faults: { form: "invalid" } });
    if (error instanceof ScheduleMissing) throw new Response(null, { status: 404 });
    throw error;
  }
}

type Change = Exclude<Wish, { intent: "save" | "test" }>;

async function change(shop: Shop, scheduleId: string, { intent, key }: Change, now: Date): Promise<Outcome> {
  const { shopId } = shop;
  switch (intent) {
    case "run":
      await runNow(shopId, scheduleId, now, key);
      return stay({ done: "runStarted" });
    case "pause":
      await pauseSchedule(shopId, scheduleId, now);
      return stay({ done: "saved" });
    case "resume":
      await resumeSchedule(shopId, scheduleId, now);
      return stay({ done: "saved" });
    case "copy":
      return leave(`/app/reports/${await copy(shop, scheduleId, now, key)}`);
    case "archive":
      await archiveSchedule(shopId, scheduleId, now);
      return leave("/app/reports/archive");
    case "restore":
      await restoreSchedule(shopId, scheduleId, now);
      return stay({ done: "restored" });
    case "delete":
      await deleteSchedule(shopId, scheduleId, now);
      return leave("/app/reports/archive");
  }
}

type SaveOf = Extract<Wish, { intent: "save" }>;

async function save(shop: Shop, scheduleId: string | null, wish: SaveOf, now: Date): Promise<Outcome> {
  const { draft, faults } = readForm(shop, wish);
  if (!draft) return stay({ faults });
  const saved = await saveSchedule(shop.shopId, scheduleId, draft, now, wish.key);
  return scheduleId === null ? leave(`/app/reports/${saved.scheduleId}`) : stay({ done: "saved" });
}

type TestOf = Extract<Wish, { intent: "test" }>;

async function test(shop: Shop, scheduleId: string | null, wish: TestOf, now: Date): Promise<Outcome> {
  const { draft, faults } = readSketch(shop, wish);
  if (!draft) return stay({ faults });
  const address = TestAddress.safeParse(wish.address);
  if (!address.success) return stay({ faults: { testAddress: "email" } });
  return sendOne(shop.shopId, scheduleId, draft, address.data, now);
}

async function sendOne(shopId: bigint, scheduleId: string | null, settings: ScheduleDraft, to: string, now: Date) {
  const sent = await sendTest(shopId, { scheduleId, settings, timing: settings.timing }, to, now);
  if (sent === null) return stay({ faults: { testAddress: "testUnconfirmed" } });
  const refused = sent.state === "failed" || sent.state === "suppressed";
  return stay(refused ? { faults: { testAddress: "testFailed" } } : { done: "testSent" });
}

const MOST_LETTERS = 120;

/** Answers the copy's id. A long title gives way to the word that tells it is a copy. */
async function copy({ shopId, language }: Shop, scheduleId: string, now: Date, id?: string): Promise<string> {
  const { title } = await getSchedule(shopId, scheduleId);
  const t = translator(isLanguage(language) ? language : "en");
  const room = MOST_LETTERS - t("builder.copyTitle", { title: "" }).length;
  // Half of a sign that takes two places would not be one.
  const short = title.slice(0, room).replace(/[\ud800-\udbff]$/, "");
  const named = t("builder.copyTitle", { title: short.trimEnd() });
  return (await copySchedule(shopId, scheduleId, named, now, id)).scheduleId;
}

/** The id of a report that is there to be run, paused or deleted; a new one has none. */
function existing(scheduleId: string | null): string {
  if (scheduleId === null) throw new Response(null, { status: 404 });
  return scheduleId;
}
