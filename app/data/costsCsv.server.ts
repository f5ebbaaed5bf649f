import { Decimal } from "decimal.js";
import { exponentOf } from "~/analytics/currencies";
import { largestMajor } from "~/analytics/largest";
import { toDecimalString } from "~/analytics/money";
import type { CostSubject, KnownCost, UnitCostEntry } from "./costEntries.server";
import { type CsvRows, csvLine, type LineReader, readCsv } from "./csvFile.server";
import type { UncostedVariant } from "./uncosted.server";

/** Shopify and the ledger keep unit costs to six decimals of the major unit. */
const COST_DECIMALS = 6;
const COLUMNS = ["sku", "variant_id", "product_id", "title", "unit_cost", "currency", "valid_from"] as const;
/** A column that only the list of variants without cost has: its rows may be left without a cost. */
const AT_STAKE = "net_sales_without_cost";

interface Currency {
  readonly currency: string;
}

/** A cost read from a file: never a removal. */
export type ImportedCost = UnitCostEntry & { readonly amount: string };

/**
 * Reads `sku,unit_cost,currency,valid_from`; a row may name a `variant_id` or a `product_id` instead of, or before, its SKU.
 * `valid_from` may be empty or left out, the currency must be the shop's. Other columns are not read.
 */
export function parseCostsCsv(text: string, shop: Currency): CsvRows<ImportedCost> {
  return readCsv(
    text,
    ["unit_cost", "currency"],
    (line) => {
      if (line.has(AT_STAKE) && line.optionalText("unit_cost") === null) return line.skip("unfilled");
      const subject = subjectOf(line);
      const amount = line.amount("unit_cost", COST_DECIMALS, largestMajor(shop.currency, "each"));
      if (line.text("currency") !== shop.currency) line.fault("currency", "currency");
      const validFrom = line.optionalDay("valid_from");
      return subject && { subject, amount, validFrom };
    },
    {
      anyOf: ["sku", "variant_id", "product_id"],
      keyOf: ({ subject, validFrom }) => `${keyOf(subject)}\n${validFrom}`,
      saysOf: ({ amount }) => new Decimal(amount).toFixed(),
    },
  );
}

function subjectOf(line: LineReader): CostSubject | null {
  for (const [column, name] of [
    ["variant_id", "variantId"],
    ["product_id", "productId"],
  ] as const) {
    const id = line.optionalText(column);
    if (name === "productId" && line.optionalText("sku") !== null) continue;
    if (id === null) continue;
    if (/^\d{1,18}$/.test(id)) return name === "variantId" ? { variantId: BigInt(id) } : { productId: BigInt(id) };
    line.fault(column, "id");
    return null;
  }
  const sku = line.text("sku");
  return sku === "" ? null : { sku };
}

const keyOf = (subject: CostSubject): string =>
  "sku" in subject
    ? `sku ${subject.sku}`
    : "variantId" in subject
      ? `variant ${subject.variantId}`
      : `product ${subject.productId}`;

/** The file that parseCostsCsv reads. */
export const costsCsv = (costs: readonly KnownCost[], shop: Currency): string =>
  [
    csvLine(COLUMNS),
    ...costs.map(({ sku, variantId, productId, title, amount, validFrom }) =>
      csvLine([sku ?? "", variantId ?? "", productId ?? "", title, amount, shop.currency, validFrom ?? ""]),
    ),
  ].join("");

/** The work list as a file: filled in under `unit_cost`, parseCostsCsv reads it; rows left empty are left out. */
export function uncostedCsv(variants: readonly UncostedVariant[], shop: Currency): string {
  const exponent = exponentOf(shop.currency);
  return [
    csvLine(["sku", "variant_id", "title", AT_STAKE, "unit_cost", "currency", "valid_from"]),
    ...variants.map(({ sku, variantId, title, netSales }) =>
      csvLine([sku ?? "", variantId ?? "", title, toDecimalString(netSales, exponent), "", shop.currency, ""]),
    ),
  ].join("");
}
