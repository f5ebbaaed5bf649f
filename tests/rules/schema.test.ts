import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const database = new pg.Client(process.env.DATABASE_URL);
beforeAll(() => database.connect());
afterAll(() => database.end());

const OUTSIDE = ["sessions", "_prisma_migrations"];

async function tables(): Promise<string[]> {
  const found = await database.query<{ name: string }>(
    "SELECT relname::text AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY 1",
  );
  return found.rows.map(({ name }) => name).filter((name) => !OUTSIDE.includes(name));
}

describe("schema", () => {
  it("shop_id leads every primary key and every unique constraint", async () => {
    const found = await database.query<{ name: string; columns: string[]; unique: boolean; primary: boolean }>(
      `SELECT t.relname::text AS name, i.indisprimary AS primary, i.indisunique AS unique,
              ARRAY(SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY k(num, at)
                    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.num ORDER BY k.at) AS columns
       FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
       WHERE t.relnamespace = 'public'::regnamespace AND i.indisunique`,
    );
    const judged = found.rows.filter(({ name }) => !OUTSIDE.includes(name));
    expect(new Set(judged.filter(({ primary }) => primary).map(({ name }) => name))).toEqual(new Set(await tables()));
    // A shop's domain and the tokens of links are known before the shop is: they are unique by themselves.
    const byThemselves = ["shops.domain", "schedule_recipients.token", "schedule_recipients.unsubscribe_token"];
    const broken = judged.filter(
      ({ name, columns }) => columns[0] !== "shop_id" && !byThemselves.includes(`${name}.${columns[0]}`),
    );
    expect(broken).toEqual([]);
  });

  it("every table is guarded by a forced row policy", async () => {
    const found = await database.query<{ name: string }>(
      `SELECT c.relname::text AS name FROM pg_class c
       WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
         AND c.relrowsecurity AND c.relforcerowsecurity
         AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid)`,
    );
    expect(new Set(found.rows.map(({ name }) => name))).toEqual(new Set(await tables()));
  });

  it("no foreign key leaves the shop", async () => {
    const found = await database.query<{ name: string; columns: string[]; foreign_columns: string[] }>(
      `SELECT conname::text AS name,
              ARRAY(SELECT attname::text FROM unnest(conkey) k JOIN pg_attribute ON attrelid = conrelid AND attnum = k) AS columns,
              ARRAY(SELECT attname::text FROM unnest(confkey) k JOIN pg_attribute ON attrelid = confrelid AND attnum = k) AS foreign_columns
       FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
    );
    expect(found.rows.length).toBeGreaterThan(3);
    expect(
      found.rows.filter((key) => !key.columns.includes("shop_id") || !key.foreign_columns.includes("shop_id")),
    ).toEqual([]);
  });

  it("a transaction without a shop sees no row and raises no error", async () => {
    for (const table of await tables()) {
      expect((await database.query(`SELECT * FROM "${table}"`)).rows, table).toEqual([]);
    }
  });

  it("the app's role is held by the policies", async () => {
    const role = await database.query(
      "SELECT rolsuper OR rolbypassrls AS free FROM pg_roles WHERE rolname = current_user",
    );
    expect(role.rows[0]).toEqual({ free: false });
  });

  it("the migrations give the tables that the Prisma schema describes", async () => {
    const found = await database.query<{ table: string; column: string; required: boolean }>(
      `SELECT table_name AS table, column_name AS column, is_nullable = 'NO' AS required
       FROM information_schema.columns WHERE table_schema = 'public'`,
    );
    const stored = new Map(found.rows.map(({ table, column, required }) => [`${table}.${column}`, required]));
    const described = describedColumns();
    expect(described.size).toBeGreaterThan(100);
    const differing = [...described].filter(
      ([column, required]) => required !== null && stored.get(column) !== required,
    );
    expect(differing).toEqual([]);
    const extra = [...stored.keys()].filter((column) => !column.startsWith("_prisma") && !described.has(column));
    expect(extra).toEqual([]);
  });
});

/** Columns of prisma/schema as "table.column", and whether each is required (null for lists: an empty one is their absence). */
function describedColumns(): Map<string, boolean | null> {
  const folder = path.resolve("prisma/schema");
  const text = readdirSync(folder)
    .map((file) => readFileSync(path.join(folder, file), "utf8"))
    .join("\n");
  const models = [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name = "", body = ""]) => ({
    name,
    body,
  }));
  const names = new Set(models.map(({ name }) => name));
  const columns = models.flatMap(({ name, body }) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name;
    const fields = [...body.matchAll(/^ {2}(\w+)\s+(\w+)(\?|\[\])?(.*)$/gm)].filter(
      ([, , type = ""]) => !names.has(type),
    );
    return fields.map(([, field, , mark, rest = ""]) => {
      const column = `${table}.${/@map\("(\w+)"\)/.exec(rest)?.[1] ?? field}`;
      return [column, mark === "[]" ? null : mark !== "?"] as const;
    });
  });
  return new Map(columns);
}
