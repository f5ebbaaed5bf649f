import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLField,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  validate,
} from "graphql";
import type { Access, Refusal } from "../graphql/access";
import { type AdminSchema, connectionNodeType } from "../graphql/schema";

const largestQuery = 65_535;
const mostConnections = 5;
const deepestConnection = 2;

/** A query that may run in bulk. */
export interface BulkQuery {
  readonly document: DocumentNode;
  readonly root: FieldNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** Checks a query by the rules of bulk operations. @returns the query, or Shopify's messages. */
export function validateBulk(admin: AdminSchema, text: string): BulkQuery | readonly string[] {
  if (Buffer.byteLength(text) > largestQuery) return ["Query is too large"];
  const document = parsed(text);
  if (typeof document === "string") return [document];
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (!operation || operations.length > 1) return ["Invalid bulk query: exactly one operation is supported"];
  if (operation.operation !== "query") return ["Invalid operation type. Only `query` operations are supported."];
  if ((operation.variableDefinitions ?? []).length > 0) {
    return ["Invalid bulk query: variables are not supported, write their values into the query"];
  }
  const invalid = validate(admin.schema, document);
  if (invalid.length > 0) return invalid.map((error) => `Invalid bulk query: ${error.message}`);
  const fragments = fragmentsOf(document);
  const found = new Analysis(admin, fragments).of(operation);
  const root = rootFields(operation.selectionSet, fragments);
  if (found.length > 0) return found;
  const [first] = root;
  if (!first || root.length > 1)
    return ["Bulk queries must have exactly one top-level field, and it must be a connection."];
  return { document, root: first, fragments };
}

/** Why the operation would be denied: the first field of it that the app may not read. */
export function bulkRefusal(admin: AdminSchema, query: BulkQuery, access: Access): Refusal | null {
  const root = admin.schema.getQueryType();
  if (!root) return null;
  const set: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [query.root] };
  let refusal: Refusal | null = null;
  walkFields(admin, query.fragments, root, set, (parent, field) => {
    refusal ??= access.refusal(parent.name, field.name, field.type);
  });
  return refusal;
}

function parsed(text: string): DocumentNode | string {
  try {
    return parse(text);
  } catch (error) {
    return `Invalid bulk query: ${error instanceof GraphQLError ? error.message : String(error)}`;
  }
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/** The fields of a selection with its fragments opened. */
export function rootFields(set: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    return fragment ? rootFields(fragment.selectionSet, fragments) : [];
  });
}

type Visit = (parent: GraphQLCompositeType, field: GraphQLField<unknown, unknown>) => void;

function walkFields(
  admin: AdminSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  type: GraphQLCompositeType,
  set: SelectionSetNode,
  visit: Visit,
): void {
  for (const selection of set.selections) {
    if (selection.kind !== Kind.FIELD) {
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      const target = fragment?.typeCondition ? admin.schema.getType(fragment.typeCondition.name.value) : type;
      if (fragment && isCompositeType(target)) walkFields(admin, fragments, target, fragment.selectionSet, visit);
      continue;
    }
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
    if (!field) continue;
    visit(type, field);
    const inner = getNamedType(field.type);
    if (selection.selectionSet && isCompositeType(inner))
      walkFields(admin, fragments, inner, selection.selectionSet, visit);
  }
}

/** Where a walk stands: below how many connections, below a list, and what the nearest node selects. */
interface Place {
  readonly depth: number;
  readonly inList: boolean;
  /** The nearest connection above, and the selections on its nodes; null at the top. */
  readonly above: { readonly name: string; readonly selectsId: boolean } | null;
}

/** Walks a query and gathers what breaks the rules of bulk operations. */
class Analysis {
  private connections = 0;
  private deepest = 0;
  private inList = false;
  private readonly withoutEdges: string[] = [];
  private readonly withoutId: string[] = [];
  private readonly topLevelNodes: string[] = [];

  constructor(
    private readonly admin: AdminSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ) {}

