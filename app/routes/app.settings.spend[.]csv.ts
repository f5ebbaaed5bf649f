import type { LoaderFunctionArgs } from "@remix-run/node";
import { listSpendDays } from "~/data/adSpend.server";
import { listExpenses } from "~/data/expenses.server";
import { adSpendCsv, expensesCsv } from "~/data/spendCsv.server";
import { requireShop } from "~/shopify/requireShop.server";

/** Advertising spend, or with `of=expenses` the operating expenses, as the file that can be imported again. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const csv =
    new URL(request.url).searchParams.get("of") === "expenses"
      ? expensesCsv(await listExpenses(shop.shopId), shop)
      : adSpendCsv((await listSpendDays(shop.shopId, { limit: null })).days, shop);
  return new Response(csv, { headers: { "Content-Type": "text/csv; charset=utf-8" } });
}
