import { raiseAddressAlert } from "~/data/alerts.server";
import { applyMailEvent, type MailEvent } from "~/data/deliveryEvents.server";
import { suppress } from "~/data/suppressions.server";
import { log } from "~/log.server";

/**
 * Takes in what the mail service tells of a mail, once or many times. After a hard bounce or a complaint nothing is sent to the
 * address any more, and the shop's owner is told; a full mailbox or a slow server changes nothing.
 */
export async function receiveMailEvent(event: MailEvent, now: Date): Promise<void> {
  const effect = await applyMailEvent(event, now);
  if (!effect) {
    log.info({ event: event.eventId, kind: event.kind }, "an event of a mail that is not known");
    return;
  }
  const reason = REASONS[event.kind];
  // Again for an event that is known: the process may have died between the two.
  if (reason && (await suppress(effect.shopId, effect.recipient, reason)))
    await raiseAddressAlert(effect.shopId, { code: `mail_${reason}`, address: effect.recipient }, now);
}

const REASONS: Readonly<Partial<Record<MailEvent["kind"], "bounced" | "complained">>> = {
  bouncedHard: "bounced",
  complained: "complained",
};
