import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { GraphQLError } from "graphql";
import type { DevStoreContext } from "../context";
import { rootLists } from "../graphql/roots";
import type { AdminSchema } from "../graphql/schema";
import { type Items, type Serving, serving } from "../graphql/serving";
import { iso } from "../store/folder";
import { compileBulk, type NodePlan } from "./compile";
import { bulkLines } from "./lines";
import { signedPath } from "./signature";
import { type BulkQuery, bulkRefusal, validateBulk } from "./validate";

export type BulkStatus = "CREATED" | "RUNNING" | "COMPLETED" | "CANCELING" | "CANCELED" | "FAILED" | "EXPIRED";

/** A bulk operation of this app in this shop. */
export interface BulkOperation {
  readonly id: string;
  readonly query: string;
  readonly createdAt: number;
  status: BulkStatus;
  errorCode: "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT" | null;
  completedAt: number | null;
  objectCount: number;
  rootObjectCount: number;
  fileSize: number | null;
  /** Name of the file with all rows, or with the part that was written. */
  file: string | null;
  isPartial: boolean;
}

export interface BulkUserError {
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code: "INVALID" | "OPERATION_IN_PROGRESS" | "LIMIT_REACHED" | null;
}

export interface BulkReply {
  readonly bulkOperation: BulkOperation | null;
  readonly userErrors: readonly BulkUserError[];
}

/** Query operations of one app that may run in one shop at the same time, since 2026-01. */
const mostAtOnce = 5;
const urlLifetimeMs = 7 * 86_400_000;
const unfinished: ReadonlySet<BulkStatus> = new Set(["CREATED", "RUNNING", "CANCELING"]);

/** Runs bulk operations, one after the other's block, and keeps their files until the dev store stops. */
export class BulkOperations {
  readonly secret = randomBytes(32);
  private readonly operations: BulkOperation[] = [];
  private readonly running = new Set<Promise<void>>();
  private folder: string | null = null;
  private stopped = false;

  constructor(
    private readonly context: DevStoreContext,
    private readonly delayMs: number,
  ) {
    context.onStop(() => this.stop());
  }

  list(): readonly BulkOperation[] {
    return this.operations;
  }

  find(id: string): BulkOperation | null {
    return this.operations.find((operation) => operation.id === id) ?? null;
  }

  /** Starts an operation, or says why not. */
  start(admin: AdminSchema, text: string, grouped: boolean): BulkReply {
    const query = validateBulk(admin, text);
    if (!("root" in query)) {
      return {
        bulkOperation: null,
        userErrors: query.map((message) => ({ field: ["query"], message, code: "INVALID" })),
      };
    }
    const served = serving(this.context.store, admin);
    const roots = bulkRefusal(admin, query, served.access) ? null : rootsOf(served, admin, query);
    if (typeof roots === "string") {
      return { bulkOperation: null, userErrors: [{ field: ["query"], message: roots, code: "INVALID" }] };
    }
    const busy = this.operations.filter((operation) => unfinished.has(operation.status));
    if (busy.length >= mostAtOnce) {
      const message = `A bulk query operation for this app and shop is already in progress: ${busy[0]?.id}.`;
      return { bulkOperation: null, userErrors: [{ field: null, message, code: "OPERATION_IN_PROGRESS" }] };
    }
    const operation = this.create(text);
    this.track(operation, this.run(operation, roots, grouped));
    return { bulkOperation: operation, userErrors: [] };
  }

  /** Cancels an operation that has not ended. */
  cancel(id: string): BulkReply {
    const operation = this.find(id);
    if (!operation)
      return {
        bulkOperation: null,
        userErrors: [{ field: ["id"], message: "Bulk operation does not exist", code: null }],
      };
    if (!unfinished.has(operation.status)) {
      const message = `A bulk operation cannot be canceled when it is ${operation.status.toLowerCase()}`;
      return { bulkOperation: operation, userErrors: [{ field: null, message, code: null }] };
    }
    operation.status = "CANCELING";
    return { bulkOperation: operation, userErrors: [] };
  }

  /** Where the operation's rows can be fetched; null when it has none. */
  urlOf(operation: BulkOperation): string | null {
    if (operation.file === null || operation.completedAt === null) return null;
    const path = `/bulk/${operation.file.slice(operation.file.lastIndexOf("/") + 1)}`;
    const expires = operation.completedAt + urlLifetimeMs;
    return this.context.url() + signedPath(path, expires, this.secret);
  }

  /** Path of a bulk file by its name in a URL; null when there is none. */
  fileOf(name: string): string | null {
    return this.operations.find((operation) => operation.file?.endsWith(`/${name}`))?.file ?? null;
  }

  private create(query: string): BulkOperation {
    const number = 7_000_000_000_000 + this.operations.length + 1;
    const operation: BulkOperation = {
      id: `gid://shopify/BulkOperation/${number}`,
      query,
      createdAt: this.context.clock(),
      status: "CREATED",
      errorCode: null,
      completedAt: null,
      objectCount: 0,
      rootObjectCount: 0,
      fileSize: null,
      file: null,
      isPartial: false,
    };
    this.operations.push(operation);
    return operation;
  }

