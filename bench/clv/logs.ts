import { readFileSync } from "node:fs";
import { type OrderHistories, orderHistories } from "~/analytics/clv/histories";
import { unpackRows } from "../../demo/giftware/columns";
import { readLog } from "../../scripts/clv/readLog";
import { dayOf } from "../../scripts/clv/values";

/** CDNOW: 23,570 customers who first bought in early 1997 (Fader and Hardie 2001), or every tenth of them. */
export async function cdnow(part: "full" | "sample"): Promise<OrderHistories> {
  const file = part === "full" ? "cdnow" : "cdnowSample";
  const { histories } = await readLog(`tests/fixtures/clv/${file}.csv.gz`, {});
  return histories;
}

const MINUTES_A_DAY = 1440;

/** UCI Online Retail: invoices of known customers, without cancellations and lines that are not sales. */
export function onlineRetail(): OrderHistories {
  const start = dayNumber("2010-12-01");
  const customers = new Map<number, { day: number; amount: number }[]>();
  for (const { customer, quantity, mills, minute, invoice } of unpackRows(
    readFileSync("demo/giftware/online-retail.columns.br"),
  )) {
    if (customer === null || quantity <= 0 || mills <= 0 || invoice.startsWith("C")) continue;
    const order = { day: start + Math.floor(minute / MINUTES_A_DAY), amount: (quantity * mills) / 1000 };
    const known = customers.get(customer);
    if (known) known.push(order);
    else customers.set(customer, [order]);
  }
  return orderHistories([...customers].map(([id, orders]) => ({ id: String(id), orders })));
}

/** Days since 1970-01-01. @throws RangeError for what is no day */
export function dayNumber(text: string): number {
  const day = dayOf(text);
  if (day === null) throw new RangeError(`day "${text}": expected YYYY-MM-DD`);
  return day;
}

/** The histories of some of the customers. */
export function shopOf({ ids, offsets, days, amounts }: OrderHistories, customers: readonly number[]): OrderHistories {
  return orderHistories(
    customers.map((customer) => ({
      id: ids[customer] ?? "",
      orders: Array.from(days.subarray(offsets[customer], offsets[customer + 1]), (day, index) => {
        const amount = amounts[(offsets[customer] ?? 0) + index] ?? Number.NaN;
        return { day, amount: Number.isNaN(amount) ? null : amount };
      }),
    })),
  );
}
