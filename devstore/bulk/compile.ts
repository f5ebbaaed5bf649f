import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { DerivationError } from "../derive/error";
import { plainField, readerOf } from "../graphql/readers";
import { type AdminSchema, connectionNodeType } from "../graphql/schema";
import { type Items, isItems, Served } from "../graphql/serving";
import type { BulkQuery } from "./validate";
import { rootFields } from "./validate";

/** Writes one value as JSON text; `place` names it in an error. */
type Write = (value: unknown) => string;

/** How the objects of a connection are written, and the connections below them. */
export interface NodePlan {
  /** The object's own fields, without braces. */
  fields(node: Served): string;
  connections(node: Served): readonly ChildPlan[];
}

/** A connection below a node: its objects become lines of their own. */
export interface ChildPlan {
  items(node: Served): Items | null;
  readonly nodes: NodePlan;
}

interface Shape {
  readonly write: (node: Served) => string;
  readonly children: readonly ChildPlan[];
}

/**
 * A bulk query made into functions that write its lines: the same readers as a live query, without the machinery that
 * walks the selection again for each of half a million objects. Fields, aliases and fragments as the query has them.
 */
export function compileBulk(
  admin: AdminSchema,
  query: BulkQuery,
): { args: Readonly<Record<string, unknown>>; nodes: NodePlan } {
  const compiler = new Compiler(admin, query.fragments);
  const root = admin.schema.getQueryType();
  const field = root?.getFields()[query.root.name.value];
  if (!field || !query.root.selectionSet) throw new Error(`QueryRoot.${query.root.name.value}: expected a connection`);
  return { args: getArgumentValues(field, query.root), nodes: compiler.connection(field.type, [query.root]) };
}

class Compiler {
  constructor(
    private readonly admin: AdminSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  ) {}

  /** The plan of a connection's nodes, from all places that select them. */
  connection(type: GraphQLOutputType, fields: readonly FieldNode[]): NodePlan {
    const nodeType = connectionNodeType(type);
    if (!nodeType || !isCompositeType(nodeType)) throw new Error(`${String(type)}: expected a connection`);
    const inner = (nodes: readonly FieldNode[], name: string) =>
      nodes
        .flatMap((node) => (node.selectionSet ? rootFields(node.selectionSet, this.fragments) : []))
        .filter((node) => node.name.value === name);
    const sets = inner(inner(fields, "edges"), "node").flatMap((node) => node.selectionSet ?? []);
    const shapeOf = this.shapes(nodeType, sets);
    return {
      fields: (node) => shapeOf(node.type).write(node),
      connections: (node) => shapeOf(node.type).children,
    };
  }

  /** Shapes by concrete type, made when the first object of the type comes by. */
  private shapes(type: GraphQLCompositeType, sets: readonly SelectionSetNode[]): (typeName: string) => Shape {
    if (isObjectType(type)) {
      const shape = this.shape(type, sets);
      return () => shape;
    }
    const made = new Map<string, Shape>();
    return (typeName) => {
      const known = made.get(typeName);
      if (known) return known;
      const concrete = this.admin.schema.getType(typeName);
      if (!isObjectType(concrete)) throw new DerivationError(`${type.name}: ${typeName} is not an object type`);
      const shape = this.shape(concrete, sets);
      made.set(typeName, shape);
      return shape;
    };
  }