  private track(operation: BulkOperation, run: Promise<void>): void {
    const tracked = run
      .catch((error: unknown) => {
        if (this.stopped) return;
        const reason = error instanceof Error ? error.message : String(error);
        process.stderr.write(`dev store: ${operation.id} failed: ${reason}\n`);
        this.finish(operation, "FAILED", "INTERNAL_SERVER_ERROR");
      })
      .finally(() => this.running.delete(tracked));
    this.running.add(tracked);
  }

  /** `roots` is null when the app may not read something the query asks for. */
  private async run(operation: BulkOperation, roots: BulkRoots | null, grouped: boolean): Promise<void> {
    await wait(this.delayMs);
    if (operation.status === "CREATED") operation.status = "RUNNING";
    if (!roots) {
      this.finish(operation, "FAILED", "ACCESS_DENIED");
      return;
    }
    const path = join(await this.ensureFolder(), `${operation.id.slice(operation.id.lastIndexOf("/") + 1)}.jsonl`);
    operation.file = path;
    await this.write(operation, path, bulkLines(roots.items, roots.nodes, grouped));
    await wait(this.delayMs);
    if (this.stopped) return;
    await this.end(operation, path);
  }

  private async write(operation: BulkOperation, path: string, blocks: ReturnType<typeof bulkLines>): Promise<void> {
    const stream = createWriteStream(path);
    try {
      for await (const lines of blocks) {
        if (operation.status === "CANCELING" || this.stopped) break;
        operation.objectCount += lines.length;
        operation.rootObjectCount += lines.reduce((roots, line) => roots + (line.isRoot ? 1 : 0), 0);
        const text = lines.map((line) => `${line.text}\n`).join("");
        if (text !== "" && !stream.write(text)) await once(stream, "drain");
      }
    } finally {
      stream.end();
      await finished(stream);
    }
  }

  private async end(operation: BulkOperation, path: string): Promise<void> {
    const { faults } = this.context;
    const { size } = await stat(path);
    operation.fileSize = size;
    if (operation.status === "CANCELING" || faults.strikes("bulkFailNext")) {
      operation.isPartial = true;
      operation.file = size === 0 ? null : path;
      await truncate(path, Math.floor(size / 2));
      const canceled = operation.status === "CANCELING";
      this.finish(operation, canceled ? "CANCELED" : "FAILED", canceled ? null : "INTERNAL_SERVER_ERROR");
      return;
    }
    if (size === 0) operation.file = null;
    if (faults.strikes("bulkTruncateNext"))
      await truncate(path, Math.max(0, size - Math.max(20, Math.floor(size / 10))));
    operation.objectCount += faults.current.bulkObjectCountOff;
    this.finish(operation, "COMPLETED", null);
  }

  private finish(operation: BulkOperation, status: BulkStatus, errorCode: BulkOperation["errorCode"]): void {
    operation.status = status;
    operation.errorCode = errorCode;
    operation.completedAt = this.context.clock();
    if (status === "FAILED" && !operation.isPartial) operation.file = null;
    const { id } = operation;
    const node = { ...operationFields(operation, null), id };
    this.context.store.emit({ topic: "bulk_operations/finish", gid: id, node });
  }

  private async ensureFolder(): Promise<string> {
    this.folder ??= await mkdtemp(join(tmpdir(), "devstore-bulk-"));
    return this.folder;
  }

  private async stop(): Promise<void> {
    this.stopped = true;
    await Promise.allSettled(this.running);
    if (this.folder) await rm(this.folder, { recursive: true, force: true });
  }
}

/** What an operation goes through, and how it is written. */
interface BulkRoots {
  readonly items: Items;
  readonly nodes: NodePlan;
}

/** The objects a query starts from; a message when its filter cannot be read. */
function rootsOf(served: Serving, admin: AdminSchema, query: BulkQuery): BulkRoots | string {
  const list = rootLists[query.root.name.value];
  if (!list) return `Invalid bulk query: the dev store does not serve QueryRoot.${query.root.name.value} in bulk`;
  try {
    const { args, nodes } = compileBulk(admin, query);
    return { items: list(served, args), nodes };
  } catch (error) {
    if (error instanceof GraphQLError) return `Invalid bulk query: ${error.message}`;
    throw error;
  }
}

/** An operation as a `BulkOperation` of the Admin API. */
export function operationFields(operation: BulkOperation, url: string | null): Readonly<Record<string, unknown>> {
  return {
    id: operation.id,
    type: "QUERY",
    status: operation.status,
    errorCode: operation.errorCode,
    query: operation.query,
    createdAt: iso(operation.createdAt),
    completedAt: operation.completedAt === null ? null : iso(operation.completedAt),
    objectCount: String(operation.objectCount),
    rootObjectCount: String(operation.rootObjectCount),
    fileSize: operation.fileSize === null || operation.fileSize === 0 ? null : String(operation.fileSize),
    url: operation.isPartial ? null : url,
    partialDataUrl: operation.isPartial ? url : null,
  };
}
