/** A JSON object as Shopify sends it, before its fields are known. */
export type Node = Readonly<Record<string, unknown>>;

/** An answer of Shopify that has not the shape its schema promises. */
export class ShapeError extends Error {
  constructor(node: Node, field: string, expected: string) {
    const shown = JSON.stringify(node[field])?.slice(0, 80) ?? "nothing";
    super(`${typeof node.id === "string" ? node.id : "answer"}: ${field} is ${shown}: expected ${expected}`);
    this.name = "ShapeError";
  }
}

/**
 * Readers of one field each. They are as strict as a schema parser and ten times cheaper, which counts for files of a
 * million lines: what is not of the promised type throws with object, field and value.
 */
export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function string(node: Node, field: string): string {
  const value = node[field];
  if (typeof value !== "string") throw new ShapeError(node, field, "a text");
  return value;
}

export function stringOrNull(node: Node, field: string): string | null {
  return node[field] === null || node[field] === undefined ? null : string(node, field);
}

export function boolean(node: Node, field: string): boolean {
  const value = node[field];
  if (typeof value !== "boolean") throw new ShapeError(node, field, "true or false");
  return value;
}

export function integer(node: Node, field: string): number {
  const value = node[field];
  if (!Number.isSafeInteger(value)) throw new ShapeError(node, field, "a whole number");
  return value as number;
}

export function integerOrNull(node: Node, field: string): number | null {
  return node[field] === null || node[field] === undefined ? null : integer(node, field);
}

export function object(node: Node, field: string): Node {
  const value = node[field];
  if (!isNode(value)) throw new ShapeError(node, field, "an object");
  return value;
}

export function objectOrNull(node: Node, field: string): Node | null {
  return node[field] === null || node[field] === undefined ? null : object(node, field);
}

export function objects(node: Node, field: string): readonly Node[] {
  const value = node[field];
  if (!Array.isArray(value) || !value.every(isNode)) throw new ShapeError(node, field, "a list of objects");
  return value;
}

export function strings(node: Node, field: string): readonly string[] {
  const value = node[field];
  if (!Array.isArray(value) || !value.every((one) => typeof one === "string")) {
    throw new ShapeError(node, field, "a list of texts");
  }
  return value;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:Z|[+-]\d{2}:\d{2})$/;

/** A time as Shopify wrote it, microseconds kept: it is compared and stored as text, never as a JavaScript Date. */
export function instant(node: Node, field: string): string {
  const value = string(node, field);
  if (!INSTANT.test(value)) throw new ShapeError(node, field, "a time such as 2025-01-31T09:00:00Z");
  return value;
}

export function instantOrNull(node: Node, field: string): string | null {
  return node[field] === null || node[field] === undefined ? null : instant(node, field);
}

const GID_START = "gid://shopify/";

/** Where the tail of a gid begins, behind "gid://shopify/Order/"; -1 when it is none. Index arithmetic, because every object has several. */
function tailStart(gid: string): number {
  if (!gid.startsWith(GID_START)) return -1;
  const slash = gid.indexOf("/", GID_START.length);
  return slash > GID_START.length && slash < gid.length - 1 ? slash + 1 : -1;
}

/** The tail of a gid without parameters; null when it is none. */
function tailOf(gid: string): string | null {
  const start = tailStart(gid);
  if (start < 0) return null;
  const end = gid.indexOf("?", start);
  return end < 0 ? gid.slice(start) : end > start ? gid.slice(start, end) : null;
}

const MOST_DIGITS = 19;

function isDigits(text: string): boolean {
  if (text.length > MOST_DIGITS) return false;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x30 || unit > 0x39) return false;
  }
  return true;
}

/** The part of a gid after its type: "gid://shopify/Order/1001" → "1001". Digits only, so that it is a bigint in the database. */
export function id(node: Node, field = "id"): string {
  const tail = idText(node, field);
  if (!isDigits(tail)) throw new ShapeError(node, field, "a gid that ends in digits");
  return tail;
}

/** As `id`, for objects whose gid may end in letters. */
export function idText(node: Node, field = "id"): string {
  const tail = tailOf(string(node, field));
  if (tail === null) throw new ShapeError(node, field, "a gid such as gid://shopify/Order/1001");
  return tail;
}

/** An id among objects of several types: the tail of a gid of the type `usual`, "Type/tail" of any other. */
export function idAmong(gid: string, usual: string): string {
  const type = typeOfGid(gid);
  const tail = tailOf(gid);
  if (type === null || tail === null) throw new ShapeError({ id: gid }, "id", "a gid");
  return type === usual ? tail : `${type}/${tail}`;
}

/** The id of a referenced object, `{ customer: { id } }`; null when there is none. */
export function reference(node: Node, field: string): string | null {
  const target = objectOrNull(node, field);
  return target ? id(target) : null;
}

/** The type named in a gid, "Order". */
export function typeOfGid(gid: string): string | null {
  const start = tailStart(gid);
  return start < 0 ? null : gid.slice(GID_START.length, start - 1);
}

/** The parts of a connection asked for with `nodes` and `pageInfo`. */
export interface Page {
  readonly nodes: readonly Node[];
  /** Where the next page begins; null on the last one. */
  readonly next: string | null;
}

/** A connection selected by `nodes { … } pageInfo { hasNextPage endCursor }`. */
export function page(node: Node, field: string): Page {
  const connection = object(node, field);
  const info = object(connection, "pageInfo");
  const next = boolean(info, "hasNextPage") ? string(info, "endCursor") : null;
  return { nodes: objects(connection, "nodes"), next };
}
