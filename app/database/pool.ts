import pg from "pg";

/** PostgreSQL's catalogue types `"char"` and `name`; Prisma's adapter cannot read them, and both are text. */
const CATALOGUE_TYPES = new Set([18, 19]);
const TEXT = 25;
const INT8 = 20;
const DATE = 1082;

/**
 * Sums and ids leave PostgreSQL as bigint. A value that a JavaScript number cannot hold exactly is a bug upstream
 * (9 quadrillion minor units), so it throws instead of rounding.
 */
function exactNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} from the database: expected at most 2^53 - 1`);
  return value;
}

/** Dates stay the text they are ("2025-01-31"): a JavaScript Date would move them into a zone. */
const parsers: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: string) {
    if (oid === INT8) return exactNumber;
    if (oid === DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, format as "text");
  },
};

class Pool extends pg.Pool {
  constructor(config: pg.PoolConfig) {
    super(config);
    this.on("connect", rewriteCatalogueTypes);
    // An idle connection that breaks (server restarted) is dropped by the pool; the next query opens another.
    this.on("error", () => undefined);
  }
}

type FieldsResult = { fields?: { dataTypeID: number }[] };

/** Prisma's migration engine reads `pg_catalog` columns of type `name`; hand them over as text. */
function rewriteCatalogueTypes(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...input: unknown[]) => unknown;
  const asText = (answer: FieldsResult): FieldsResult => {
    for (const field of answer.fields ?? []) if (CATALOGUE_TYPES.has(field.dataTypeID)) field.dataTypeID = TEXT;
    return answer;
  };
  const rewritten = (...input: unknown[]): unknown => {
    const done = input.at(-1);
    if (typeof done === "function") {
      return query(...input.slice(0, -1), (error: unknown, answer: FieldsResult) =>
        done(error, answer && asText(answer)),
      );
    }
    const running = query(...input);
    return running instanceof Promise ? running.then((answer: FieldsResult) => asText(answer)) : running;
  };
  client.query = rewritten as typeof client.query;
}

/** A pool on `url`. Every read of a bigint is an exact number, every date a "YYYY-MM-DD" text. */
export function createPool(url: string, options: pg.PoolConfig = {}): pg.Pool {
  return new Pool({
    connectionString: url,
    max: 10,
    types: parsers,
    connectionTimeoutMillis: 10_000,
    // Prisma's adapter writes timestamps without their offset: a session in another zone would move them.
    options: "-c TimeZone=UTC",
    ...options,
  });
}
