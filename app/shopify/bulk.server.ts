import { z } from "zod";
import type { AdminClient } from "./adminClient.server";
import { missingScope } from "./adminClient.server";
import { AdminApiError } from "./errors";
import { isDownloadAllowed } from "./transport.server";

const UserErrors = z.array(z.object({ message: z.string(), code: z.string().nullish() }));

const Started = z.object({
  bulkOperationRunQuery: z.object({ bulkOperation: z.object({ id: z.string() }).nullable(), userErrors: UserErrors }),
});

const Status = z.enum(["CREATED", "RUNNING", "COMPLETED", "CANCELING", "CANCELED", "FAILED", "EXPIRED"]);
const Count = z.union([z.string().regex(/^\d+$/), z.number().int().nonnegative()]).transform(Number);

const Polled = z.object({
  bulkOperation: z
    .object({
      id: z.string(),
      status: Status,
      errorCode: z.string().nullable(),
      objectCount: Count,
      rootObjectCount: Count,
      url: z.string().nullable(),
    })
    .nullable(),
});

const Listed = z.object({
  bulkOperations: z.object({ nodes: z.array(z.object({ id: z.string(), status: Status, query: z.string() })) }),
});

/** A bulk operation as Shopify tells it. `url` null on a completed one: there are no rows. */
export interface BulkOperation {
  readonly id: string;
  readonly status: z.infer<typeof Status>;
  readonly errorCode: string | null;
  readonly objectCount: number;
  readonly rootObjectCount: number;
  readonly url: string | null;
}

/** Starts a bulk query. Null: all of the shop's slots are taken, by us or by another tool that uses our token. */
export async function startBulk(client: AdminClient, query: string): Promise<string | null> {
  const { data } = await client.request("bulk_ops", "BulkStart", { query });
  const { bulkOperation, userErrors } = Started.parse(data).bulkOperationRunQuery;
  if (bulkOperation) return bulkOperation.id;
  const [error] = userErrors;
  if (error?.code === "OPERATION_IN_PROGRESS" || error?.code === "LIMIT_REACHED") return null;
  const message = error?.message ?? "no operation and no reason";
  const scope = missingScope(message);
  throw new AdminApiError(scope ? "scopeMissing" : "invalid", scope ?? `bulk query refused: ${message}`);
}

/** The operation as it stands, or null when Shopify does not know it (any more). */
export async function pollBulk(client: AdminClient, id: string): Promise<BulkOperation | null> {
  const { data } = await client.request("bulk_ops", "BulkPoll", { id });
  return Polled.parse(data).bulkOperation;
}

/** The operation whose query begins with this tag, among the latest: its start was asked for and the answer lost. */
export async function findBulk(client: AdminClient, tag: string): Promise<string | null> {
  const { data } = await client.request("bulk_ops", "BulkList", { q: "operation_type:query" });
  const { nodes } = Listed.parse(data).bulkOperations;
  return nodes.find(({ query }) => query.startsWith(`# ${tag}\n`))?.id ?? null;
}

/** Ends an operation that nobody waits for, so that it holds no slot. */
export async function cancelBulk(client: AdminClient, id: string): Promise<void> {
  await client.request("bulk_ops", "BulkCancel", { id });
}

/** A bulk file that cannot be read: gone, from a host we do not trust, or broken off. */
export class BulkFileError extends Error {
  override readonly name = "BulkFileError";
}

const STALL_MS = 30_000;
const NEWLINE = 0x0a;

/**
 * The lines of a bulk file in batches, never all of them at once. Redirects to other hosts are refused, a download that
 * stands still for half a minute is given up.
 * @throws BulkFileError
 */
export async function* bulkLines(url: string): AsyncGenerator<readonly string[]> {
  const address = new URL(url);
  if (!isDownloadAllowed(address)) throw new BulkFileError(`bulk file at ${address.host}: expected Shopify's storage`);
  const stalled = new AbortController();
  let timer = setTimeout(() => stalled.abort(), STALL_MS);
  try {
    const response = await fetch(address, { redirect: "error", signal: stalled.signal });
    if (!response.ok || !response.body) throw new BulkFileError(`bulk file answered ${response.status}`);
    const splitter = new LineSplitter();
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(() => stalled.abort(), STALL_MS);
      const lines = splitter.push(part.value);
      if (lines.length > 0) yield lines;
    }
    const last = splitter.end();
    if (last.length > 0) yield last;
  } catch (cause) {
    if (cause instanceof BulkFileError) throw cause;
    throw new BulkFileError(`bulk file broke off: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  } finally {
    clearTimeout(timer);
    stalled.abort();
  }
}

/**
 * Cuts a stream of bytes into lines. A newline byte never lies inside a UTF-8 character, so whole runs of lines are decoded
 * at once; `readline` costs as much as parsing does.
 */
export class LineSplitter {
  private held: Uint8Array[] = [];

  push(chunk: Uint8Array): string[] {
    const end = chunk.lastIndexOf(NEWLINE);
    if (end < 0) {
      this.held.push(chunk);
      return [];
    }
    const lines = textOf([...this.held, chunk.subarray(0, end)]).split("\n");
    this.held = end + 1 < chunk.length ? [chunk.subarray(end + 1)] : [];
    return lines.filter((line) => line !== "");
  }

  /** What stands behind the last newline. */
  end(): string[] {
    const rest = textOf(this.held);
    this.held = [];
    return rest.trim() === "" ? [] : [rest];
  }
}

const textOf = (parts: readonly Uint8Array[]): string => Buffer.concat(parts).toString("utf8");
