import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "@prisma/client";
import type pg from "pg";
import { startEmbeddedDatabase } from "./database/embedded";
import { createPool } from "./database/pool";
import { env } from "./env.server";

/** Prisma inside one shop's transaction. */
export type ShopTx = Prisma.TransactionClient;
/** node-postgres inside one shop's transaction: for sums, COPY and anything set-based. */
export type ShopClient = pg.PoolClient;

declare global {
  // Vite's dev server evaluates modules anew on every change; the connections must outlive that.
  var tenureDatabase: { url: string; pool: pg.Pool; prisma: PrismaClient } | undefined;
}

async function connect() {
  const url = env.DATABASE_URL ?? (await startEmbeddedDatabase(`${env.TENURE_HOME}/postgres`)).url;
  const pool = createPool(url);
  return { url, pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

globalThis.tenureDatabase ??= await connect();

export const databaseUrl: string = globalThis.tenureDatabase.url;
export const pool: pg.Pool = globalThis.tenureDatabase.pool;
export const prisma: PrismaClient = globalThis.tenureDatabase.prisma;

const TRANSACTION = { timeout: 60_000, maxWait: 10_000 } as const;

/** Runs `work` in one transaction that sees and writes rows of this shop only (row policies hold it to that). */
export function withShop<T>(shopId: bigint, work: (tx: ShopTx) => Promise<T>): Promise<T> {
  return prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.shop_id', ${String(shopId)}, true)`;
    return work(tx);
  }, TRANSACTION);
}

/** As withShop, for SQL that sums or streams: hands a node-postgres client inside the shop's transaction. */
export function withShopClient<T>(shopId: bigint, work: (client: ShopClient) => Promise<T>): Promise<T> {
  return inTransaction(`BEGIN; ${ofShop(shopId)}`, work);
}

/** Row policies hold the transaction to one shop. Sent with BEGIN, so that it costs no way of its own. */
const ofShop = (shopId: bigint): string => `SELECT set_config('app.shop_id', '${BigInt(shopId)}', true)`;

/** As withShopClient, for reading only: every query sees the shop as it was at the first, whatever a sync writes meanwhile. */
export function readShop<T>(shopId: bigint, work: (client: ShopClient) => Promise<T>): Promise<T> {
  return inTransaction(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${ofShop(shopId)}`, work);
}

/**
 * A transaction that may read and claim rows of any shop in the tables the clock dispatches from (shops, windows, inbox,
 * schedules, deliveries), and sees nothing of any other table.
 */
export function acrossShops<T>(work: (client: ShopClient) => Promise<T>): Promise<T> {
  return inTransaction("BEGIN; SELECT set_config('app.across_shops', 'on', true)", work);
}

async function inTransaction<T>(begin: string, work: (client: ShopClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const outcome = await work(client);
    await client.query("COMMIT");
    return outcome;
  } catch (error) {
    await client.query("ROLLBACK").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Closes the pool; the process can then end by itself. */
export async function disconnect(): Promise<void> {
  await prisma.$disconnect();
  await pool.end();
  globalThis.tenureDatabase = undefined;
}
