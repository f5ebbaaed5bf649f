import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { CsvOutcome } from "~/components/form/CsvImport";
import { SpendPage } from "~/components/settings/SpendPage";
import { listPlatformSpend, saveAdSpend } from "~/data/adSpend.server";
import { importExpenses, listExpenses } from "~/data/expenses.server";
import type { Shop } from "~/data/shops.server";
import { parseAdSpendCsv, parseExpensesCsv } from "~/data/spendCsv.server";
import { requireShop } from "~/shopify/requireShop.server";

const Wish = z.object({
  intent: z.enum(["previewSpend", "importSpend", "previewExpenses", "importExpenses"]),
  csv: z.string(),
});

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const [platforms, expenses] = await Promise.all([listPlatformSpend(shop.shopId), listExpenses(shop.shopId)]);
  return { platforms, expenses };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await requireShop(request);
  const { intent, csv } = Wish.parse(await request.json());
  const store = intent.startsWith("import");
  return intent.endsWith("Spend") ? readSpend(shop, csv, store) : readExpenses(shop, csv, store);
}

async function readSpend(shop: Shop, csv: string, store: boolean): Promise<CsvOutcome> {
  const { rows, faults } = parseAdSpendCsv(csv, shop);
  if (store) await saveAdSpend(shop.shopId, rows, "import");
  return { goodRows: rows.length, faults, imported: store ? rows.length : null };
}

async function readExpenses(shop: Shop, csv: string, store: boolean): Promise<CsvOutcome> {
  const { rows, faults } = parseExpensesCsv(csv, shop);
  if (store) await importExpenses(shop.shopId, rows);
  return { goodRows: rows.length, faults, imported: store ? rows.length : null };
}

export default function Spend() {
  return <SpendPage view={useLoaderData<typeof loader>()} />;
}
