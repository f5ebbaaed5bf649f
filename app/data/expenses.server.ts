import type { Expense } from "~/analytics/expenses";
import { type ShopClient, withShopClient } from "~/db.server";
import { execute, rows } from "./sql.server";

export interface StoredExpense extends Expense {
  readonly expenseId: string;
}

/** All expenses of the shop, the oldest first. */
export function readExpenses(client: ShopClient, shopId: bigint): Promise<StoredExpense[]> {
  return rows<StoredExpense>(
    client,
    `SELECT expense_id AS "expenseId", name, amount, kind, start_day AS start, end_day AS end
     FROM expenses WHERE shop_id = :shopId ORDER BY start_day, name, expense_id`,
    { shopId },
  );
}

export function listExpenses(shopId: bigint): Promise<StoredExpense[]> {
  return withShopClient(shopId, (client) => readExpenses(client, shopId));
}

/** Replaces all imported expenses with these, so that importing a corrected file again corrects; typed ones stay. */
export async function importExpenses(shopId: bigint, expenses: readonly Expense[]): Promise<void> {
  await withShopClient(shopId, async (client) => {
    await execute(client, "DELETE FROM expenses WHERE shop_id = :shopId AND source = 'import'", { shopId });
    await insertExpenses(client, shopId, expenses);
  });
}

async function insertExpenses(client: ShopClient, shopId: bigint, expenses: readonly Expense[]): Promise<void> {
  for (const { name, amount, kind, start, end } of expenses) {
    await execute(
      client,
      `INSERT INTO expenses (shop_id, name, amount, kind, start_day, end_day, source)
       VALUES (:shopId, :name, :amount, :kind, :start, :end, 'import')`,
      { shopId, name, amount, kind, start, end },
    );
  }
}
