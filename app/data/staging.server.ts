import { finished } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import type { ShopClient } from "~/db.server";
import { CopyText } from "./copyText.server";

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

/** Bytes held back before they are copied: large enough that COPY's own cost vanishes, small enough to stay flat in memory. */
const FLUSH_AT = 1_000_000;

/** Rows the planner looks at are 300 times this: enough for tables that are joined once by their ids and then vanish. */
const STATISTICS_TARGET = 10;

type AnyTable = StagingTable<Readonly<Record<string, Column>>>;

/** Where staged rows go: the text of a table's rows as COPY reads it, which is written over once the promise is kept. */
export type CopyRows = (table: string, rows: Buffer) => Promise<void>;

/**
 * Gathers rows and copies them into temporary tables. While one batch is on its way, the next is gathered; at most those two
 * are in memory.
 */
export class Staging {
  private readonly gathered = new Map<string, { readonly fields: readonly string[]; readonly text: CopyText }>();
  private copying: Promise<void> = Promise.resolve();

  constructor(
    tables: readonly AnyTable[],
    private readonly copy: CopyRows,
    private readonly analyse: () => Promise<void> = async () => undefined,
  ) {
    for (const { name, columns } of tables) {
      this.gathered.set(name, { fields: Object.keys(columns), text: new CopyText() });
    }
  }

  /**
   * Makes the temporary tables in the client's transaction. They vanish with it, so nothing half-read is ever left behind. Row
   * policies forbid COPY into the real tables, and a merge needs the whole of a window beside it anyway.
   */
  static async open(client: ShopClient, tables: readonly AnyTable[]): Promise<Staging> {
    for (const { name, columns } of tables) {
      const list = Object.entries(columns).map(([field, column]) => `${snake(field)} ${SQL_TYPES[kindOf(column)]}`);
      await client.query(`CREATE TEMP TABLE ${name} (${list.join(", ")}) ON COMMIT DROP`);
    }
    const names = tables.map(({ name }) => name).join(", ");
    await client.query(`TRUNCATE ${names}`);
    return new Staging(
      tables,
      (table, rows) => copyInto(client, table, rows),
      () => analyse(client, names),
    );
  }

  /** Takes a row. Call `flushIfFull` between rows: it is what waits. */
  add<Columns extends Readonly<Record<string, Column>>>(
    table: StagingTable<Columns>,
    row: StagedRow<StagingTable<Columns>>,
  ): void {
    const gathered = this.gathered.get(table.name);
    if (!gathered) throw new RangeError(`${table.name}: expected a table that was opened`);
    const { fields, text } = gathered;
    for (const field of fields) text.value(row[field]);
    text.endRow();
  }

  /** Sends the gathered rows on their way once there are many, when those before have arrived. */
  async flushIfFull(): Promise<void> {
    let held = 0;
    for (const { text } of this.gathered.values()) held += text.length;
    if (held < FLUSH_AT) return;
    await this.copying;
    this.copying = this.copyAll();
    // Whoever waits for it next hears of a failure.
    this.copying.catch(() => undefined);
  }

  /** Writes what is held back, and waits until it has arrived. */
  async flush(): Promise<void> {
    await this.copying;
    await this.copyAll();
  }

  /** Flushes and gives the planner row counts: temporary tables are never analysed by themselves. */
  async close(): Promise<void> {
    await this.flush();
    await this.analyse();
  }

  private async copyAll(): Promise<void> {
    const batches = [...this.gathered].flatMap(([name, { text }]) =>
      text.length > 0 ? [{ name, rows: text.take() }] : [],
    );
    for (const { name, rows } of batches) await this.copy(name, rows);
  }
}

async function copyInto(client: ShopClient, table: string, rows: Buffer): Promise<void> {
  const stream = client.query(copyFrom(`COPY ${table} FROM STDIN`));
  stream.end(rows);
  await finished(stream);
}

async function analyse(client: ShopClient, names: string): Promise<void> {
  const { rows } = await client.query<{ target: string }>(
    "SELECT current_setting('default_statistics_target') AS target",
  );
  await client.query(`SET LOCAL default_statistics_target = ${STATISTICS_TARGET}`);
  await client.query(`ANALYZE ${names}`);
  await client.query(`SET LOCAL default_statistics_target = ${rows[0]?.target ?? "DEFAULT"}`);
}
