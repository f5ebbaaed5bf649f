import type { AdminClient } from "./adminClient.server";
import { AdminApiError } from "./errors";
import { isNode, type Node, object, objectOrNull, objects, strings } from "./shape";

/** A row of a report: columns by name. Every value is a text, as Shopify spells it, or null. */
export type QlRow = Readonly<Record<string, string | null>>;

/** Why Shopify's reports cannot be read; each has its words on the page. */
export type QlRefusal = "scope_missing" | "not_approved" | "refused";

/** Shopify does not let us read its report. `detail` is the scope, or Shopify's own sentence. */
export class ShopifyQlRefused extends Error {
  constructor(
    readonly refusal: QlRefusal,
    readonly detail: string,
  ) {
    super(`ShopifyQL: ${refusal}: ${detail}`);
    this.name = "ShopifyQlRefused";
  }
}

/** Another name under which Shopify has, or had, a column; the first that it knows is taken. */
export interface QlColumn<Field extends string> {
  readonly field: Field;
  readonly names: readonly string[];
  /** The query makes no sense without it. */
  readonly required: boolean;
}

export interface QlQuery<Dimension extends string, Figure extends string> {
  readonly table: "sales" | "sessions";
  readonly figures: readonly QlColumn<Figure>[];
  readonly dimensions: readonly QlColumn<Dimension>[];
  /** A condition that is left out where this Shopify does not know its column. */
  readonly where?: { readonly column: string; readonly value: string };
  /** First and last local day, both included. */
  readonly since: string;
  readonly until: string;
}

/** Rows of one answer at most; more are asked for by OFFSET. */
const PAGE = 1000;
const MOST_PAGES = 200;

/**
 * Runs a report and gives its rows by our own field names; a field that this Shopify does not know is absent from every row.
 * @throws ShopifyQlRefused when Shopify does not let us, or knows none of a required column's names
 * @throws AdminApiError when Shopify cannot be reached
 */
export async function runReport<Dimension extends string, Figure extends string>(
  client: AdminClient,
  query: QlQuery<Dimension, Figure>,
): Promise<Readonly<Partial<Record<Dimension | Figure, string | null>>>[]> {
  let columns: readonly QlColumn<Dimension | Figure>[] = [...query.dimensions, ...query.figures];
  let where = query.where;
  const rows: QlRow[] = [];
  for (let page = 0; page < MOST_PAGES; ) {
    const answer = await ask(client, textOf({ ...query, where }, columns, page * PAGE));
    if ("errors" in answer) {
      const unknownCondition = where !== undefined && mentions(answer.errors, where.column);
      if (unknownCondition) where = undefined;
      else columns = withoutUnknown(columns, answer.errors);
      continue;
    }
    rows.push(...answer.rows);
    if (answer.rows.length < PAGE) return rows.map((row) => named(row, columns));
    page += 1;
  }
  throw new ShopifyQlRefused("refused", `more than ${MOST_PAGES * PAGE} rows from ${query.since} to ${query.until}`);
}

function textOf(
  { table, figures, dimensions, where, since, until }: QlQuery<string, string>,
  columns: readonly QlColumn<string>[],
  offset: number,
): string {
  const named = (wanted: readonly QlColumn<string>[]) =>
    columns.filter(({ field }) => wanted.some((one) => one.field === field)).map(({ names }) => names[0]);
  const keys = named(dimensions).join(", ");
  return [
    `FROM ${table} SHOW ${named(figures).join(", ")}`,
    ...(where ? [`WHERE ${where.column} = '${where.value}'`] : []),
    `GROUP BY ${keys}`,
    `SINCE ${since} UNTIL ${until}`,
    `ORDER BY ${keys}`,
    `LIMIT ${PAGE} OFFSET ${offset}`,
  ].join(" ");
}

/** Leaves out the name that Shopify says it does not know. @throws ShopifyQlRefused for any other mistake */
function withoutUnknown<Field extends string>(
  columns: readonly QlColumn<Field>[],
  errors: readonly string[],
): QlColumn<Field>[] {
  const said = errors.join(" · ");
  const unknown = columns.find(({ names }) => names[0] !== undefined && mentions(errors, names[0]));
  if (!unknown || !/not found|unknown|invalid/i.test(said)) throw new ShopifyQlRefused("refused", said);
  const names = unknown.names.slice(1);
  if (names.length === 0 && unknown.required) throw new ShopifyQlRefused("refused", said);
  return columns.flatMap((column) => {
    if (column !== unknown) return [column];
    return names.length === 0 ? [] : [{ ...column, names }];
  });
}

/** Whether an error quotes the name as a word of its own. */
const mentions = (errors: readonly string[], name: string): boolean =>
  errors.some((error) => new RegExp(`['"\`]${name}['"\`]`).test(error));

function named<Field extends string>(
  row: QlRow,
  columns: readonly QlColumn<Field>[],
): Readonly<Partial<Record<Field, string | null>>> {
  const fields: Partial<Record<Field, string | null>> = {};
  for (const { field, names } of columns) fields[field] = row[names[0] ?? ""] ?? null;
  return fields;
}

async function ask(
  client: AdminClient,
  query: string,
): Promise<{ readonly rows: readonly QlRow[] } | { readonly errors: readonly string[] }> {
  const answer = await request(client, query);
  const response = isNode(answer.data) ? objectOrNull(answer.data, "shopifyqlQuery") : null;
  if (!response) throw new ShopifyQlRefused("not_approved", answer.denied.join(", "));
  const errors = strings(response, "parseErrors");
  if (errors.length > 0) return { errors };
  return { rows: objects(object(response, "tableData"), "rows").map(textRow) };
}

async function request(client: AdminClient, query: string) {
  try {
    return await client.request("shopifyql", "ShopifyQl", { query });
  } catch (error) {
    if (error instanceof AdminApiError && error.fault === "scopeMissing")
      throw new ShopifyQlRefused("scope_missing", error.detail);
    if (error instanceof AdminApiError && error.fault === "notApproved")
      throw new ShopifyQlRefused("not_approved", error.detail);
    throw error;
  }
}

/** Shopify writes values as texts today and as numbers in older answers. */
function textRow(row: Node): QlRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value === null || value === undefined ? null : String(value)]),
  );
}
