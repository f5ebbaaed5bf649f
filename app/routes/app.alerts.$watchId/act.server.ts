import { z } from "zod";
import type { WatchAnswer } from "~/components/alerts/WatchPage";
import { ruleOf, WatchValues } from "~/components/alerts/watchForm";
import { addressesOf } from "~/components/reports/scheduleValues";
import { deleteWatch, MOST_WATCHES, pauseWatch, resumeWatch, WatchMissing } from "~/data/metricWatches.server";
import type { Shop } from "~/data/shops.server";
import { isOneAddress } from "~/emails/mail";
import { LANGUAGES, type Language } from "~/i18n/languages";
import { saveWatch } from "~/jobs/metricWatches.server";
import { newestDay, watchPreview } from "~/reports/watchReport.server";

/** `reader` is the language of the page: numbers are typed in it, and others may have the shop's pages open in their own. */
const Wish = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), reader: z.enum(LANGUAGES), values: WatchValues }),
  z.object({
    intent: z.literal("preview"),
    reader: z.enum(LANGUAGES),
    values: WatchValues.omit({ recipients: true, language: true }),
  }),
  z.object({ intent: z.enum(["pause", "resume", "delete"]) }),
]);

interface Outcome {
  readonly answer: WatchAnswer;
  /** Where to go instead of answering; null to stay. */
  readonly goTo: string | null;
}

const NOTHING: WatchAnswer = { faults: {}, shown: null, done: false, most: null };
const stay = (answer: Partial<WatchAnswer>): Outcome => ({ answer: { ...NOTHING, ...answer }, goTo: null });

/** Readers of one watch at most. */
const MOST_READERS = 50;

/** Does what the page of a watch asks for; `watchId` null for one that is not saved yet. */
export async function act(shop: Shop, watchId: string | null, body: unknown, now: Date): Promise<Outcome> {
  const wish = Wish.parse(body);
  switch (wish.intent) {
    case "save":
      return save(shop, watchId, wish, now);
    case "preview":
      return preview(shop, { reader: wish.reader, values: { ...wish.values, recipients: "", language: "en" } }, now);
    case "pause":
      await asked(() => pauseWatch(shop.shopId, existing(watchId), now));
      return stay({ done: true });
    case "resume":
      await asked(() => resumeWatch(shop.shopId, existing(watchId), now));
      return stay({ done: true });
    case "delete":
      await asked(() => deleteWatch(shop.shopId, existing(watchId), now));
      return { answer: NOTHING, goTo: "/app/alerts" };
  }
}

interface Form {
  readonly reader: Language;
  readonly values: WatchValues;
}

async function save(shop: Shop, watchId: string | null, { reader, values }: Form, now: Date): Promise<Outcome> {
  const found = ruleOf(values, shop.currency, reader);
  const recipients = addressesOf(values);
  const faults = {
    ...("fault" in found ? { bound: found.fault } : {}),
    ...(recipients.length === 0 || recipients.length > MOST_READERS ? { recipients: "recipients" as const } : {}),
    ...(recipients.every(isOneAddress) ? {} : { recipients: "email" as const }),
  };
  if ("fault" in found || Object.keys(faults).length > 0) return stay({ faults });
  const draft = { rule: found.rule, recipients, language: values.language };
  const saved = await asked(() => saveWatch(shop.shopId, watchId, draft, now));
  if (saved === null) return stay({ most: MOST_WATCHES });
  return watchId === null ? { answer: NOTHING, goTo: `/app/alerts/${saved}` } : stay({ done: true });
}

/** A value that is not typed yet has nothing to show, and is not told as a fault before it is saved. */
async function preview(shop: Shop, { reader, values }: Form, now: Date): Promise<Outcome> {
  const found = ruleOf(values, shop.currency, reader);
  if ("fault" in found) return stay({});
  const { rule } = found;
  return stay({ shown: { rule, preview: await watchPreview(shop.shopId, rule, newestDay(now, shop.timeZone), now) } });
}

/** The id of a watch that is there to be paused or deleted; a new one has none. */
function existing(watchId: string | null): string {
  if (watchId === null) throw new Response(null, { status: 404 });
  return watchId;
}

async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WatchMissing) throw new Response(null, { status: 404 });
    throw error;
  }
}
