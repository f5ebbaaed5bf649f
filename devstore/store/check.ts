import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from "graphql";
import { isRecord } from "../derive/amounts";
import { concreteType } from "../graphql/concrete";
import { connectionNodeType } from "../graphql/schema";
import { moneyBagCheck, moneyCheck, numberedGid, scalarCheck } from "./checkValues";
import { extraChecks, ownedFields, referenceTypes, requiredFields } from "./rules";

/** What a check reports to, and what it picks up on its way. */
export interface CheckContext {
  /** Where the walk stands, from the root of the node. */
  readonly path: (string | number)[];
  /** Newest time anywhere in the node, in milliseconds; 0 when it holds none. */
  newest: number;
  /** Currency a plain amount is in. */
  currency: string;
  report(rule: string): void;
}

export type Check = (value: unknown, context: CheckContext) => void;

/** Checks of the store folder against the Admin schema, compiled once per type. */
export class Checks {
  private readonly objects = new Map<string, Check>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** The check of a root node (`Order`, `Product`, `Customer`, `SellingPlanGroup`, `Shop`). */
  root(typeName: string): Check {
    const type = this.schema.getType(typeName);
    if (!isObjectType(type)) throw new Error(`${typeName}: expected an object type of the Admin schema`);
    return this.objectCheck(type, typeName);
  }

  private outputCheck(type: GraphQLOutputType, position: string): Check {
    if (isNonNullType(type)) {
      const inner = this.outputCheck(type.ofType, position);
      return (value, context) => {
        if (value === null) context.report(`expected a value, got null: Shopify never leaves it empty`);
        else inner(value, context);
      };
    }
    const inner = this.nullableCheck(type, position);
    return (value, context) => {
      if (value !== null) inner(value, context);
    };
  }

  private nullableCheck(type: GraphQLOutputType, position: string): Check {
    if (isListType(type)) return listCheck(this.outputCheck(type.ofType, position));
    const nodes = connectionNodeType(type);
    if (nodes) return listCheck(this.namedCheck(nodes, position), "an array (connections are written as arrays)");
    if (isNonNullType(type)) return this.outputCheck(type, position);
    return this.namedCheck(type, position);
  }

  private namedCheck(type: GraphQLNamedType, position: string): Check {
    if (type.name === "MoneyBag") return moneyBagCheck;
    if (type.name === "MoneyV2") return moneyCheck(position === "InventoryItem.unitCost");
    if (isScalarType(type)) return scalarCheck(type.name, position);
    if (isEnumType(type)) return enumCheck(new Set(type.getValues().map((value) => value.name)));
    if (isAbstractType(type)) return this.abstractCheck(type.name, position);
    if (!isObjectType(type)) throw new Error(`${position}: a store folder cannot hold a ${type.name}`);
    if (referenceTypes.has(type.name) && !ownedFields.has(position)) return referenceCheck(type.name);
    return this.objectCheck(type, position);
  }

  private abstractCheck(abstract: string, position: string): Check {
    return (value, context) => {
      const name = concreteType(abstract, value);
      const type = name === null ? undefined : this.schema.getType(name);
      const parent = this.schema.getType(abstract);
      if (!isObjectType(type) || !isAbstractType(parent) || !this.schema.isSubType(parent, type)) {
        context.report(`expected a __typename of ${abstract}, got ${shown(name)}`);
        return;
      }
      if (name === "MoneyV2") moneyCheck(false)(value, context);
      else this.objectCheck(type, position)(value, context);
    };
  }

  private objectCheck(type: GraphQLObjectType, position: string): Check {
    const key = `${type.name} ${position}`;
    const known = this.objects.get(key);
    if (known) return known;
    const check = this.compile(type, position);
    this.objects.set(key, check);
    return check;
  }

  private compile(type: GraphQLObjectType, position: string): Check {
    const fields = type.getFields();
    const checks = new Map<string, Check>();
    const required = [...(requiredFields[position] ?? requiredFields[type.name] ?? [])];
    const extra = extraChecks[position] ?? extraChecks[type.name];
    const fieldCheck = (name: string): Check | null => {
      const field = fields[name];
      if (!field) return null;
      const made = this.outputCheck(field.type, `${type.name}.${name}`);
      checks.set(name, made);
      return made;
    };
    return (value, context) => {
      if (!isRecord(value)) {
        context.report(`expected a ${type.name} object, got ${shown(value)}`);
        return;
      }
      for (const name of required) if (value[name] === undefined) reportAt(context, name, "required");
      for (const name in value) {
        if (name === "__typename") continue;
        const check = checks.get(name) ?? fieldCheck(name);
        context.path.push(name);
        if (check) check(value[name], context);
        else context.report(`${type.name} has no such field${closest(name, Object.keys(fields))}`);
        context.path.pop();
      }
      extra?.(value, context);
    };
  }
}

function listCheck(element: Check, expected = "an array"): Check {
  return (value, context) => {
    if (!Array.isArray(value)) {
      context.report(`expected ${expected}, got ${shown(value)}`);
      return;
    }
    for (let index = 0; index < value.length; index += 1) {
      context.path.push(index);
      element(value[index], context);
      context.path.pop();
    }
  };
}

function enumCheck(values: ReadonlySet<string>): Check {
  return (value, context) => {
    if (typeof value === "string" && values.has(value)) return;
    const names = [...values];
    const expected = names.length > 12 ? `${names.slice(0, 12).join(", ")} …` : names.join(", ");
    context.report(`expected one of ${expected}, got ${shown(value)}`);
  };
}

/** A node of another file, or of another place of the same order: named by its id, never repeated. */
function referenceCheck(typeName: string): Check {
  return (value, context) => {
    if (!isRecord(value) || typeof value.id !== "string") {
      context.report(`expected a reference {"id": "gid://shopify/${typeName}/…"}, got ${shown(value)}`);
      return;
    }
    if (!numberedGid(typeName).test(value.id)) {
      reportAt(
        context,
        "id",
        `expected gid://shopify/${typeName}/ and a number of at most 18 digits, got ${shown(value.id)}`,
      );
    }
    for (const name in value) {
      if (name === "id" || name === "__typename") continue;
      reportAt(context, name, `a reference carries only its id; the ${typeName} is written where it belongs`);
    }
  };
}

export function reportAt(context: CheckContext, field: string | number, rule: string): void {
  context.path.push(field);
  context.report(rule);
  context.path.pop();
}

/** A value as an error shows it: short, as JSON. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** The known name that was most likely meant: its letters in another order, or few letters away. */
function closest(name: string, known: readonly string[]): string {
  const most = name.length < 6 ? 1 : 2;
  const near = known.find((candidate) => letters(candidate) === letters(name) || distance(candidate, name) <= most);
  return near ? ` (did you mean ${near}?)` : "";
}

const letters = (name: string): string => [...name.toLowerCase()].sort().join("");

/** Edit distance, given up as soon as the lengths differ by more than 2. */
function distance(left: string, right: string): number {
  if (Math.abs(left.length - right.length) > 2) return 3;
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const cost = left[row - 1] === right[column - 1] ? 0 : 1;
      current.push(
        Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + cost),
      );
    }
    previous = current;
  }
  return previous[right.length] ?? 3;
}
