import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  getNamedType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { gidTail, isRecord } from "../derive/amounts";
import { DerivationError } from "../derive/error";
import { type Bag, exponentOf, toDecimal } from "../money";
import { concreteType } from "./concrete";
import { computedFields, defaultValues, derivedFields } from "./fields";
import {
  customerNode,
  lineItemNode,
  loadedOrder,
  productNode,
  refundNode,
  sellingPlanGroupNode,
  variantNode,
} from "./nodes";
import { type AdminSchema, connectionNodeType } from "./schema";
import { type Items, isItems, itemsOf, type Raw, reversedItems, Served } from "./serving";

export type Args = Readonly<Record<string, unknown>>;

/** Reads one field of one type: a scalar, plain money, a `Served`, a list of these, or `Items` for a connection. */
export type FieldReader = (source: Served, args: Args) => unknown;

/** An amount as the API gives it. */
export interface MoneyOut {
  readonly amount: string;
  readonly currencyCode: string;
}

export interface BagOut {
  readonly shopMoney: MoneyOut;
  readonly presentmentMoney: MoneyOut;
}

/** Connections that are sorted, and turned round, where they are listed. */
const sortedByArguments = new Set(["Customer.orders"]);

const readers = new WeakMap<AdminSchema, Map<string, FieldReader>>();

/** The reader of a field, made once per schema. What the folder writes comes first; what it does not is derived. */
export function readerOf(admin: AdminSchema, typeName: string, field: GraphQLField<unknown, unknown>): FieldReader {
  const known = readers.get(admin) ?? new Map<string, FieldReader>();
  readers.set(admin, known);
  const key = `${typeName}.${field.name}`;
  const found = known.get(key);
  if (found) return found;
  const made = makeReader(typeName, field);
  known.set(key, made);
  return made;
}

function makeReader(typeName: string, field: GraphQLField<unknown, unknown>): FieldReader {
  const { name } = field;
  const key = `${typeName}.${name}`;
  const wrap = wrapperOf(field.type);
  const turned = (value: unknown, args: Args) =>
    args.reverse === true && isItems(value) && !sortedByArguments.has(key) ? reversedItems(value) : value;
  if (name === "id" && !computedFields[key] && !derivedFields[key]) {
    return (source) => source.id ?? underivable(source, name, field.type);
  }
  const computed = computedFields[key];
  if (computed) return (source, args) => turned(wrap(computed(source, args), source), args);
  const derive = derivedFields[key] ?? (name === "legacyResourceId" ? legacyResourceId : undefined);
  const standard = defaultValues[key];
  const takesFirst =
    isListType(isNonNullType(field.type) ? field.type.ofType : field.type) &&
    field.args.some((arg) => arg.name === "first");
  return (source, args) => {
    const written = source.raw[name];
    const value = written !== undefined ? written : derive ? derive(source, args) : standard;
    if (value === undefined) return underivable(source, name, field.type);
    const wrapped = wrap(value, source);
    return takesFirst && Array.isArray(wrapped) && typeof args.first === "number"
      ? wrapped.slice(0, args.first)
      : turned(wrapped, args);
  };
}

function legacyResourceId(source: Served): string | undefined {
  return source.id === null ? undefined : gidTail(source.id);
}

function underivable(source: Served, name: string, type: GraphQLOutputType): null {
  if (!isNonNullType(type)) return null;
  throw new DerivationError(
    `${source.type} ${source.id ?? `of ${source.view?.order.id ?? "the store"}`}: the store folder does not give ${name}, and it cannot be derived`,
  );
}

type Wrapper = (value: unknown, source: Served) => unknown;

function wrapperOf(type: GraphQLOutputType): Wrapper {
  const nodes = connectionNodeType(type);
  if (nodes && !isListType(isNonNullType(type) ? type.ofType : type)) return connectionWrapper(nodes);
  if (isNonNullType(type)) return wrapperOf(type.ofType);
  if (isListType(type)) {
    const element = wrapperOf(type.ofType);
    return (value, source) => (Array.isArray(value) ? value.map((entry) => element(entry, source)) : null);
  }
  const named = namedWrapper(getNamedType(type));
  return (value, source) => (value === null || value === undefined ? null : named(value, source));
}

