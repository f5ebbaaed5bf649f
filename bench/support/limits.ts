import { finished, pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { timed } from "./measure";
import { columnsOf, ORDER_TABLES } from "./tables";

/** Thrown to undo what was written only to be timed. */
class Undo extends Error {}

/**
 * Seconds that COPY of ready rows takes, of the first so many orders with all their parts, into tables with the same keys and
 * indexes and nothing else: no policies, no foreign keys, nothing derived.
 */
export async function copySeconds(adminUrl: string, shopId: bigint, orders: number): Promise<number> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    const ready: { table: string; columns: string; rows: Buffer }[] = [];
    for (const table of ORDER_TABLES) {
      const columns = `shop_id, ${await columnsOf(client, table)}`;
      ready.push({ table, columns, rows: await rowsOf(client, table, columns, shopId, orders) });
    }
    await client.query("CREATE SCHEMA limits");
    for (const { table } of ready)
      await client.query(`CREATE TABLE limits.${table} (LIKE public.${table} INCLUDING ALL)`);
    const { seconds } = await timed(async () => {
      await client.query("BEGIN");
      for (const { table, columns, rows } of ready) {
        const stream = client.query(copyFrom(`COPY limits.${table} (${columns}) FROM STDIN`));
        stream.end(rows);
        await finished(stream);
      }
      await client.query("COMMIT");
    });
    await client.query("DROP SCHEMA limits CASCADE");
    return seconds;
  } finally {
    await client.end();
  }
}

async function rowsOf(
  client: pg.Client,
  table: string,
  columns: string,
  shopId: bigint,
  orders: number,
): Promise<Buffer> {
  const parts: Buffer[] = [];
  const chosen = `order_id IN (SELECT order_id FROM orders WHERE shop_id = ${shopId} ORDER BY order_id LIMIT ${orders})`;
  const rows = client.query(
    copyTo(`COPY (SELECT ${columns} FROM ${table} WHERE shop_id = ${shopId} AND ${chosen}) TO STDOUT`),
  );
  await pipeline(rows, async (chunks) => {
    for await (const chunk of chunks) parts.push(chunk);
  });
  return Buffer.concat(parts);
}

const BATCH = 1_000;

/** Seconds that Prisma's createMany takes to write the same rows into the app's own tables, a thousand at a time. */
export async function createManySeconds(shopId: bigint, orders: number): Promise<number> {
  const { withShop } = await import("~/db.server");
  const first = await withShop(shopId, (tx) =>
    tx.order.findMany({ where: { shopId }, orderBy: { orderId: "asc" }, take: orders }),
  );
  const last = first.at(-1)?.orderId ?? 0n;
  const rows = await withShop(shopId, async (tx) => {
    const where = { shopId, orderId: { lte: last } };
    return {
      lineItems: await tx.lineItem.findMany({ where }),
      sales: await tx.sale.findMany({ where }),
      transactions: await tx.transaction.findMany({ where }),
      refunds: await tx.refund.findMany({ where }),
      refundLineItems: await tx.refundLineItem.findMany({ where }),
    };
  });
  let seconds = 0;
  const other = shopId + 1_000_000n;
  const moved = <Row extends object>(list: readonly Row[]) => list.map((row) => ({ ...row, shopId: other }));
  const writing = withShop(other, async (tx) => {
    const written = await timed(async () => {
      for (const data of batches(moved(first))) await tx.order.createMany({ data });
      for (const data of batches(moved(rows.lineItems))) await tx.lineItem.createMany({ data });
      for (const data of batches(moved(rows.sales))) await tx.sale.createMany({ data });
      for (const data of batches(moved(rows.transactions))) await tx.transaction.createMany({ data });
      for (const data of batches(moved(rows.refunds))) await tx.refund.createMany({ data });
      for (const data of batches(moved(rows.refundLineItems))) await tx.refundLineItem.createMany({ data });
    });
    seconds = written.seconds;
    throw new Undo();
  });
  await writing.catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
  return seconds;
}

function* batches<Row>(list: readonly Row[]): Generator<Row[]> {
  for (let from = 0; from < list.length; from += BATCH) yield list.slice(from, from + BATCH);
}
