import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { GraphQLError } from "graphql";
import type { DevStoreContext } from "../context";
import type { OtherFields } from "../graphql/execute";
import { parseSearch, timeFits } from "../graphql/search";
import { type Items, itemsOf, reversedItems, Served, type Serving } from "../graphql/serving";
import type { Reply, Request, Router } from "../http";
import { type BulkOperation, BulkOperations, type BulkReply, operationFields } from "./operations";
import { isSigned } from "./signature";

type Args = Readonly<Record<string, unknown>>;

/** Bulk operations: their fields in the Admin API, and the place their files are fetched from. */
export function registerBulk(router: Router, context: DevStoreContext, delayMs: number): OtherFields {
  const bulk = new BulkOperations(context, delayMs);
  router.route("GET", "/bulk/:name", (request, response) => sendFile(bulk, context, request, response));
  const found = (serving: Serving, operation: BulkOperation | null) =>
    operation ? new Served(serving, "BulkOperation", operationFields(operation, bulk.urlOf(operation))) : null;
  const payload = (serving: Serving, type: string, { bulkOperation, userErrors }: BulkReply) =>
    new Served(serving, type, { bulkOperation: found(serving, bulkOperation), userErrors });
  return {
    queries: {
      bulkOperation: (serving, args) => found(serving, bulk.find(String(args.id))),
      bulkOperations: (serving, args) => operationItems(serving, bulk, args, found),
    },
    mutations: {
      bulkOperationRunQuery: (serving, args) =>
        payload(
          serving,
          "BulkOperationRunQueryPayload",
          bulk.start(serving.admin, String(args.query), args.groupObjects === true),
        ),
      bulkOperationCancel: (serving, args) =>
        payload(serving, "BulkOperationCancelPayload", bulk.cancel(String(args.id))),
    },
  };
}

function operationItems(
  serving: Serving,
  bulk: BulkOperations,
  args: Args,
  found: (serving: Serving, operation: BulkOperation) => Served | null,
): Items {
  const terms = parseSearch(typeof args.query === "string" ? args.query : "");
  const chosen = bulk.list().filter((operation) =>
    terms.every((term) => {
      if (term.field === "status") return operation.status.toLowerCase() === term.value.toLowerCase();
      if (term.field === "operation_type") return term.value.toLowerCase() === "query";
      if (term.field === "id") return operation.id.endsWith(`/${term.value}`) || operation.id === term.value;
      if (term.field === "created_at") {
        return timeFits(operation.createdAt, term, serving.admin.version, serving.store.shop.ianaTimezone);
      }
      throw new GraphQLError(
        `bulkOperations: ${term.field} is not a filter; Shopify knows created_at, id, operation_type, status`,
      );
    }),
  );
  const at = (operation: BulkOperation) =>
    args.sortKey === "COMPLETED_AT" ? (operation.completedAt ?? 0) : operation.createdAt;
  const sorted = [...chosen].sort((a, b) => at(a) - at(b) || (a.id < b.id ? -1 : 1));
  const items = itemsOf(sorted.flatMap((operation) => found(serving, operation) ?? []));
  return args.reverse === true ? reversedItems(items) : items;
}

/** As a storage service does: whoever has the signed link gets the file; credentials of the shop have no place there. */
async function sendFile(
  bulk: BulkOperations,
  context: DevStoreContext,
  request: Request,
  response: Parameters<Parameters<Router["route"]>[2]>[1],
): Promise<Reply> {
  const ours = Object.keys(request.headers).find((name) => name.startsWith("x-shopify-"));
  if (ours) return storageError(400, "InvalidArgument", `the header ${ours} does not belong in a request to storage`);
  const expires = request.url.searchParams.get("expires");
  if (!isSigned(request.url.pathname, expires, request.url.searchParams.get("signature"), bulk.secret)) {
    return storageError(403, "SignatureDoesNotMatch", "Access denied.");
  }
  if (context.faults.current.bulkUrlExpired || Number(expires) <= context.clock()) {
    return storageError(400, "ExpiredToken", "Invalid argument.");
  }
  const path = bulk.fileOf(request.params.name ?? "");
  if (!path) return storageError(404, "NoSuchKey", "The specified key does not exist.");
  const { size } = await stat(path);
  response.writeHead(200, { "content-type": "application/jsonl", "content-length": String(size) });
  await pipeline(createReadStream(path), response);
  return "sent";
}

function storageError(status: number, code: string, message: string): Reply {
  const body = `<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { "content-type": "application/xml; charset=UTF-8" }, body };
}