function connectionWrapper(nodes: GraphQLNamedType): Wrapper {
  const element = namedWrapper(nodes);
  return (value, source): Items | null => {
    if (value === null) return null;
    if (!Array.isArray(value)) return isItems(value) ? value : null;
    const objects = value.map((entry) => element(entry, source)).filter((entry) => entry instanceof Served);
    return itemsOf(objects);
  };
}

function namedWrapper(type: GraphQLNamedType): Wrapper {
  if (type.name === "MoneyBag") return (value, source) => bagOut(value, currencyOf(source));
  if (type.name === "MoneyV2") return (value, source) => moneyOut(value, currencyOf(source));
  if (type.name === "UnsignedInt64") return (value) => String(value);
  if (isLeafType(type)) return (value) => value;
  const byReference = references[type.name];
  if (byReference) return (value, source) => (value instanceof Served ? value : byReference(value, source));
  if (isAbstractType(type)) return abstractWrapper(type.name);
  if (isObjectType(type)) return (value, source) => served(type.name, value, source);
  throw new Error(`${type.name}: cannot be an output type`);
}

function served(type: string, value: unknown, source: Served): Served | null {
  if (value instanceof Served) return value;
  return isRecord(value) ? new Served(source.serving, type, value, source.view, source) : null;
}

function abstractWrapper(abstract: string): Wrapper {
  return (value, source) => {
    if (value instanceof Served) return value;
    const type = concreteType(abstract, value);
    if (type === null) throw new DerivationError(`${source.type} ${source.id}: a ${abstract} without a __typename`);
    if (type === "MoneyV2") return new Served(source.serving, type, { ...moneyOut(value, currencyOf(source)) });
    return served(type, value, source);
  };
}

const references: Readonly<Record<string, (value: unknown, source: Served) => Served | null>> = {
  Customer: (value, source) => customerNode(source.serving, idOf(value)),
  Product: (value, source) => productNode(source.serving, idOf(value)),
  ProductVariant: (value, source) => variantNode(source.serving, idOf(value)),
  Order: (value, source) => loadedOrder(source.serving, idOf(value)),
  LineItem: (value, source) => (source.view ? lineItemNode(source.serving, source.view, idOf(value), source) : null),
  Refund: (value, source) => (source.view ? refundNode(source.serving, source.view, idOf(value)) : null),
  SellingPlanGroup: (value, source) =>
    sellingPlanGroupNode(source.serving, idOf(value)) ??
    (isRecord(value) && typeof value.name === "string" ? served("SellingPlanGroup", value, source) : null),
};

function idOf(value: unknown): string {
  return isRecord(value) ? String(value.id) : "";
}

function currencyOf(source: Served): string {
  return source.view?.currency ?? source.serving.store.shop.currencyCode;
}

/** A MoneyBag as the API gives it, from what is written or derived. */
function bagOut(value: unknown, currency: string): BagOut {
  if (typeof value === "string") {
    const money = { amount: value, currencyCode: currency };
    return { shopMoney: money, presentmentMoney: money };
  }
  if (!isRecord(value)) throw new DerivationError(`expected an amount, got ${JSON.stringify(value)}`);
  if (isBag(value)) {
    const shopMoney = minorOut(value.shop, value.shopCurrency);
    const isSame = value.presentment === value.shop && value.presentmentCurrency === value.shopCurrency;
    return { shopMoney, presentmentMoney: isSame ? shopMoney : minorOut(value.presentment, value.presentmentCurrency) };
  }
  return {
    shopMoney: moneyOut(value.shopMoney, currency),
    presentmentMoney: moneyOut(value.presentmentMoney ?? value.shopMoney, currency),
  };
}

function isBag(value: object): value is Bag {
  return "shopCurrency" in value;
}

function minorOut(minor: number, currencyCode: string): MoneyOut {
  return { amount: toDecimal(minor, exponentOf(currencyCode) ?? 2), currencyCode };
}

/** One amount as the API gives it; a bag stands for its shop money. */
function moneyOut(value: unknown, currency: string): MoneyOut {
  if (typeof value === "string") return { amount: value, currencyCode: currency };
  if (!isRecord(value)) throw new DerivationError(`expected an amount, got ${JSON.stringify(value)}`);
  if (isBag(value)) return minorOut(value.shop, value.shopCurrency);
  return { amount: String(value.amount), currencyCode: String(value.currencyCode ?? currency) };
}

/** Fields of money, which is served as it is and not as a `Served`. */
export function plainField(source: unknown, name: string): unknown {
  return isRecord(source) ? ((source as Raw)[name] ?? null) : null;
}
