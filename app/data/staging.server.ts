import { finished } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import type { ShopClient } from "~/db.server";

/** Kinds of columns: their SQL type, and what a row holds for them. A "?" behind the kind allows null. */
interface Kinds {
  /** The digits of a gid. */
  id: string;
  /** Whole minor units. */
  minor: number;
  integer: number;
  text: string;
  boolean: boolean;
  /** ISO 8601 text, microseconds kept. */
  instant: string;
  /** A decimal string of any scale. */
  decimal: string;
  texts: readonly string[];
}

type Kind = keyof Kinds;
type Column = Kind | `${Kind}?`;
type ValueOf<C extends Column> = C extends `${infer K extends Kind}?`
  ? Kinds[K] | null
  : C extends Kind
    ? Kinds[C]
    : never;

/** A temporary table that rows are copied into before they are merged. Fields in camelCase are columns in snake_case. */
export interface StagingTable<Columns extends Readonly<Record<string, Column>>> {
  readonly name: string;
  readonly columns: Columns;
}

export type StagedRow<Table> =
  Table extends StagingTable<infer Columns> ? { readonly [Field in keyof Columns]: ValueOf<Columns[Field]> } : never;

export function stagingTable<const Columns extends Readonly<Record<string, Column>>>(
  name: string,
  columns: Columns,
): StagingTable<Columns> {
  return { name, columns };
}

const SQL_TYPES: Readonly<Record<Kind, string>> = {
  id: "bigint",
  minor: "bigint",
  integer: "integer",
  text: "text",
  boolean: "boolean",
  instant: "timestamptz",
  decimal: "numeric",
  texts: "text[]",
};

const kindOf = (column: Column): Kind => column.replace("?", "") as Kind;
const snake = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Characters held back per flush: large enough that COPY's own cost vanishes, small enough to stay flat in memory. */
const FLUSH_AT = 1_000_000;

type AnyTable = StagingTable<Readonly<Record<string, Column>>>;

/**
 * Copies rows into temporary tables of one transaction. The tables vanish with it, so nothing half-read is ever left behind.
 * Row policies forbid COPY into the real tables, and a merge needs the whole of a window beside it anyway.
 */
export class Staging {
  private readonly buffers = new Map<string, string[]>();
  private held = 0;

  private constructor(
    private readonly client: ShopClient,
    private readonly tables: readonly AnyTable[],
  ) {}

  static async open(client: ShopClient, tables: readonly AnyTable[]): Promise<Staging> {
    for (const { name, columns } of tables) {
      const list = Object.entries(columns).map(([field, column]) => `${snake(field)} ${SQL_TYPES[kindOf(column)]}`);
      await client.query(`CREATE TEMP TABLE ${name} (${list.join(", ")}) ON COMMIT DROP`);
    }
    for (const { name } of tables) await client.query(`TRUNCATE ${name}`);
    return new Staging(client, tables);
  }

  /** Takes a row. Call `flushIfFull` between rows: it is what waits. */
  add<Columns extends Readonly<Record<string, Column>>>(
    table: StagingTable<Columns>,
    row: StagedRow<StagingTable<Columns>>,
  ): void {
    let line = "";
    for (const field in table.columns) {
      line += line === "" ? encode(row[field]) : `\t${encode(row[field])}`;
    }
    this.held += line.length;
    const buffer = this.buffers.get(table.name);
    if (buffer) buffer.push(line);
    else this.buffers.set(table.name, [line]);
  }

  async flushIfFull(): Promise<void> {
    if (this.held >= FLUSH_AT) await this.flush();
  }

  /** Writes what is held back. */
  async flush(): Promise<void> {
    for (const [name, lines] of this.buffers) {
      if (lines.length === 0) continue;
      const stream = this.client.query(copyFrom(`COPY ${name} FROM STDIN`));
      stream.end(`${lines.join("\n")}\n`);
      await finished(stream);
    }
    this.buffers.clear();
    this.held = 0;
  }

  /** Flushes and gives the planner true row counts: temporary tables are never analysed by themselves. */
  async close(): Promise<void> {
    await this.flush();
    for (const { name } of this.tables) await this.client.query(`ANALYZE ${name}`);
  }
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** A value in COPY's text format. PostgreSQL's text has no NUL, so one inside a title is left out. */
function encode(value: unknown): string {
  if (value === null || value === undefined) return "\\N";
  if (typeof value === "string") return encodeText(value);
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "t" : "f";
  if (Array.isArray(value)) return encodeText(arrayLiteral(value));
  throw new TypeError(`staged value of type ${typeof value}: expected text, number, boolean, list or null`);
}

function encodeText(text: string): string {
  const clean = text.includes("\0") ? text.replaceAll("\0", "") : text;
  return SPECIAL.test(clean) ? clean.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? "") : clean;
}

const arrayLiteral = (values: readonly unknown[]): string =>
  `{${values.map((value) => `"${String(value).replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
