/** What became of a try to send. */
export type SendOutcome =
  | { readonly kind: "sent"; readonly providerId: string }
  /** Nobody can tell whether the mail was taken: again, with the same key and the same bytes. */
  | { readonly kind: "ambiguous"; readonly why: string }
  /** Not taken, because we send too fast: again later. */
  | { readonly kind: "wait"; readonly waitMs: number; readonly why: string }
  /** Not taken, and no other mail would be: the key or the quota. */
  | { readonly kind: "hold"; readonly code: "mail_key_refused" | "mail_quota_exceeded"; readonly why: string }
  /** Never to be taken as it is. `changed`: the key was used before with other bytes, which is our fault. */
  | { readonly kind: "refused"; readonly why: string; readonly changed: boolean };

export interface ResendError {
  readonly name: string;
  readonly message: string;
  readonly statusCode: number | null;
}

const KEY_ERRORS = new Set(["missing_api_key", "invalid_api_key", "restricted_api_key", "suspended_api_key"]);
const QUOTA_ERRORS = new Set(["daily_quota_exceeded", "monthly_quota_exceeded"]);
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
  // Another try with this key is under way.
  if (name === "concurrent_idempotent_requests") return { kind: "ambiguous", why };
  return { kind: "refused", why, changed: name === "invalid_idempotent_request" };
}

function waitMs(retryAfter: string | null): number {
  const seconds = Number(retryAfter);
  if (retryAfter === null || !Number.isFinite(seconds) || seconds < 0) return DEFAULT_WAIT_MS;
  return Math.min(Math.max(seconds * 1000, DEFAULT_WAIT_MS), LONGEST_WAIT_MS);
}
