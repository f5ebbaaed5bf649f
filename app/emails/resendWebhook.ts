import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { MailEventKind } from "~/analytics/deliveryState";
import type { MailEvent } from "~/data/deliveryEvents.server";

const TOLERANCE_S = 300;
const LONGEST_BODY = 256 * 1024;

/** What a webhook of Resend's comes to: an event of a mail, nothing for us, or a refusal with its status. */
export type ResendWebhook =
  | { readonly kind: "event"; readonly event: MailEvent }
  | { readonly kind: "ignored" }
  | { readonly kind: "refused"; readonly status: 400 | 401 | 413 };

interface Signed {
  readonly id: string | null;
  readonly timestamp: string | null;
  readonly signature: string | null;
}

/** Reads a webhook whose raw body Svix signed with `secret` ("whsec_" and base64), at most five minutes before or after `now`. */
export function readResendWebhook(
  headers: { get(name: string): string | null },
  body: string,
  secret: string,
  now: Date,
): ResendWebhook {
  if (Buffer.byteLength(body) > LONGEST_BODY) return { kind: "refused", status: 413 };
  const signed: Signed = {
    id: headers.get("svix-id"),
    timestamp: headers.get("svix-timestamp"),
    signature: headers.get("svix-signature"),
  };
  if (!isSigned(signed, body, secret, now)) return { kind: "refused", status: 401 };
  return eventOf(signed.id ?? "", body);
}

/** Svix: HMAC-SHA256 over "id.timestamp.body"; the header may hold several signatures while a secret is replaced. */
function isSigned({ id, timestamp, signature }: Signed, body: string, secret: string, now: Date): boolean {
  if (!id || !timestamp || !signature || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE_S) return false;
  const own = createHmac("sha256", keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest();
  return signature.split(" ").some((one) => {
    const [version, text = ""] = one.split(",");
    const given = Buffer.from(text, "base64");
    return version === "v1" && given.length === own.length && timingSafeEqual(given, own);
  });
}

const keyOf = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/, ""), "base64");

const Event = z.object({
  type: z.string(),
  created_at: z.coerce.date(),
  data: z.object({
    email_id: z.string().max(200),
    created_at: z.string().nullish(),
    // As an object, as the documents have it; as a list, as mails are sent.
    tags: z
      .union([
        z.record(z.string(), z.string()),
        z
          .array(z.object({ name: z.string(), value: z.string() }))
          .transform((all) => Object.fromEntries(all.map(({ name, value }) => [name, value]))),
      ])
      .nullish(),
    bounce: z
      .looseObject({ type: z.string().nullish(), subType: z.string().nullish(), message: z.string().nullish() })
      .nullish(),
    failed: z.looseObject({ reason: z.string().nullish() }).nullish(),
    suppressed: z.looseObject({ message: z.string().nullish() }).nullish(),
  }),
});
type Event = z.infer<typeof Event>;

/** Only what happens to a mail on its way counts: whether it is opened or clicked is the reader's own business. */
function eventOf(eventId: string, body: string): ResendWebhook {
  const parsed = Event.safeParse(jsonOf(body));
  // Signed, so that it came from Resend: asking for it again would bring the same.
  if (!parsed.success) return { kind: "ignored" };
  const { data, created_at } = parsed.data;
  const kind = kindOf(parsed.data);
  if (kind === null) return { kind: "ignored" };
  const tag = z.uuid().safeParse(data.tags?.delivery);
  return {
    kind: "event",
    event: {
      eventId,
      kind,
      at: created_at,
      providerId: data.email_id,
      deliveryId: tag.success ? tag.data : null,
      detail: detailOf(parsed.data),
    },
  };
}

function kindOf({ type, data }: Event): MailEventKind | null {
  switch (type) {
    case "email.sent":
      return "sent";
    case "email.delivered":
      return "delivered";
    case "email.delivery_delayed":
      return "delayed";
    case "email.complained":
      return "complained";
    case "email.failed":
      return "failed";
    // Resend itself writes to this address no more, because of an earlier hard bounce or complaint.
    case "email.suppressed":
      return "bouncedHard";
    case "email.bounced":
      return data.bounce?.type === "Permanent" ? "bouncedHard" : "bouncedSoft";
    default:
      return null;
  }
}

function detailOf({ data: { bounce, failed, suppressed } }: Event): string | null {
  const told = [bounce?.type, bounce?.subType, bounce?.message, failed?.reason, suppressed?.message].filter(Boolean);
  // A mail server writes what it likes: one line of it is kept, without control characters and without NUL.
  const line = told
    .join(": ")
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim();
  return line === "" ? null : line;
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