  of(operation: OperationDefinitionNode): string[] {
    const root = this.admin.schema.getQueryType();
    if (root) this.walk(root, operation.selectionSet, { depth: 0, inList: false, above: null });
    return this.messages();
  }

  private messages(): string[] {
    const messages: string[] = [];
    const [firstWithout] = this.withoutEdges;
    if (firstWithout !== undefined) {
      messages.push(
        `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${firstWithout} { edges { node {'. ` +
          `Selecting via 'nodes' is not supported. Invalid connection fields: '${this.withoutEdges.join("', '")}'.`,
      );
    }
    for (const name of this.topLevelNodes) messages.push(`Bulk queries cannot contain a top level \`${name}\` field.`);
    if (this.deepest > deepestConnection) {
      messages.push("Bulk queries cannot contain connections with a nesting depth greater than 2.");
    }
    if (this.connections > mostConnections) messages.push("Bulk queries cannot contain more than 5 connections.");
    if (this.withoutId.length > 0) {
      messages.push(
        "The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. " +
          `Connection fields without 'id': ${this.withoutId.join(", ")}.`,
      );
    }
    if (this.inList) {
      messages.push("Queries that contain a connection field within a list field are not currently supported.");
    }
    const onlyTopLevelNode = this.topLevelNodes.length > 0 && messages.length === this.topLevelNodes.length;
    if (this.connections === 0 && (messages.length === 0 || onlyTopLevelNode)) {
      messages.push("Bulk queries must contain at least one connection.");
    }
    return messages;
  }

  private walk(type: GraphQLCompositeType, set: SelectionSetNode, place: Place): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        this.field(type, selection, place);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(selection.name.value) : selection;
      const target = fragment?.typeCondition ? this.admin.schema.getType(fragment.typeCondition.name.value) : type;
      if (fragment && isCompositeType(target)) this.walk(target, fragment.selectionSet, place);
    }
  }

  private field(parent: GraphQLCompositeType, node: FieldNode, place: Place): void {
    const name = node.name.value;
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    if (!field || !node.selectionSet) return;
    const atTop = place.above === null && place.depth === 0;
    if (atTop && (name === "node" || name === "nodes")) this.topLevelNodes.push(name);
    const type = getNamedType(field.type);
    if (!isCompositeType(type)) return;
    if (connectionNodeType(field.type)) {
      this.connection(node, node.selectionSet, type, place);
      return;
    }
    const isList = isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
    this.walk(type, node.selectionSet, { ...place, inList: place.inList || isList });
  }

  private connection(node: FieldNode, set: SelectionSetNode, type: GraphQLCompositeType, place: Place): void {
    const name = node.name.value;
    this.connections += 1;
    this.deepest = Math.max(this.deepest, place.depth);
    if (place.inList) this.inList = true;
    if (place.above && !place.above.selectsId && !this.withoutId.includes(place.above.name)) {
      this.withoutId.push(place.above.name);
    }
    const inner = rootFields(set, this.fragments);
    const edges = inner.filter((field) => field.name.value === "edges");
    const nodes = edges.flatMap((edge) => (edge.selectionSet ? rootFields(edge.selectionSet, this.fragments) : []));
    const nodeSets = nodes.filter((field) => field.name.value === "node").flatMap((field) => field.selectionSet ?? []);
    const viaNodes = inner.filter((field) => field.name.value === "nodes").flatMap((field) => field.selectionSet ?? []);
    if (nodeSets.length === 0 || viaNodes.length > 0) this.withoutEdges.push(name);
    const nodeType = connectionNodeType(type);
    if (!nodeType || !isCompositeType(nodeType)) return;
    const selected = [...nodeSets, ...viaNodes];
    const selectsId = selected.some((nodeSet) =>
      rootFields(nodeSet, this.fragments).some((field) => field.name.value === "id" && field.alias === undefined),
    );
    for (const nodeSet of selected) {
      this.walk(nodeType, nodeSet, { depth: place.depth + 1, inList: false, above: { name, selectsId } });
    }
  }
}
