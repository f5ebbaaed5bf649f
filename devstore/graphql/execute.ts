import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type FieldNode,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type OperationDefinitionNode,
} from "graphql";
import { accessDenied } from "./access";
import { pageOf } from "./paging";
import { plainField, readerOf } from "./readers";
import { rootFields } from "./roots";
import { isItems, Served, type Serving } from "./serving";

type Args = Readonly<Record<string, unknown>>;

/** Root fields another room answers: queries and mutations by name. */
export interface OtherFields {
  readonly queries: Readonly<Record<string, (serving: Serving, args: Args) => unknown>>;
  readonly mutations: Readonly<Record<string, (serving: Serving, args: Args) => unknown>>;
}

/** What the resolvers are given. */
interface Context {
  readonly serving: Serving;
  readonly other: OtherFields;
}

/** Arguments the dev store honours besides those of paging; `Type.field.argument`, or the bare name where it always holds. */
const honoured = new Set(["first", "last", "after", "before", "reverse"]);
const honouredOf = new Set([
  "LineItem.discountedTotalSet.withCodeDiscounts",
  "Customer.orders.query",
  "Customer.orders.sortKey",
]);

/** Runs a valid document. Only one operation, already chosen. */
export function run(
  serving: Serving,
  other: OtherFields,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): ExecutionResult | Promise<ExecutionResult> {
  return execute({
    schema: serving.admin.schema,
    document,
    operationName: operation.name?.value ?? null,
    variableValues: variables,
    rootValue: null,
    contextValue: { serving, other } satisfies Context,
    fieldResolver,
    typeResolver: (value) => (value instanceof Served ? value.type : undefined),
  });
}

const fieldResolver: GraphQLFieldResolver<unknown, Context> = (source, args: Args, context, info) => {
  const { serving } = context;
  const typeName = info.parentType.name;
  const field = info.parentType.getFields()[info.fieldName];
  if (!field) throw new GraphQLError(`${typeName} has no field ${info.fieldName}`);
  const refusal = serving.access.refusal(typeName, info.fieldName, field.type);
  if (refusal) throw accessDenied(refusal);
  const path = `${typeName}.${info.fieldName}`;
  if (typeName === "QueryRoot" || typeName === "Mutation") return rootValue(context, args, info, path);
  if (!(source instanceof Served)) return plainField(source, info.fieldName);
  onlyHonoured(info.fieldNodes, path);
  const value = readerOf(serving.admin, typeName, field)(source, args);
  return isItems(value) ? pageOf(value, args, path) : value;
};

function rootValue(context: Context, args: Args, info: GraphQLResolveInfo, path: string): unknown {
  const { serving, other } = context;
  const readers = info.parentType.name === "Mutation" ? other.mutations : { ...rootFields, ...other.queries };
  const read = readers[info.fieldName];
  if (!read) throw new GraphQLError(`the dev store does not serve ${path}`);
  if ("savedSearchId" in args)
    throw new GraphQLError(`${path}: the dev store does not know the argument savedSearchId`);
  const value = read(serving, args);
  if (value instanceof Served) return seen(serving, info.fieldName, value);
  if (Array.isArray(value)) return value.map((entry) => refusedOr(serving, info.fieldName, entry));
  return isItems(value) ? pageOf(value, args, path) : value;
}

/** A node is only given to an app that may read its type. */
function seen(serving: Serving, fieldName: string, value: Served): Served {
  const refusal = serving.access.typeRefusal(fieldName, value.type);
  if (refusal) throw accessDenied(refusal);
  return value;
}

function refusedOr(serving: Serving, fieldName: string, entry: unknown): unknown {
  if (!(entry instanceof Served)) return entry;
  const refusal = serving.access.typeRefusal(fieldName, entry.type);
  return refusal ? accessDenied(refusal) : entry;
}

/** An argument the dev store would ignore must not look as if it had been heard. */
function onlyHonoured(nodes: readonly FieldNode[], path: string): void {
  for (const argument of nodes.flatMap((node) => node.arguments ?? [])) {
    const name = argument.name.value;
    if (honoured.has(name) || honouredOf.has(`${path}.${name}`)) continue;
    throw new GraphQLError(`${path}: the dev store does not know the argument ${name}`);
  }
}
