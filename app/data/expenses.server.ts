import type { Expense } from "~/analytics/expenses";
import type { Minor } from "~/analytics/money";
import type { Day } from "~/analytics/period";
import { type ShopClient, withShopClient } from "~/db.server";
import { execute, smallRows } from "./sql.server";

export type StoredExpense = Expense & {
  readonly expenseId: string;
  readonly source: "form" | "import";
};

interface ExpenseRow {
  readonly expenseId: string;
  readonly name: string;
  readonly amount: Minor | null;
  readonly percent: string | null;
  readonly kind: Expense["kind"];
  readonly start: Day;
  readonly end: Day | null;
  readonly source: "form" | "import";
}

/** All expenses of the shop, the oldest first. */
export async function readExpenses(client: ShopClient, shopId: bigint): Promise<StoredExpense[]> {
  const found = await smallRows<ExpenseRow>(
    client,
    `SELECT expense_id AS "expenseId", name, amount, trim_scale(percent)::text AS percent, kind, start_day AS start, end_day AS end, source
     FROM expenses WHERE shop_id = :shopId ORDER BY start_day, name, expense_id`,
    { shopId },
  );
  return found.map(({ amount, percent, kind, ...rest }) => {
    if (kind === "percent") return { ...rest, kind, percent: percent ?? "0" };
    if (amount === null) throw new Error(`expense ${rest.expenseId}: expected an amount for kind ${kind}`);
    return { ...rest, kind, amount };
  });
}

export function listExpenses(shopId: bigint): Promise<StoredExpense[]> {
  return withShopClient(shopId, (client) => readExpenses(client, shopId));
}

/** Replaces all imported expenses with these, so that importing a corrected file again corrects; typed ones stay. */
export async function importExpenses(shopId: bigint, expenses: readonly Expense[]): Promise<void> {
  await withShopClient(shopId, async (client) => {
    await execute(client, "DELETE FROM expenses WHERE shop_id = :shopId AND source = 'import'", { shopId });
    await execute(
      client,
      `INSERT INTO expenses (shop_id, name, amount, percent, kind, start_day, end_day, source)
       SELECT :shopId, name, nullif(amount, '')::bigint, nullif(percent, '')::numeric, kind, start_day::date, nullif(end_day, '')::date, 'import'
       FROM unnest(:names::text[], :amounts::text[], :percents::text[], :kinds::text[], :starts::text[], :ends::text[])
         AS told (name, amount, percent, kind, start_day, end_day)`,
      {
        shopId,
        names: expenses.map(({ name }) => name),
        amounts: expenses.map((of) => (of.kind === "percent" ? "" : String(of.amount))),
        percents: expenses.map((of) => (of.kind === "percent" ? of.percent : "")),
        kinds: expenses.map(({ kind }) => kind),
        starts: expenses.map(({ start }) => start),
        ends: expenses.map(({ end }) => end ?? ""),
      },
    );
  });
}

const measured = (expense: Expense) => ({
  name: expense.name,
  kind: expense.kind,
  start: expense.start,
  end: expense.end,
  amount: expense.kind === "percent" ? null : expense.amount,
  percent: expense.kind === "percent" ? expense.percent : null,
});

/** Stores an expense typed by hand: a new one, or in place of the one with this id. One that is gone is stored anew. */
export async function saveExpense(shopId: bigint, expense: Expense, expenseId: string | null = null): Promise<void> {
  await withShopClient(shopId, async (client) => {
    const values = { shopId, expenseId, ...measured(expense) };
    const changed =
      expenseId === null
        ? 0
        : await execute(
            client,
            `UPDATE expenses SET name = :name, amount = :amount, percent = :percent::numeric, kind = :kind, start_day = :start,
               end_day = :end WHERE shop_id = :shopId AND expense_id = :expenseId::uuid`,
            values,
          );
    if (changed > 0) return;
    await execute(
      client,
      `INSERT INTO expenses (shop_id, name, amount, percent, kind, start_day, end_day, source)
       VALUES (:shopId, :name, :amount, :percent::numeric, :kind, :start, :end, 'form')`,
      values,
    );
  });
}

export async function deleteExpense(shopId: bigint, expenseId: string): Promise<void> {
  await withShopClient(shopId, (client) =>
    execute(client, "DELETE FROM expenses WHERE shop_id = :shopId AND expense_id = :expenseId::uuid", {
      shopId,
      expenseId,
    }),
  );
}
