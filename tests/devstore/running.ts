import { createHmac } from "node:crypto";
import { rm } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { type DevStore, type DevStoreOptions, startDevStore } from "../../devstore/start";
import { type FolderParts, storeFolder, testShop } from "../support/storeFolder";

export const apiKey = "test-key";
export const apiSecret = "test-secret";

// biome-ignore lint/suspicious/noExplicitAny: an answer of any query; the test says what it expects of it
export type Answer = any;

/** A dev store over a folder made for the test, with a token to call it by. Stops when the test ends. */
export interface RunningStore extends DevStore {
  readonly token: string;
  /** Sends a query to the Admin API and gives the answer's body. */
  admin(query: string, variables?: Readonly<Record<string, unknown>>, version?: string): Promise<Answer>;
  /** Runs a query in bulk to its end. */
  bulk(query: string, grouped?: boolean): Promise<Answer>;
  /** The lines of a bulk operation, parsed. */
  rows(operation: { url: string | null }): Promise<Answer[]>;
  /** Posts to the token endpoint. */
  oauth(fields: Readonly<Record<string, string>>): Promise<{ status: number; body: Answer }>;
}

export async function runningStore(
  parts: FolderParts = {},
  options: Partial<Pick<DevStoreOptions, "bulkDelayMs" | "clock">> = {},
): Promise<RunningStore> {
  const folder = await storeFolder(parts);
  const devStore = await startDevStore({ folder, appUrl: "http://127.0.0.1:9", apiKey, apiSecret, ...options });
  onTestFinished(async () => {
    await devStore.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const now = (options.clock ?? Date.now)();
  const oauth = (fields: Readonly<Record<string, string>>) => postToken(devStore.url, fields);
  const { body } = await oauth(exchangeFields(sessionToken(now)));
  const token: string = body.access_token;
  const admin: RunningStore["admin"] = async (query, variables = {}, version = "2026-07") => {
    const response = await callAdmin(devStore.url, token, { query, variables }, version);
    return response.json();
  };
  return { ...devStore, token, admin, oauth, bulk: (query, grouped) => runBulk(admin, query, grouped), rows: bulkRows };
}

export function callAdmin(
  url: string,
  token: string,
  body: unknown,
  version = "2026-07",
  host: string = testShop.myshopifyDomain,
) {
  return fetch(`${url}/admin/api/${version}/graphql.json`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-shopify-access-token": token, "x-forwarded-host": host },
    body: JSON.stringify(body),
  });
}

async function postToken(url: string, fields: Readonly<Record<string, string>>) {
  const response = await fetch(`${url}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-host": testShop.myshopifyDomain },
    body: JSON.stringify({ client_id: apiKey, client_secret: apiSecret, ...fields }),
  });
  const body: Answer = await response.json();
  return { status: response.status, body };
}

export function exchangeFields(subjectToken: string): Record<string, string> {
  return {
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: subjectToken,
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
  };
}

/** A session token as App Bridge gives it; `claims` replace the right ones. */
export function sessionToken(
  nowMs: number,
  claims: Readonly<Record<string, unknown>> = {},
  secret = apiSecret,
): string {
  const nowS = Math.floor(nowMs / 1000);
  const dest = `https://${testShop.myshopifyDomain}`;
  const payload = {
    iss: `${dest}/admin`,
    dest,
    aud: apiKey,
    sub: "1",
    exp: nowS + 60,
    nbf: nowS,
    iat: nowS,
    jti: "1",
    sid: "1",
    ...claims,
  };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "HS256", typ: "JWT" })}.${part(payload)}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

const startBulk = `mutation ($query: String!, $grouped: Boolean!) {
  bulkOperationRunQuery(query: $query, groupObjects: $grouped) { bulkOperation { id status } userErrors { field message code } }
}`;
export const bulkFields =
  "id status errorCode type createdAt completedAt objectCount rootObjectCount fileSize url partialDataUrl";

async function runBulk(admin: RunningStore["admin"], query: string, grouped = false): Promise<Answer> {
  const started = await admin(startBulk, { query, grouped });
  const { bulkOperation, userErrors } = started.data.bulkOperationRunQuery;
  if (userErrors.length > 0) return { userErrors };
  for (;;) {
    const { data } = await admin(`query ($id: ID!) { bulkOperation(id: $id) { ${bulkFields} } }`, {
      id: bulkOperation.id,
    });
    if (!["CREATED", "RUNNING", "CANCELING"].includes(data.bulkOperation.status)) return data.bulkOperation;
    await wait(5);
  }
}

async function bulkRows({ url }: { url: string | null }): Promise<Answer[]> {
  if (url === null) return [];
  const text = await (await fetch(url)).text();
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}
