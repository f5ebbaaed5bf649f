import { Resend } from "resend";
import { env } from "~/env.server";
import { type Mail, refuseInjection } from "./mail";
import { outboxFolder, writeToOutbox } from "./outbox.server";
import { outcomeOf, type SendOutcome } from "./outcome";

/** Sends one mail, or tells why it did not. Safe to repeat: the same mail under the same key arrives once. */
export type Send = (mail: Mail) => Promise<SendOutcome>;

const TIMEOUT_MS = 10_000;
/** Resend's documents name 2, 5 and 10 requests a second for a team; its headers tell the truth. */
const FIRST_GAP_MS = 500;

let chosen: Send | undefined;

/** Sends through Resend when there is a key, else into the local outbox. */
export const send: Send = (mail) => {
  chosen ??= env.RESEND_API_KEY
    ? resendSender({ apiKey: env.RESEND_API_KEY, baseUrl: env.RESEND_BASE_URL })
    : outboxSender(outboxFolder());
  return chosen(mail);
};

/** A sender that writes mails as files below `folder`. */
export function outboxSender(folder: string): Send {
  return async (mail) => {
    refuseInjection(mail);
    await writeToOutbox(folder, mail);
    return { kind: "sent", providerId: "outbox" };
  };
}

/** A sender through Resend. Never faster than the account may; never more than one recipient in a mail. */
export function resendSender(options: {
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly timeoutMs?: number;
  readonly gapMs?: number;
}): Send {
  const resend = new Resend(options.apiKey, options.baseUrl ? { baseUrl: options.baseUrl } : {});
  const pace = pacer(options.gapMs ?? FIRST_GAP_MS);
  return async (mail) => {
    refuseInjection(mail);
    await pace.turn();
    const { data, error, headers } = await resend.emails.send(payload(mail), {
      idempotencyKey: mail.idempotencyKey,
      signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
    });
    pace.learn(headers?.["ratelimit-limit"]);
    if (error) return outcomeOf(error, headers?.["retry-after"] ?? null);
    if (!data?.id) return { kind: "ambiguous", why: "the answer held no id" };
    return { kind: "sent", providerId: data.id };
  };
}

function payload(mail: Mail) {
  return {
    from: mail.sender,
    to: [mail.recipient],
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    headers: { ...mail.headers },
    tags: [{ name: "delivery", value: mail.deliveryId }],
    attachments: mail.files.map((file) => ({
      filename: file.fileName,
      content: Buffer.from(file.bytes),
      contentType: file.contentType,
      ...(file.contentId === null ? {} : { contentId: file.contentId }),
    })),
  };
}

/** Lets one caller through at a time, `gapMs` apart. */
function pacer(firstGapMs: number) {
  let gapMs = firstGapMs;
  let nextTurn = 0;
  return {
    async turn(): Promise<void> {
      const now = Date.now();
      const at = Math.max(now, nextTurn);
      nextTurn = at + gapMs;
      if (at > now) await new Promise((resolve) => setTimeout(resolve, at - now));
    },
    /** Takes over the requests a second that an answer named. */
    learn(perSecond: string | undefined): void {
      const limit = Number(perSecond);
      if (perSecond !== undefined && limit >= 1) gapMs = Math.min(firstGapMs, Math.ceil(1000 / limit));
    },
  };
}
