import { Resend } from "resend";
import { isKnownAtService } from "~/data/deliveryEvents.server";
import { env } from "~/env.server";

/** A mail of which nobody knows whether it was taken. */
export interface LostMail {
  readonly deliveryId: string;
  readonly recipient: string;
  readonly subject: string;
  readonly firstTryAt: Date;
}

/** What the mail service's own list tells of a mail. */
export type LookUpOutcome =
  | { readonly kind: "found"; readonly providerId: string }
  /** The list reaches back to the first try, and the mail is not in it. */
  | { readonly kind: "absent" }
  /** The list could not be read, or does not tell. `again`: it may tell later. */
  | { readonly kind: "untold"; readonly why: string; readonly again: boolean };

export type LookUp = (mail: LostMail) => Promise<LookUpOutcome>;

const PAGE = 100;
const MOST_PAGES = 20;
/** The service's clock and ours may differ. */
const SKEW_MS = 120_000;
const TIMEOUT_MS = 10_000;
/** Below Resend's lowest limit of two requests a second. */
const GAP_MS = 600;

/** Asks Resend where there is a key; mails of the local outbox are never lost. */
export const lookUp: LookUp = (mail) =>
  env.RESEND_API_KEY
    ? resendLookUp({ apiKey: env.RESEND_API_KEY, baseUrl: env.RESEND_BASE_URL })(mail)
    : Promise.resolve({ kind: "absent" });

/** Reads Resend's list of mails back to the first try, and of those that look like this one whether they carry its tag. */
export function resendLookUp(options: {
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly gapMs?: number;
}): LookUp {
  const resend = new Resend(options.apiKey, options.baseUrl ? { baseUrl: options.baseUrl } : {});
  const pause = () => new Promise((resolve) => setTimeout(resolve, options.gapMs ?? GAP_MS));
  return async (mail) => {
    const candidates: string[] = [];
    let after: string | undefined;
    for (let page = 0; ; page += 1) {
      if (page === MOST_PAGES) return untold("the list of mails is too long to be read", false);
      if (page > 0) await pause();
      const { data, error } = await resend.emails.list(
        { limit: PAGE, ...(after ? { after } : {}) },
        { signal: AbortSignal.timeout(TIMEOUT_MS) },
      );
      if (error) return untold(`${error.name}: ${error.message}`, isPassing(error.statusCode));
      const rows = data?.data ?? [];
      const since = mail.firstTryAt.getTime() - SKEW_MS;
      const young = rows.filter((row) => timeOf(row.created_at) >= since);
      candidates.push(...young.filter((row) => looksLike(mail, row)).map(({ id }) => id));
      after = rows.at(-1)?.id;
      if (young.length < rows.length || !data?.has_more || !after) break;
    }
    for (const id of candidates) {
      await pause();
      const { data, error } = await resend.emails.get(id, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      if (error) return untold(`${error.name}: ${error.message}`, isPassing(error.statusCode));
      if (data?.tags?.some(({ name, value }) => name === "delivery" && value === mail.deliveryId))
        return { kind: "found", providerId: id };
      if (!data?.tags && candidates.length === 1 && !(await isKnownAtService(id)))
        return { kind: "found", providerId: id };
      if (!data?.tags) return untold("Resend does not tell which of several mails it is", false);
    }
    return { kind: "absent" };
  };
}

const untold = (why: string, again: boolean): LookUpOutcome => ({ kind: "untold", why, again });

const isPassing = (status: number | null): boolean => status === null || status === 429 || status >= 500;

// Resend writes "2026-11-02 08:00:01.000000+00".
const timeOf = (text: string): number => Date.parse(text.replace(" ", "T").replace(/\+00$/, "Z"));

const looksLike = (mail: LostMail, row: { to: string[]; subject: string }): boolean =>
  row.subject === mail.subject && row.to.some((address) => address.toLowerCase() === mail.recipient.toLowerCase());
