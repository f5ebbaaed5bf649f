/** What became of a try to send. */
export type SendOutcome =
  | { readonly kind: "sent"; readonly providerId: string }
  /** Nobody can tell whether the mail was taken: again, with the same key and the same bytes. */
  | { readonly kind: "ambiguous"; readonly why: string }
  /** Not taken, because we send too fast: again later. */
  | { readonly kind: "wait"; readonly waitMs: number; readonly why: string }
  /** Not taken, and no other mail would be. */
  | { readonly kind: "hold"; readonly code: HoldCode; readonly why: string }
  /** Never to be taken as it is. `changed`: the key was used before with other bytes, which is our fault. */
  | { readonly kind: "refused"; readonly why: string; readonly changed: boolean };

/** What stands in the way of every mail: our key, the quota, the sender's address or its domain, or the account itself. */
export type HoldCode = "mail_key_refused" | "mail_quota_exceeded" | "mail_sender_refused" | "mail_account_refused";

export interface ResendError {
  readonly name: string;
  readonly message: string;
  readonly statusCode: number | null;
}

const KEY_ERRORS = new Set(["missing_api_key", "invalid_api_key", "restricted_api_key", "suspended_api_key"]);
const QUOTA_ERRORS = new Set(["daily_quota_exceeded", "monthly_quota_exceeded"]);
/** How Resend says that the sender's domain is not verified, whatever it calls the error. */
const UNVERIFIED = /\bnot verified\b|\bverify (a|your) domain\b/i;
/** Forbidden, no such page, no such method, stopped for security: nothing of it lies in the one mail. */
const ACCOUNT_STATUSES = new Set([403, 404, 405, 451]);
const DEFAULT_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 3_600_000;

/** Reads an answer of Resend's that is no success. `retryAfter` is that header, in seconds. */
export function outcomeOf({ name, message, statusCode }: ResendError, retryAfter: string | null): SendOutcome {
  const why = `${name}${statusCode === null ? "" : ` (${statusCode})`}: ${message}`;
  // Lost replies, cut-off replies and our own time-out all come without a status.
  if (statusCode === null || statusCode >= 500 || statusCode === 408) return { kind: "ambiguous", why };
  if (KEY_ERRORS.has(name) || statusCode === 401) return { kind: "hold", code: "mail_key_refused", why };
  if (QUOTA_ERRORS.has(name)) return { kind: "hold", code: "mail_quota_exceeded", why };
  if (statusCode === 429) return { kind: "wait", waitMs: waitMs(retryAfter), why };
  if (isOfSender(name, message, statusCode)) return { kind: "hold", code: "mail_sender_refused", why };
  if (ACCOUNT_STATUSES.has(statusCode)) return { kind: "hold", code: "mail_account_refused", why };
  // Another try with this key is under way.
  if (name === "concurrent_idempotent_requests") return { kind: "ambiguous", why };
  return { kind: "refused", why, changed: name === "invalid_idempotent_request" };
}

/** Resend answers 403 with the name of an invalid field where the field is right and its domain is not verified. */
function isOfSender(name: string, message: string, statusCode: number): boolean {
  if (name === "invalid_from_address") return true;
  return name === "validation_error" && (statusCode === 403 || UNVERIFIED.test(message));
}

function waitMs(retryAfter: string | null): number {
  const seconds = Number(retryAfter);
  if (retryAfter === null || !Number.isFinite(seconds) || seconds < 0) return DEFAULT_WAIT_MS;
  return Math.min(Math.max(seconds * 1000, DEFAULT_WAIT_MS), LONGEST_WAIT_MS);
}
