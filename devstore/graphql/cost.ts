import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { connectionNodeType } from "./schema";

/** A query may cost this much at most. */
export const maximumQueryCost = 1000;

/** Types that cost nothing, beside scalars. */
const free = new Set(["MoneyBag", "MoneyV2", "PageInfo"]);
const counts = new Set(["ordersCount", "productsCount", "customersCount", "productVariantsCount"]);
const mutationCost = 10;
const rootCountCost = 10;

/** Number of rows behind a selection: as asked for, or as found. */
type Rows = (field: FieldNode, data: unknown) => number;

interface Walk {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly rows: Rows;
  /** The answer, when the cost is that of what was found. */
  readonly answered: boolean;
}

/**
 * Cost of a query before it runs. Fitted to 258 live operations (200 exact): object 1; money and page info 0; a connection
 * 2 + max(1, ⌊2·ln(rows)⌋) × the cost of a node; lists count once; interfaces and unions as their dearest branch;
 * a count at the root 10; a mutation 10.
 */
export function requestedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const rows: Rows = (field) => {
    const size = argument(field, "first", variables) ?? argument(field, "last", variables);
    return typeof size === "number" ? size : 1;
  };
  return operationCost({ schema, fragments: fragmentsOf(document), rows, answered: false }, operation, null);
}

/** Cost of what a query found: the same formula over the rows it got. */
export function actualCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  data: unknown,
): number {
  const rows: Rows = (_, connection) => rowsOf(connection).length;
  return operationCost({ schema, fragments: fragmentsOf(document), rows, answered: true }, operation, data);
}

function operationCost(walk: Walk, operation: OperationDefinitionNode, data: unknown): number {
  const root = walk.schema.getRootType(operation.operation);
  if (!root) return 0;
  if (operation.operation === "mutation") return mutationCost * fieldsOf(walk, operation.selectionSet).length;
  return selectionCost(walk, root, operation.selectionSet, data, true);
}

function selectionCost(
  walk: Walk,
  type: GraphQLCompositeType,
  set: SelectionSetNode,
  data: unknown,
  isRoot = false,
): number {
  let own = 0;
  const branches = new Map<string, number>();
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      own += fieldCost(walk, type, selection, data, isRoot);
      continue;
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? walk.fragments.get(selection.name.value) : selection;
    const condition = fragment?.typeCondition?.name.value;
    const target = condition === undefined ? type : walk.schema.getType(condition);
    if (!fragment || !isCompositeType(target)) continue;
    const cost = selectionCost(walk, target, fragment.selectionSet, data, isRoot);
    if (target === type || isObjectType(type)) own += cost;
    else branches.set(target.name, (branches.get(target.name) ?? 0) + cost);
  }
  return own + (branches.size === 0 ? 0 : Math.max(...branches.values()));
}

function fieldCost(walk: Walk, parent: GraphQLCompositeType, field: FieldNode, data: unknown, isRoot: boolean): number {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return 0;
  const definition = parent.getFields()[field.name.value];
  if (!definition || !field.selectionSet) return 0;
  const type = getNamedType(definition.type);
  if (!isCompositeType(type) || free.has(type.name)) return 0;
  if (isRoot && counts.has(field.name.value)) return rootCountCost;
  const value = answerOf(data, field);
  if (walk.answered && (value === null || value === undefined)) return 0;
  if (connectionNodeType(type)) return connectionCost(walk, type, field, field.selectionSet, value);
  const first = Array.isArray(value) ? dearest(walk, type, field.selectionSet, value) : value;
  return 1 + selectionCost(walk, type, field.selectionSet, first);
}

function connectionCost(
  walk: Walk,
  type: GraphQLCompositeType,
  field: FieldNode,
  set: SelectionSetNode,
  value: unknown,
): number {
  const nodeType = connectionNodeType(type);
  if (!nodeType || !isCompositeType(nodeType)) return 0;
  const rows = walk.rows(field, value);
  if (walk.answered && rows === 0) return 2;
  const sets = nodeSelections(walk, set);
  const found = walk.answered ? rowsOf(value) : [null];
  const costs = found.map((row) => 1 + sets.reduce((sum, nodes) => sum + selectionCost(walk, nodeType, nodes, row), 0));
  return 2 + Math.max(1, Math.floor(2 * Math.log(rows))) * Math.max(...costs);
}

/** The selections on a connection's nodes, whether written with `nodes` or with `edges { node }`. */
function nodeSelections(walk: Walk, set: SelectionSetNode): SelectionSetNode[] {
  return fieldsOf(walk, set).flatMap((field) => {
    if (!field.selectionSet) return [];
    if (field.name.value === "nodes" || field.name.value === "node") return [field.selectionSet];
    return field.name.value === "edges" ? nodeSelections(walk, field.selectionSet) : [];
  });
}

function fieldsOf(walk: Walk, set: SelectionSetNode): FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? walk.fragments.get(selection.name.value) : selection;
    return fragment ? fieldsOf(walk, fragment.selectionSet) : [];
  });
}

/** Of a list only the dearest element counts: lists are not multiplied. */
function dearest(walk: Walk, type: GraphQLCompositeType, set: SelectionSetNode, list: readonly unknown[]): unknown {
  const found = list.filter((entry) => entry !== null);
  if (!isAbstractType(type) && found.length < 2) return found[0];
  return found.reduce<{ entry: unknown; cost: number }>(
    (best, entry) => {
      const cost = selectionCost(walk, type, set, entry);
      return cost > best.cost ? { entry, cost } : best;
    },
    { entry: found[0], cost: -1 },
  ).entry;
}

function rowsOf(connection: unknown): readonly unknown[] {
  if (typeof connection !== "object" || connection === null) return [];
  for (const value of Object.values(connection)) {
    if (!Array.isArray(value)) continue;
    return value.map((entry) => (typeof entry === "object" && entry !== null && "node" in entry ? entry.node : entry));
  }
  return [];
}

function answerOf(data: unknown, field: FieldNode): unknown {
  if (typeof data !== "object" || data === null) return null;
  return Object.entries(data).find(([name]) => name === (field.alias ?? field.name).value)?.[1];
}

function argument(field: FieldNode, name: string, variables: Readonly<Record<string, unknown>>): unknown {
  const value = field.arguments?.find((candidate) => candidate.name.value === name)?.value;
  if (value?.kind === Kind.INT) return Number(value.value);
  return value?.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}
