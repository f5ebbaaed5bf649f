import type { Day } from "~/analytics/period";
import { type CsvRows, csvLine, readCsv } from "./csvFile.server";

/** Shopify and the ledger keep unit costs to six decimals of the major unit. */
const COST_DECIMALS = 6;
const COLUMNS = ["sku", "unit_cost", "currency", "valid_from"] as const;

/** The unit cost of a SKU from a local day on; null: since ever. `amount` is a decimal string in major units. */
export interface SkuCost {
  readonly sku: string;
  readonly amount: string;
  readonly validFrom: Day | null;
}

/** Reads `sku,unit_cost,currency,valid_from`; `valid_from` may be empty or left out, the currency must be the shop's. */
export function parseCostsCsv(text: string, shop: { readonly currency: string }): CsvRows<SkuCost> {
  return readCsv(
    text,
    COLUMNS.slice(0, 3),
    (line) => {
      const sku = line.text("sku");
      const amount = line.amount("unit_cost", COST_DECIMALS);
      if (line.text("currency") !== shop.currency) line.fault("currency", "currency");
      return { sku, amount, validFrom: line.optionalDay("valid_from") };
    },
    ({ sku, validFrom }) => `${sku}\n${validFrom}`,
  );
}

/** The file that parseCostsCsv reads. */
export const costsCsv = (costs: readonly SkuCost[], shop: { readonly currency: string }): string =>
  [
    csvLine(COLUMNS),
    ...costs.map(({ sku, amount, validFrom }) => csvLine([sku, amount, shop.currency, validFrom ?? ""])),
  ].join("");
