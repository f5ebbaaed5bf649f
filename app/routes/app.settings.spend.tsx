import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { Expense } from "~/analytics/expenses";
import { day, localDay } from "~/analytics/period";
import { lastPage, pageOf } from "~/components/figures/paging";
import { type CsvOutcome, importable, previewOf } from "~/components/form/csvOutcome";
import { faultsOf } from "~/components/form/fault";
import { ExpenseForm, SpendForm } from "~/components/settings/costForms";
import { SpendPage } from "~/components/settings/SpendPage";
import { deleteAdSpend, listPlatformSpend, listSpendDays, saveAdSpend } from "~/data/adSpend.server";
import { deleteExpense, importExpenses, listExpenses, saveExpense } from "~/data/expenses.server";
import type { Shop } from "~/data/shops.server";
import { parseAdSpendCsv, parseExpensesCsv } from "~/data/spendCsv.server";
import { requireShop } from "~/shopify/requireShop.server";

const PAGE_SIZE = 31;

const Wish = z.discriminatedUnion("intent", [
  z.object({
    intent: z.enum(["previewSpend", "importSpend", "previewExpenses", "importExpenses"]),
    csv: z.string(),
  }),
  z.looseObject({ intent: z.enum(["saveSpend", "saveExpense"]) }),
  z.object({
    intent: z.literal("removeSpend"),
    platform: z.string(),
    day: z.string().transform(day).nullable(),
  }),
  z.object({ intent: z.literal("removeExpense"), expenseId: z.uuid() }),
]);

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const { searchParams } = new URL(request.url);
  const page = pageOf(searchParams);
  const platform = searchParams.get("platform") ?? "";
  const [platforms, found, expenses] = await Promise.all([
    listPlatformSpend(shop.shopId),
    listSpendDays(shop.shopId, { platform: platform || null, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }),
    listExpenses(shop.shopId),
  ]);
  return { platforms, days: found.days, platform, page, lastPage: lastPage(found.count, PAGE_SIZE), expenses };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await requireShop(request);
  const wish = Wish.parse(await request.json());
  switch (wish.intent) {
    case "saveSpend":
      return saveSpend(shop, wish);
    case "saveExpense":
      return storeExpense(shop, wish);
    case "removeSpend":
      await deleteAdSpend(shop.shopId, wish.platform, wish.day);
      return { faults: {} };
    case "removeExpense":
      await deleteExpense(shop.shopId, wish.expenseId);
      return { faults: {} };
    case "previewSpend":
    case "importSpend":
      return readSpend(shop, wish.csv, wish.intent === "importSpend");
    default:
      return readExpenses(shop, wish.csv, wish.intent === "importExpenses");
  }
}

async function saveSpend(shop: Shop, typed: unknown) {
  const form = SpendForm(shop.currency, localDay(new Date(), shop.timeZone)).safeParse(typed);
  if (!form.success) return { faults: faultsOf(form.error) };
  await saveAdSpend(shop.shopId, [form.data], "form");
  return { faults: {} };
}

async function storeExpense(shop: Shop, typed: unknown) {
  const form = ExpenseForm(shop.currency).safeParse(typed);
  if (!form.success) return { faults: faultsOf(form.error) };
  await saveExpense(shop.shopId, toExpense(form.data), form.data.expenseId);
  return { faults: {} };
}

function toExpense(typed: z.infer<ReturnType<typeof ExpenseForm>>): Expense {
  const { name, start, end } = typed;
  if (typed.kind === "percent") return { name, kind: typed.kind, percent: typed.amount, start, end };
  return { name, kind: typed.kind, amount: typed.amount, start, end: typed.kind === "once" ? null : end };
}

/** A platform's report goes in whole or not at all: without a wrong row its days would be incomplete. */
async function readSpend(shop: Shop, csv: string, store: boolean): Promise<CsvOutcome> {
  const file = parseAdSpendCsv(csv, shop, localDay(new Date(), shop.timeZone));
  const preview = previewOf(file, file.format === null ? "goodRows" : "whole");
  if (!store || !importable(preview)) return preview;
  await saveAdSpend(shop.shopId, file.rows, "import");
  return { ...preview, imported: file.rows.length };
}

/** A file of expenses replaces what was imported before, and so goes in whole or not at all. */
async function readExpenses(shop: Shop, csv: string, store: boolean): Promise<CsvOutcome> {
  const file = parseExpensesCsv(csv, shop);
  const preview = previewOf(file, "all");
  if (!store || !importable(preview)) return preview;
  await importExpenses(shop.shopId, file.rows);
  return { ...preview, imported: file.rows.length };
}

export default function Spend() {
  return <SpendPage view={useLoaderData<typeof loader>()} />;
}