  private shape(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Shape {
    const groups = new Map<string, FieldNode[]>();
    for (const set of sets) this.collect(type, set.selections, groups);
    const writers: ((node: Served) => string)[] = [];
    const children: ChildPlan[] = [];
    for (const [key, fields] of groups) this.field(type, key, fields, writers, children);
    const write = (node: Served): string => {
      let text = "";
      for (const writer of writers) text += text === "" ? writer(node) : `,${writer(node)}`;
      return text;
    };
    return { write, children };
  }

  /** Fields by response name, fragments opened where their type fits. */
  private collect(
    type: GraphQLObjectType,
    selections: readonly SelectionNode[],
    groups: Map<string, FieldNode[]>,
  ): void {
    for (const selection of selections) {
      if (!isIncluded(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        groups.set(key, [...(groups.get(key) ?? []), selection]);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? this.fragments.get(selection.name.value) : selection;
      if (fragment && this.fits(type, fragment.typeCondition?.name.value)) {
        this.collect(type, fragment.selectionSet.selections, groups);
      }
    }
  }

  private fits(type: GraphQLObjectType, condition: string | undefined): boolean {
    if (condition === undefined || condition === type.name) return true;
    const wanted = this.admin.schema.getType(condition);
    return isAbstractType(wanted) && this.admin.schema.isSubType(wanted, type);
  }

  private field(
    type: GraphQLObjectType,
    key: string,
    fields: readonly FieldNode[],
    writers: ((node: Served) => string)[],
    children: ChildPlan[],
  ): void {
    const [node] = fields;
    if (!node) return;
    const label = `${JSON.stringify(key)}:`;
    if (node.name.value === "__typename") {
      writers.push((source) => `${label}"${source.type}"`);
      return;
    }
    const field = type.getFields()[node.name.value];
    if (!field) throw new Error(`${type.name} has no field ${node.name.value}`);
    const read = readerOf(this.admin, type.name, field);
    const args = getArgumentValues(field, node);
    if (connectionNodeType(field.type)) {
      const items = (source: Served) => {
        const value = read(source, args);
        return isItems(value) ? value : null;
      };
      children.push({ items, nodes: this.connection(field.type, fields) });
      return;
    }
    const sets = fields.flatMap((candidate) => candidate.selectionSet ?? []);
    const write = this.value(field.type, sets, `${type.name}.${field.name}`);
    writers.push((source) => label + write(read(source, args)));
    children.push(...this.through(field.type, sets, (source) => read(source, args)));
  }

  /** Connections below an object that is part of the node. */
  private through(
    type: GraphQLOutputType,
    sets: readonly SelectionSetNode[],
    read: (node: Served) => unknown,
  ): ChildPlan[] {
    const named = getNamedType(type);
    if (!isObjectType(named) || isListType(isNonNullType(type) ? type.ofType : type)) return [];
    return this.shape(named, sets).children.map((child) => ({
      nodes: child.nodes,
      items: (node) => {
        const part = read(node);
        return part instanceof Served ? child.items(part) : null;
      },
    }));
  }

  private value(type: GraphQLOutputType, sets: readonly SelectionSetNode[], place: string): Write {
    if (isNonNullType(type)) {
      const inner = this.value(type.ofType, sets, place);
      return (value) => {
        if (value === null || value === undefined) throw new DerivationError(`${place}: expected a value, got null`);
        return inner(value);
      };
    }
    const inner = this.nullable(type, sets, place);
    return (value) => (value === null || value === undefined ? "null" : inner(value));
  }

  private nullable(type: GraphQLOutputType, sets: readonly SelectionSetNode[], place: string): Write {
    if (isListType(type)) {
      const element = this.value(type.ofType, sets, place);
      return (value) => (Array.isArray(value) ? `[${value.map(element).join(",")}]` : "null");
    }
    const named = getNamedType(type);
    if (isLeafType(named)) return (value) => JSON.stringify(value);
    if (!isCompositeType(named)) throw new Error(`${place}: cannot be selected`);
    if (named.name === "MoneyBag" || named.name === "MoneyV2") return this.money(named, sets);
    const shapeOf = this.shapes(named, sets);
    return (value) => {
      if (!(value instanceof Served)) throw new DerivationError(`${place}: expected an object`);
      return `{${shapeOf(value.type).write(value)}}`;
    };
  }

  /** Money is plain: amounts and currencies need no escaping. */
  private money(type: GraphQLCompositeType, sets: readonly SelectionSetNode[]): Write {
    if (!isObjectType(type)) throw new Error(`${type.name}: expected an object type`);
    const groups = new Map<string, FieldNode[]>();
    for (const set of sets) this.collect(type, set.selections, groups);
    const inners = new Map<string, Write>();
    const parts = [...groups].map(([key, fields]) => {
      const name = fields[0]?.name.value ?? key;
      const label = `${JSON.stringify(key)}:`;
      if (name === "__typename") return () => `${label}"${type.name}"`;
      const inner = type.getFields()[name]?.type;
      const innerType = inner ? getNamedType(inner) : null;
      if (!isObjectType(innerType)) return (value: unknown) => `${label}"${plainField(value, name)}"`;
      const innerSets = fields.flatMap((field) => field.selectionSet ?? []);
      const signature = innerSets.map(print).join();
      const write = inners.get(signature) ?? this.money(innerType, innerSets);
      inners.set(signature, write);
      return (value: unknown) => label + write(plainField(value, name));
    });
    // Where shop and presentment money are one object, as they mostly are, its text is made once.
    let last: unknown;
    let lastText = "";
    return (value) => {
      if (value === last) return lastText;
      const money = value instanceof Served ? value.raw : value;
      let text = "{";
      for (const part of parts) text += text === "{" ? part(money) : `,${part(money)}`;
      last = value;
      lastText = `${text}}`;
      return lastText;
    };
  }
}

function isIncluded(selection: SelectionNode): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, selection);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection);
  return skip?.if !== true && include?.if !== false;
}
