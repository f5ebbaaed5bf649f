import { z } from "zod";
import { log } from "~/log.server";
import { type DocumentName, graphqlDocument } from "./documents.server";
import { AdminApiError } from "./errors";
import { offlineToken } from "./offlineToken.server";
import { shopifyFetch } from "./transport.server";

export const API_VERSION = "2026-07";

const TIMEOUT_MS = 15_000;
/** A report over years takes Shopify longer than any other question. */
const REPORT_TIMEOUT_MS = 90_000;
const TRIES = 6;
const LONGEST_WAIT_MS = 30_000;

const GraphqlError = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.object({ code: z.string().optional(), requiredAccess: z.string().optional() }).loose().optional(),
});

const Cost = z.object({
  requestedQueryCost: z.number(),
  throttleStatus: z.object({ currentlyAvailable: z.number(), restoreRate: z.number() }),
});

const Answer = z.object({
  data: z.unknown(),
  errors: z.array(GraphqlError).optional(),
  extensions: z.object({ cost: Cost.optional() }).loose().optional(),
});

type Answer = z.infer<typeof Answer>;

/** What an operation answered. `denied` names fields that came as null because the app is not approved for them. */
export interface AdminAnswer {
  readonly data: unknown;
  readonly denied: readonly string[];
}

/** Calls the Admin API of one shop with its offline token. */
export interface AdminClient {
  readonly domain: string;
  /**
   * Runs an operation of a document in queries/. Waits out throttling, tries again on 429, 5xx and time-outs, renews the token once on 401.
   * @throws AdminApiError when it fails for good
   */
  request(
    document: DocumentName,
    operation: string,
    variables?: Readonly<Record<string, unknown>>,
  ): Promise<AdminAnswer>;
}

/** The client for a shop's domain. The token is read anew for every call, so a client may be kept for long work. */
export function adminClient(domain: string, pause: (ms: number) => Promise<void> = sleep): AdminClient {
  return {
    domain,
    request: async (document, operation, variables = {}) => {
      const body = JSON.stringify({ query: graphqlDocument(document), operationName: operation, variables });
      return withTries(
        { domain, operation, body, timeoutMs: document === "shopifyql" ? REPORT_TIMEOUT_MS : TIMEOUT_MS },
        pause,
      );
    },
  };
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

type Outcome =
  | { readonly kind: "answer"; readonly answer: AdminAnswer }
  | { readonly kind: "wait"; readonly ms: number | null; readonly why: string }
  | { readonly kind: "refused"; readonly token: string };

interface Call {
  readonly domain: string;
  readonly operation: string;
  readonly body: string;
  readonly timeoutMs: number;
}

async function withTries(call: Call, pause: (ms: number) => Promise<void>): Promise<AdminAnswer> {
  const { domain, operation } = call;
  let refused: string | undefined;
  let why = "";
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const outcome = await attemptOnce(call, refused);
    if (outcome.kind === "answer") return outcome.answer;
    if (outcome.kind === "refused") {
      if (refused) throw new AdminApiError("reauthorise", `the renewed token of ${domain} is refused`);
      refused = outcome.token;
      continue;
    }
    why = outcome.why;
    if (attempt < TRIES) await pause(Math.min(LONGEST_WAIT_MS, outcome.ms ?? 500 * 2 ** (attempt - 1)));
  }
  throw new AdminApiError("unreachable", `${operation} of ${domain} after ${TRIES} tries: ${why}`);
}

async function attemptOnce(call: Call, refused: string | undefined): Promise<Outcome> {
  let token: string;
  try {
    token = await offlineToken(call.domain, refused);
  } catch (error) {
    // Shopify takes the old refresh token again as long as the new one was not used: a lost reply costs one more try.
    if (error instanceof AdminApiError && error.fault === "unreachable")
      return { kind: "wait", ms: null, why: error.detail };
    throw error;
  }
  return once(call, token);
}

async function once({ domain, operation, body, timeoutMs }: Call, token: string): Promise<Outcome> {
  let response: Response;
  let text: string;
  try {
    response = await shopifyFetch(`https://${domain}/admin/api/${API_VERSION}/graphql.json`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", "x-shopify-access-token": token },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    text = await response.text();
  } catch (error) {
    return { kind: "wait", ms: null, why: error instanceof Error ? error.message : String(error) };
  }
  if (response.status === 401) return { kind: "refused", token };
  if (response.status === 402 || response.status === 403 || response.status === 404 || response.status === 423) {
    throw new AdminApiError("shopClosed", String(response.status));
  }
  if (response.status === 429 || response.status >= 500) {
    return { kind: "wait", ms: retryAfterMs(response.headers), why: `status ${response.status}` };
  }
  if (!response.ok) throw new AdminApiError("invalid", `${operation}: status ${response.status}`);
  return read(operation, parseAnswer(operation, text));
}

/** `Retry-After` in milliseconds; Shopify writes seconds with decimals ("2.0"). Null when it is absent or no number. */
function retryAfterMs(headers: Headers): number | null {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

function parseAnswer(operation: string, text: string): Answer {
  try {
    return Answer.parse(JSON.parse(text));
  } catch (cause) {
    throw new AdminApiError("invalid", `${operation}: an answer that is no GraphQL answer`, { cause });
  }
}

function read(operation: string, { data, errors = [], extensions }: Answer): Outcome {
  const throttled = errors.some((error) => error.extensions?.code === "THROTTLED");
  if (throttled) return { kind: "wait", ms: throttleMs(extensions?.cost), why: "throttled" };
  const others = errors.filter((error) => error.extensions?.code !== "ACCESS_DENIED");
  const fatal = others[0];
  if (fatal) throw new AdminApiError("invalid", `${operation}: ${fatal.message}`);
  for (const error of errors) {
    const scope = missingScope(error.extensions?.requiredAccess ?? error.message);
    if (scope) throw new AdminApiError("scopeMissing", scope);
  }
  if (data === null || data === undefined) {
    const [refusal] = errors;
    throw new AdminApiError(
      refusal ? "notApproved" : "invalid",
      refusal?.message ?? `${operation}: an answer without data`,
    );
  }
  const denied = errors.map((error) => (error.path ?? []).filter((part) => typeof part === "string").join("."));
  if (denied.length > 0) log.warn({ operation, denied }, "fields the app is not approved for came as null");
  return { kind: "answer", answer: { data, denied } };
}

/** Until the bucket holds what the query costs. */
function throttleMs(cost: z.infer<typeof Cost> | undefined): number | null {
  if (!cost || cost.throttleStatus.restoreRate <= 0) return null;
  const { currentlyAvailable, restoreRate } = cost.throttleStatus;
  return Math.max(250, Math.ceil(((cost.requestedQueryCost - currentlyAvailable) / restoreRate) * 1000));
}

/** The first scope named in Shopify's words "Required access: `read_orders` access scope." */
export function missingScope(text: string): string | null {
  return /\b((?:read|write)_[a-z_]+)\b/.exec(text)?.[1] ?? null;
}
