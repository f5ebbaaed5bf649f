import { isExpired, type UnsentReason, unwanted } from "~/analytics/mailWorth";
import { mailHold, raiseAddressAlert, raiseAlert, resolveMailHolds } from "~/data/alerts.server";
import {
  type ClaimedDelivery,
  claimDelivery,
  type DeliveryRef,
  endDelivery,
  markSent,
  postponeDelivery,
} from "~/data/deliveries.server";
import { noteDelivery } from "~/data/deliveryEvents.server";
import { standingOf } from "~/data/deliveryStanding.server";
import { type LookUp, lookUp as lookUpByDefault } from "~/emails/lookUp.server";
import { mailDigest } from "~/emails/mail";
import type { SendOutcome } from "~/emails/outcome";
import { type Send, send as sendByDefault } from "~/emails/send.server";
import { env } from "~/env.server";
import { log } from "~/log.server";
import { LEASE_MS } from "./lease.server";
import { reached } from "./moments.server";

const SECOND = 1000;
const HOUR = 3_600_000;
/** Waits after tries of unknown outcome; the last one holds for all further ones. */
const BACKOFF_MS = [5 * SECOND, 30 * SECOND, 120 * SECOND, 600 * SECOND, HOUR] as const;
/** Resend forgets a key after 24 hours; a later try could be a second mail. */
const KEY_LIFE_MS = 23 * HOUR;
/** How long after the first try the mail service's list is asked again where it does not answer. */
const LOOK_UP_MS = 47 * HOUR;
/** How long no mail is sent after Resend refused our key, or said that the quota is used up. */
const HOLD_MS = 15 * 60 * SECOND;

/**
 * Tries to send one mail, if it is due and nobody else is at it. Answers in how many milliseconds it is worth another look,
 * or null. Whatever dies in between, the mail arrives once: its row says what was tried, and its key makes a repeat the same mail.
 */
export async function deliver(
  delivery: DeliveryRef,
  send: Send = sendByDefault,
  now: () => Date = () => new Date(),
  lookUp: LookUp = lookUpByDefault,
): Promise<number | null> {
  const hold = await mailHold(now());
  if (hold) return null;
  const mail = await claimDelivery(delivery, now(), LEASE_MS);
  if (!mail) return null;
  await reached("mail claimed");
  if (mail.firstTryAt.getTime() + KEY_LIFE_MS <= now().getTime()) return resolve(delivery, mail, lookUp, now());
  const why = await whyUnsent(delivery, mail, now());
  if (why) {
    await endDelivery(delivery, mail, "suppressed", why);
    await noteDelivery(delivery, { kind: "dropped", detail: why }, now());
    return null;
  }
  return settle(delivery, mail, await attempt(mail, send), now());
}

/** The key is worn out: another try could be a second mail. The mail service's own list may tell; else the merchant decides. */
async function resolve(
  delivery: DeliveryRef,
  mail: ClaimedDelivery,
  lookUp: LookUp,
  now: Date,
): Promise<number | null> {
  const outcome = await lookUp(mail);
  if (outcome.kind === "found") {
    await markSent(delivery, outcome.providerId, now);
    await noteDelivery(delivery, { kind: "found" }, now);
    return null;
  }
  const told = outcome.kind === "absent" ? "the mail service has no such mail in its list" : outcome.why;
  if (outcome.kind === "untold" && outcome.again && now.getTime() < mail.firstTryAt.getTime() + LOOK_UP_MS) {
    await postponeDelivery(delivery, mail, { at: new Date(now.getTime() + HOUR), why: told, counted: true });
    return null;
  }
  const why = `no try of the first 23 hours told whether the mail was taken; ${told}`;
  await endDelivery(delivery, mail, "unknown", why);
  await noteDelivery(delivery, { kind: "unknown", detail: told }, now);
  return null;
}

/** Asked at every try: much may have changed since the mail was made. */
async function whyUnsent(
  delivery: DeliveryRef,
  { attempts }: ClaimedDelivery,
  now: Date,
): Promise<UnsentReason | null> {
  const standing = await standingOf(delivery);
  // One that was tried may have arrived, and is told apart by its key.
  return unwanted(standing) ?? (attempts === 1 && isExpired(standing, now) ? "expired" : null);
}

async function attempt(mail: ClaimedDelivery, send: Send): Promise<SendOutcome> {
  if (mailDigest(mail) !== mail.sha256)
    return { kind: "refused", changed: true, why: "the stored mail is not the one that was rendered" };
  await reached("mail about to be sent");
  const outcome = await send(mail).catch((error: unknown): SendOutcome => {
    // A mail that may not leave is refused before anything is sent; every other failure may come after.
    if (error instanceof RangeError) return { kind: "refused", changed: false, why: error.message };
    return { kind: "ambiguous", why: error instanceof Error ? error.message : String(error) };
  });
  await reached("mail taken");
  return outcome;
}

async function settle(
  delivery: DeliveryRef,
  mail: ClaimedDelivery,
  outcome: SendOutcome,
  now: Date,
): Promise<number | null> {
  const later = (ms: number) => new Date(now.getTime() + ms);
  switch (outcome.kind) {
    case "sent":
      await markSent(delivery, outcome.providerId, now);
      await reached("mail marked sent");
      await noteDelivery(delivery, { kind: "taken" }, now);
      await resolveMailHolds(now);
      return null;
    case "ambiguous": {
      const waitMs = BACKOFF_MS[Math.min(mail.attempts, BACKOFF_MS.length) - 1] ?? HOUR;
      await postponeDelivery(delivery, mail, { at: later(waitMs), why: outcome.why, counted: true });
      await noteDelivery(delivery, { kind: "unanswered", detail: outcome.why }, now);
      return waitMs;
    }
    case "wait":
      await postponeDelivery(delivery, mail, { at: later(outcome.waitMs), why: outcome.why, counted: false });
      return outcome.waitMs;
    case "hold":
      if (outcome.code === "mail_sender_refused" && mail.sender !== env.MAIL_FROM)
        return refuse(delivery, mail, { changed: false, why: outcome.why }, now);
      log.error({ delivery: delivery.deliveryId, why: outcome.why }, "no mail can be sent");
      await raiseAlert(delivery.shopId, { code: outcome.code, detail: outcome.why, holdUntil: later(HOLD_MS) }, now);
      await postponeDelivery(delivery, mail, { at: later(HOLD_MS), why: outcome.why, counted: false });
      await noteDelivery(delivery, { kind: "held", detail: outcome.why }, now);
      return null;
    case "refused":
      return refuse(delivery, mail, outcome, now);
  }
}

/** Ends a mail that will never be taken as it is, and tells the merchant of it. One from a sender that is no longer ours is such a mail. */
async function refuse(
  delivery: DeliveryRef,
  mail: ClaimedDelivery,
  { changed, why }: { readonly changed: boolean; readonly why: string },
  now: Date,
): Promise<null> {
  log.error({ delivery: delivery.deliveryId, why }, "a mail was refused for good");
  const code = changed ? "mail_changed" : "mail_refused";
  await raiseAddressAlert(delivery.shopId, { code, address: mail.recipient }, now);
  await endDelivery(delivery, mail, "failed", why);
  await noteDelivery(delivery, { kind: "refused", detail: why }, now);
  return null;
}
