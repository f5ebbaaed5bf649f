import { createHash } from "node:crypto";
import type { QueryResultRow } from "pg";
import type { ShopClient } from "~/db.server";

export type SqlValue = string | number | bigint | boolean | Date | null | readonly string[] | readonly bigint[];
export type SqlValues = Readonly<Record<string, SqlValue>>;

/**
 * Runs SQL whose parameters are written `:name`. Each name in the text must have a value, and surplus values are allowed,
 * so that statements put together from parts need no counting. Throws on a name without a value.
 */
export async function rows<Row extends QueryResultRow>(
  client: ShopClient,
  text: string,
  values: SqlValues,
): Promise<Row[]> {
  const answer = await client.query<Row>(...positional(text, values));
  return answer.rows;
}

/**
 * As `rows`, for a small statement that many pages ask: prepared once a connection, because to parse and plan it takes longer
 * than to run it. Only where one plan is good whatever the values: it is not made for them.
 */
export async function smallRows<Row extends QueryResultRow>(
  client: ShopClient,
  text: string,
  values: SqlValues,
): Promise<Row[]> {
  const [sql, list] = positional(text, values);
  const answer = await client.query<Row>({ name: nameOf(sql), text: sql, values: list });
  return answer.rows;
}

/**
 * As `rows`, for a statement that changes something: the number of rows it changed. One about some orders or customers
 * (`:orderIds`, `:customerIds`) runs with each change of any, so it is prepared once a connection: to parse and plan it takes longer than to run it.
 */
export async function execute(client: ShopClient, text: string, values: SqlValues): Promise<number> {
  const [sql, list] = positional(text, values);
  const name = values.orderIds === undefined && values.customerIds === undefined ? undefined : nameOf(sql);
  const answer = await client.query(
    name === undefined ? { text: sql, values: list } : { name, text: sql, values: list },
  );
  return answer.rowCount ?? 0;
}

const names = new Map<string, string>();

function nameOf(sql: string): string {
  const known = names.get(sql) ?? createHash("sha256").update(sql).digest("base64url");
  names.set(sql, known);
  return known;
}

/** As `rows`, for a query that gives exactly one row. */
export async function row<Row extends QueryResultRow>(
  client: ShopClient,
  text: string,
  values: SqlValues,
): Promise<Row> {
  return only(await rows<Row>(client, text, values), text);
}

/** As `smallRows`, for a query that gives exactly one row. */
export async function smallRow<Row extends QueryResultRow>(
  client: ShopClient,
  text: string,
  values: SqlValues,
): Promise<Row> {
  return only(await smallRows<Row>(client, text, values), text);
}

function only<Row>(found: readonly Row[], text: string): Row {
  const [first] = found;
  if (first === undefined || found.length > 1)
    throw new Error(`query gave ${found.length} rows: expected one\n${text}`);
  return first;
}

function positional(text: string, values: SqlValues): [string, unknown[]] {
  const names: string[] = [];
  const numbered = text.replace(/(?<![:\w]):([a-z]\w*)/gi, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`SQL parameter ":${name}": expected a value\n${text}`);
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 1}`;
  });
  return [numbered, names.map((name) => spelled(values[name] ?? null))];
}

// node-postgres writes bigint, but not inside an array.
const spelled = (value: SqlValue): unknown => (Array.isArray(value) ? value.map(String) : value);

/**
 * Runs `work` without nested loops: where whole tables are joined with tables of whose sizes the planner knows nothing (common
 * tables, or a shop it has not heard of), a loop it takes for short may never end.
 */
export async function withoutLoops<T>(client: ShopClient, work: () => Promise<T>): Promise<T> {
  await client.query("SET LOCAL enable_nestloop = off");
  const found = await work();
  await client.query("SET LOCAL enable_nestloop = on");
  return found;
}
