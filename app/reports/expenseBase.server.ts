import type { Expense, NetSalesByDay } from "~/analytics/expenses";
import { NO_FILTER } from "~/analytics/filter";
import { type Day, day } from "~/analytics/period";
import { netSales } from "~/analytics/sales";
import { sumFacts } from "~/data/sales.server";
import type { Scope } from "~/data/scope.server";
import type { ReportContext } from "./context.server";

/**
 * Net sales by day, for expenses that are a part of them; read only where the shop has such. By the day of each change on
 * either clock, as all spending falls on its own day.
 */
export async function expenseBase(
  { client }: ReportContext,
  scope: Scope,
  expenses: readonly Expense[],
): Promise<NetSalesByDay> {
  if (!expenses.some(({ kind }) => kind === "percent")) return new Map();
  const { parts } = await sumFacts(client, { ...scope, clock: "eventDay", filter: NO_FILTER }, "day");
  return new Map<Day, ReturnType<typeof netSales>>([...parts].map(([key, { sums }]) => [day(key), netSales(sums)]));
}
