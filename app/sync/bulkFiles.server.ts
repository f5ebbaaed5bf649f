import { randomUUID } from "node:crypto";
import {
  attemptFailed,
  type BulkFile,
  type FileName,
  fileAsked,
  type NewWindow,
  type OpenWindow,
  splitWindow,
  updateFile,
  type WindowKind,
  windowReady,
} from "~/data/syncWindows.server";
import { log } from "~/log.server";
import type { AdminClient } from "~/shopify/adminClient.server";
import { type BulkOperation, cancelBulk, findBulk, pollBulk, startBulk } from "~/shopify/bulk.server";
import { bulkDocument, type DocumentName } from "~/shopify/documents.server";
import { pace } from "./pace.server";
import { cut, filterOf, wholeSecond } from "./windows";

const FILES: Readonly<Record<WindowKind, readonly FileName[]>> = {
  orders: ["orders", "ledger"],
  customers: ["customers"],
  products: ["products"],
  sellingPlans: ["sellingPlans"],
};

const DOCUMENTS: Readonly<Record<FileName, DocumentName>> = {
  orders: "bulk_orders",
  ledger: "bulk_order_ledger",
  customers: "bulk_customers",
  products: "bulk_products",
  sellingPlans: "bulk_selling_plans",
};

/** After this many failures in a row the merchant is told; the window is still tried once an hour. */
const MOST_ATTEMPTS = 5;
const HOUR_MS = 3_600_000;

export const filesOf = (window: Pick<OpenWindow, "kind">): readonly FileName[] => FILES[window.kind as WindowKind];

/**
 * Asks for the operations of a window that were not asked for yet. False: Shopify has no slot free; the file's row stands,
 * and `look` asks again.
 */
export async function submit(client: AdminClient, window: OpenWindow, now: Date): Promise<boolean> {
  for (const file of filesOf(window)) {
    if (window.files.some((asked) => asked.file === file)) continue;
    const tag = `tenure ${window.windowId}.${window.attempts + 1} ${file} ${randomUUID().slice(0, 8)}`;
    await fileAsked(window, file, tag, now);
    const operationId = await startBulk(client, queryOf(window, file, tag));
    const pollAt = new Date(now.getTime() + (operationId ? pace.firstPollMs : pace.longestPollMs));
    await updateFile({ ...window, file }, operationId ? { operationId, state: "running", pollAt } : { pollAt });
    if (operationId === null) return false;
  }
  return true;
}

function queryOf(window: OpenWindow, file: FileName, tag: string): string {
  return bulkDocument(DOCUMENTS[file], filterOf(window.field, window.startsAt, window.endsAt), tag);
}

/** Ends the operations of a window's other files, for which there is no use any more. */
async function abandon(client: AdminClient, window: OpenWindow, except: FileName): Promise<void> {
  for (const file of window.files) {
    if (file.file !== except && file.operationId && file.state !== "completed")
      await cancelBulk(client, file.operationId);
  }
}

/**
 * Looks at a file's operation and takes the window to its next state. A file whose start was asked for by a process that
 * ended is found again by its tag, and asked for anew only when Shopify does not know it.
 */
export async function look(client: AdminClient, window: OpenWindow, file: BulkFile, now: Date): Promise<void> {
  const operationId = file.operationId ?? (await findBulk(client, file.tag));
  if (operationId === null) {
    const started = await startBulk(client, queryOf(window, file.file as FileName, file.tag));
    const pollAt = new Date(now.getTime() + (started ? pace.firstPollMs : pace.longestPollMs));
    await updateFile(file, started ? { operationId: started, state: "running", pollAt } : { pollAt });
    return;
  }
  const operation = await pollBulk(client, operationId);
  if (operation?.status === "COMPLETED") {
    const { objectCount, rootObjectCount } = operation;
    await updateFile(file, {
      operationId,
      state: "completed",
      objectCount: BigInt(objectCount),
      rootObjectCount: BigInt(rootObjectCount),
    });
    return;
  }
  if (operation !== null && isUnderWay(operation)) {
    const wait = Math.min(pace.longestPollMs, pace.firstPollMs * 1.5 ** Math.min(file.polls, 20));
    const pollAt = new Date(now.getTime() + wait);
    await updateFile(file, { operationId, state: "running", polls: file.polls + 1, pollAt });
    return;
  }
  await abandon(client, window, file.file as FileName);
  await operationFailed(window, operation, now);
}

const isUnderWay = ({ status }: BulkOperation) =>
  status === "CREATED" || status === "RUNNING" || status === "CANCELING";

/** Files of partial data are never used: a prefix is not the truth. A stretch too large for Shopify is cut in two. */
async function operationFailed(window: OpenWindow, operation: BulkOperation | null, now: Date): Promise<void> {
  const reason = operation
    ? `bulk operation ${operation.status} ${operation.errorCode ?? ""}`.trim()
    : "bulk operation unknown";
  const tooLarge =
    operation?.errorCode === "TIMEOUT" || (operation?.errorCode === "INTERNAL_SERVER_ERROR" && window.attempts > 0);
  const halves = tooLarge ? halvesOf(window) : null;
  if (halves) {
    log.warn({ window: window.windowId, reason }, "a window is read in two halves");
    await splitWindow(window, halves);
    return;
  }
  await windowFailed(window, reason, now);
}

/** Notes that a window could not be read or merged, and when it is tried again. */
export async function windowFailed(window: OpenWindow, error: string, now: Date): Promise<void> {
  const given = window.attempts + 1 >= MOST_ATTEMPTS;
  const wait = given ? HOUR_MS : pace.retryMs * 2 ** window.attempts;
  log.warn({ window: window.windowId, kind: window.kind, attempt: window.attempts + 1, error }, "a window failed");
  await attemptFailed(window, { error, state: given ? "failed" : "pending", nextAt: new Date(now.getTime() + wait) });
}

function halvesOf(window: OpenWindow): NewWindow[] | null {
  if (window.kind !== "orders" || window.field !== "created_at" || !window.startsAt) return null;
  const span = {
    startsAt: wholeSecond(window.startsAt),
    endsAt: wholeSecond(window.endsAt ?? new Date()),
    orders: window.expected ?? 0,
  };
  const halves = cut(span, 2);
  if (halves.length < 2) return null;
  return halves.map((half, index) => ({
    purpose: window.purpose as NewWindow["purpose"],
    kind: "orders",
    field: "created_at",
    startsAt: half.startsAt,
    endsAt: index === 0 ? (window.endsAt ? half.endsAt : null) : half.endsAt,
    watermark: window.watermark?.toISOString() ?? null,
    expected: half.orders,
  }));
}

/** Notes that all operations of a window are completed. */
export async function readyIfComplete(window: OpenWindow): Promise<boolean> {
  const complete =
    window.files.length === filesOf(window).length && window.files.every((file) => file.state === "completed");
  if (complete) await windowReady(window);
  return complete;
}
