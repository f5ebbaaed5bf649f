import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { saveAdSpend } from "~/data/adSpend.server";
import { saveUnitCosts } from "~/data/costEntries.server";
import { parseCostsCsv } from "~/data/costsCsv.server";
import { type CsvRows, csvFaultText } from "~/data/csvFile.server";
import { importExpenses } from "~/data/expenses.server";
import { recostPending } from "~/data/recost.server";
import { importSessions, parseSessionsCsv } from "~/data/sessions.server";
import { saveSettings } from "~/data/settings.server";
import { findReading } from "~/data/shopifyFigures.server";
import type { Shop } from "~/data/shops.server";
import { parseAdSpendCsv, parseExpensesCsv } from "~/data/spendCsv.server";

/** A file that a merchant would have been shown with its bad rows. */
export class StoreFileError extends Error {
  override readonly name = "StoreFileError";
}

/**
 * Imports what lies in a store folder beside the store: costs.csv, ad_spend.csv, expenses.csv, as the settings pages import
 * them. A file with a bad row is refused whole. @throws StoreFileError that names file, line, field, value and rule
 */
export async function importStoreCosts({ shopId, currency }: Shop, folder: string): Promise<void> {
  const shop = { currency };
  const costs = await readRows(folder, "costs.csv", (text) => parseCostsCsv(text, shop));
  const spend = await readRows(folder, "ad_spend.csv", (text) => parseAdSpendCsv(text, shop));
  const expenses = await readRows(folder, "expenses.csv", (text) => parseExpensesCsv(text, shop));
  const madeUp = existsSync(path.join(folder, "made-up.json"));
  if (madeUp) await saveSettings(shopId, { madeUpData: true });
  if (spend) await saveAdSpend(shopId, spend, "import");
  if (expenses) await importExpenses(shopId, expenses);
  if (costs) await saveUnitCosts(shopId, costs, { source: "import", name: "costs.csv" });
  await recostPending(shopId);
}

/** Imports sessions.csv where Shopify's own report could not be read. @throws StoreFileError as importStoreCosts */
export async function importStoreSessions(shopId: bigint, folder: string): Promise<void> {
  if ((await findReading(shopId, "sessions"))?.state === "read") return;
  const sessions = await readRows(folder, "sessions.csv", parseSessionsCsv);
  if (sessions) await importSessions(shopId, sessions);
}

async function readRows<Row>(
  folder: string,
  name: string,
  parse: (text: string) => CsvRows<Row>,
): Promise<readonly Row[] | null> {
  const text = await readStoreFile(path.join(folder, name));
  if (text === null) return null;
  const { rows, faults } = parse(text);
  if (faults.length > 0) throw new StoreFileError(faults.map((fault) => `${name} ${csvFaultText(fault)}`).join("\n"));
  return rows;
}

async function readStoreFile(file: string): Promise<string | null> {
  if (existsSync(file)) return readFile(file, "utf8");
  if (existsSync(`${file}.gz`)) return gunzipSync(await readFile(`${file}.gz`)).toString("utf8");
  if (existsSync(`${file}.br`)) return brotliDecompressSync(await readFile(`${file}.br`)).toString("utf8");
  return null;
}
