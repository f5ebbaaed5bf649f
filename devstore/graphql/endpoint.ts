import { setTimeout as wait } from "node:timers/promises";
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from "graphql";
import { z } from "zod";
import { isThisShop } from "../auth/host";
import type { Tokens } from "../auth/tokens";
import type { DevStoreContext } from "../context";
import { json, type Request, type Router } from "../http";
import { Bucket } from "./bucket";
import { actualCost, maximumQueryCost, requestedCost } from "./cost";
import { type OtherFields, run } from "./execute";
import { type AdminSchema, adminSchema, apiVersions } from "./schema";
import { serving } from "./serving";

const bodySchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** Answers `/admin/api/{version}/graphql.json`. @returns the bucket its costs are taken from. */
export function registerGraphQl(router: Router, context: DevStoreContext, tokens: Tokens, other: OtherFields): Bucket {
  const bucket = new Bucket(() => context.store.shop, context.clock);
  router.route("POST", "/admin/api/:version/graphql.json", async (request) => {
    const { slowMs } = context.faults.current;
    if (slowMs > 0) await wait(slowMs);
    const version = apiVersions.find((candidate) => candidate === request.params.version);
    if (!isThisShop(request, context.shopDomain) || !version) return json(404, { errors: "Not Found" });
    if (!tokens.isValid(String(request.headers["x-shopify-access-token"] ?? ""))) {
      return json(401, { errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" });
    }
    if (context.faults.strikes("serverErrorNext")) {
      return json(context.faults.current.serverErrorStatus, { errors: "Service Unavailable" });
    }
    const answered = await answer(request, adminSchema(version), bucket, context, other);
    return json(200, answered, { "x-shopify-api-version": version, "x-request-id": crypto.randomUUID() });
  });
  return bucket;
}

type Answer = {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: unknown;
};

async function answer(
  request: Request,
  admin: AdminSchema,
  bucket: Bucket,
  context: DevStoreContext,
  other: OtherFields,
): Promise<Answer> {
  const body = readBody((await request.body()).toString("utf8"));
  if (typeof body === "string") return failed(new GraphQLError(body));
  const document = parsed(body.query);
  if (document instanceof GraphQLError) return failed(document);
  const operation = chosen(document, body.operationName ?? null);
  if (typeof operation === "string") return failed(new GraphQLError(operation));
  const invalid = validate(admin.schema, document);
  if (invalid.length > 0) return { errors: invalid.map((error) => error.toJSON()) };
  const variables = body.variables ?? {};
  const requested = requestedCost(admin.schema, document, operation, withDefaults(operation, variables));
  if (requested > maximumQueryCost) return tooExpensive(requested);
  if (context.faults.strikes("throttleNext")) bucket.drain();
  if (!bucket.take(requested)) return throttled(requested, bucket);
  const result = await run(serving(context.store, admin), other, document, operation, variables);
  const actual = Math.min(requested, actualCost(admin.schema, document, operation, result.data));
  bucket.giveBack(requested - actual);
  return { ...formatted(result), extensions: { cost: costOf(requested, actual, bucket) } };
}

function readBody(text: string): z.infer<typeof bodySchema> | string {
  try {
    const parsedBody = bodySchema.safeParse(JSON.parse(text));
    return parsedBody.success ? parsedBody.data : "Required parameter missing or invalid: query";
  } catch {
    return "The request body is not JSON";
  }
}

function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    return error instanceof GraphQLError ? error : new GraphQLError(String(error));
  }
}

function chosen(document: DocumentNode, name: string | null): OperationDefinitionNode | string {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const found = name === null ? operations : operations.filter((operation) => operation.name?.value === name);
  const [operation] = found;
  if (!operation) return name === null ? "The document has no operation" : `No operation named "${name}"`;
  return found.length > 1 ? "An operation name is required: the document has several operations" : operation;
}

/** Variables as the operation sees them: what was not sent is its default. */
function withDefaults(operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>) {
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue?.kind === Kind.INT ? [[variable.name.value, Number(defaultValue.value)] as const] : [],
  );
  return { ...Object.fromEntries(defaults), ...variables };
}

function formatted(result: ExecutionResult): Answer {
  const errors = result.errors?.map((error) => error.toJSON());
  return { data: result.data ?? null, ...(errors ? { errors } : {}) };
}

function failed(error: GraphQLError): Answer {
  return { errors: [error.toJSON()] };
}

function costOf(requestedQueryCost: number, actualQueryCost: number | null, bucket: Bucket) {
  return { requestedQueryCost, actualQueryCost, throttleStatus: bucket.status() };
}

function throttled(requested: number, bucket: Bucket): Answer {
  const error = new GraphQLError("Throttled", {
    extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" },
  });
  return { data: null, errors: [error.toJSON()], extensions: { cost: costOf(requested, null, bucket) } };
}

function tooExpensive(cost: number): Answer {
  const message =
    `Query cost is ${cost}, which exceeds the single query max cost limit (${maximumQueryCost}). ` +
    "See https://shopify.dev/concepts/about-apis/rate-limits for more information on how the cost of a query is calculated.";
  const extensions = {
    code: "MAX_COST_EXCEEDED",
    cost,
    maxCost: maximumQueryCost,
    documentation: "https://shopify.dev/api/usage/rate-limits",
  };
  return { errors: [new GraphQLError(message, { extensions }).toJSON()] };
}
