import { stringify } from "csv-stringify/sync";
import type { Unit } from "~/analytics/metrics/metric";
import { minor, toDecimalString } from "~/analytics/money";
import type { ExplainedOrder } from "~/reports/explain";
import { inert } from "./toCsv";

interface OrdersFile {
  readonly unit: Unit;
  readonly exponent: number;
  /** Name of the column that holds what each order adds. */
  readonly column: string;
}

/** Orders behind a figure as the lines of a CSV file, page by page: UTF-8 with a byte order mark, amounts in major units. */
export async function* ordersCsv(
  pages: AsyncIterable<readonly ExplainedOrder[]>,
  { unit, exponent, column }: OrdersFile,
): AsyncGenerator<string> {
  yield `\ufeff${line(["order", "orderId", "orderDay", "customerId", column, "linesOfUnknownCost"])}`;
  for await (const orders of pages)
    yield orders
      .map(({ name, orderId, day, customerId, value, uncosted }) =>
        line([
          inert(name),
          orderId,
          day,
          customerId ?? "",
          value === null ? "" : unit === "minor" ? toDecimalString(minor(value), exponent) : String(value),
          uncosted ? String(uncosted.sales) : "0",
        ]),
      )
      .join("");
}

const line = (values: readonly string[]): string => stringify([values], { record_delimiter: "\r\n" });
