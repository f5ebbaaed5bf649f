import { randomBytes, randomUUID } from "node:crypto";
import { addressStates, mayBeSentTo, startAsking } from "~/data/consents.server";
import { writeDelivery } from "~/data/deliveries.server";
import {
  createSchedule,
  getSchedule,
  type Schedule,
  type ScheduleDraft,
  updateSchedule,
} from "~/data/schedules.server";
import { getShop } from "~/data/shops.server";
import { withShopClient } from "~/db.server";
import { renderConfirmation } from "~/emails/ConfirmationEmail";
import { mailDigest } from "~/emails/mail";
import { readToken, signToken } from "~/emails/signedToken";
import { env } from "~/env.server";
import { enqueue } from "./queue.server";
import { headOf, languageOf, unsubscribeUrl } from "./renderMails.server";
import { sendDelivery } from "./reportJobs.server";

const DAY_MS = 86_400_000;
/** How long the link of a question confirms. */
const LINK_MS = 30 * DAY_MS;

/** Stores a schedule, new (under `newId`, if its form has one) or changed, and asks those of its readers who were not in it before and have not said yes. */
export async function saveSchedule(
  shopId: bigint,
  scheduleId: string | null,
  draft: ScheduleDraft,
  now: Date,
  newId?: string,
): Promise<Schedule> {
  const before =
    scheduleId === null ? [] : (await getSchedule(shopId, scheduleId)).recipients.map(({ email }) => email);
  const saved =
    scheduleId === null
      ? await createSchedule(shopId, draft, now, newId)
      : await updateSchedule(shopId, scheduleId, draft, now);
  const added = saved.recipients.filter(({ email }) => !before.includes(email));
  const states = await addressStates(
    shopId,
    added.map(({ email }) => email),
  );
  for (const { email, language } of added) {
    const state = states.find((one) => one.email === email);
    // Whoever bounced or complained is not written to again because they were typed in again.
    const isAsked = state && !mayBeSentTo(state) && (state.suppressed === null || state.suppressed === "unsubscribed");
    if (isAsked) await askRecipient(shopId, { email, language: language ?? saved.language, report: saved.title }, now);
  }
  return saved.recipients.length === 0 ? saved : getSchedule(shopId, saved.scheduleId);
}

/**
 * Asks a person by mail whether they want the shop's reports. False when they do, were asked within the last day, have complained,
 * or the shop has asked too many people that day.
 */
export async function askRecipient(
  shopId: bigint,
  { email, language, report }: { readonly email: string; readonly language: string; readonly report: string },
  now: Date,
): Promise<boolean> {
  const [state] = await addressStates(shopId, [email]);
  if (!state || mayBeSentTo(state) || state.suppressed === "complained") return false;
  const shop = await getShop(shopId);
  const askId = randomUUID();
  const token = randomBytes(24).toString("base64url");
  const mail = await renderConfirmation({
    language: languageOf(language),
    shop: shop.name,
    report,
    confirmUrl: confirmUrl(shopId, askId, now),
    unsubscribeUrl: unsubscribeUrl(token),
  });
  const frozen = { ...headOf(email, mail.subject, token), html: mail.html, text: mail.text };
  const deliveryId = randomUUID();
  const delivery = {
    ...frozen,
    deliveryId,
    language: languageOf(language),
    seesPersons: false,
    formats: [],
    sha256: mailDigest({ ...frozen, files: [] }),
  };
  const isAsked = await withShopClient(shopId, async (client) => {
    if (!(await startAsking(client, shopId, { email, askId }, now))) return false;
    await writeDelivery(client, shopId, delivery, { runId: null, copy: 0, copyOf: null }, now);
    return true;
  });
  if (isAsked) await enqueue(sendDelivery, { shopId, deliveryId });
  return isAsked;
}

const confirmUrl = (shopId: bigint, askId: string, now: Date): string =>
  new URL(
    `/confirm/${signToken("confirm", [String(shopId), askId], new Date(now.getTime() + LINK_MS))}`,
    env.SHOPIFY_APP_URL,
  ).href;

/** The question a confirmation link belongs to, or null for one that is changed, expired or unknown. */
export function readConfirmLink(token: string, now: Date): { readonly shopId: bigint; readonly askId: string } | null {
  const [shopId, askId] = readToken("confirm", token, now) ?? [];
  return shopId && askId ? { shopId: BigInt(shopId), askId } : null;
}
