import { type Change, changeOf, inTriple, type Pair, pair, part } from "./drivers";
import type { Minor } from "./money";
import { type ProductFacts, productKey } from "./products";
import { type FeeSums, orderProfit } from "./profit";
import type { LedgerSums } from "./sales";

/** A period's profit with the products it was made with. */
export interface ProfitInputs {
  readonly sums: LedgerSums;
  readonly fees: FeeSums;
  /** Null where the shop keeps none. */
  readonly marketingSpend: Minor | null;
  readonly products: readonly ProfitProduct[];
}

export type ProfitProduct = Pick<
  ProductFacts,
  "productId" | "title" | "units" | "returnedUnits" | "net" | "cogs" | "uncostedSales"
>;

/**
 * Profit after marketing (contribution profit where spend is unknown) = units kept × Σ share of each product × (net price − unit cost)
 * + shipping charged less what sending cost − payment fees − marketing, in both periods. Per product the parts of volume, mix, price and unit cost are
 * those of `inTriple`; a product there in one period only has the same price and cost in the other, so that it is mix and volume alone.
 * Where the cost of a product is not fully known in one of the periods, the change of what is known stands apart: knowing more is
 * no change of cost. Null where a profit is unknown.
 */
export function driversOfProfit(before: ProfitInputs, after: ProfitInputs): Change | null {
  const [earlier, later] = [orderProfit(before.sums, before.fees), orderProfit(after.sums, after.fees)];
  if (earlier.contributionProfit === null || later.contributionProfit === null) return null;
  const spend =
    before.marketingSpend === null || after.marketingSpend === null
      ? null
      : pair(before.marketingSpend, after.marketingSpend);
  const profit = pair(
    earlier.contributionProfit - (spend?.before ?? 0),
    later.contributionProfit - (spend?.after ?? 0),
  );
  const goods = goodsOf(before.products, after.products);
  const sent = pair(sendingOf(before.sums), sendingOf(after.sums));
  const untied = pair(earlier.netSales - goods.net.before, later.netSales - goods.net.after);
  return changeOf(spend === null ? "contributionProfit" : "profitAfterMarketing", profit, [
    part("volume", goods.volume),
    part("mix", goods.mix),
    part("netPrice", goods.netPrice),
    part("unitCosts", goods.unitCosts),
    part("partlyKnownCosts", goods.partlyKnownCosts),
    part("shipping", sent.after - sent.before),
    part("paymentFees", before.fees.fees - after.fees.fees),
    part("marketingSpend", spend === null ? 0 : spend.before - spend.after),
    part("adjustments", goods.adjustments + untied.after - untied.before),
  ]);
}

/** Shipping charged less the orders' own costs that are known. */
const sendingOf = (of: LedgerSums): number =>
  of.shipping - of.shippingCost - of.handlingCost - of.dutiesCost - of.packagingCost;

/** One product on one side: units kept, what they brought and what they cost. */
interface Side {
  readonly kept: number;
  readonly net: number;
  readonly cogs: number;
  readonly isCosted: boolean;
}

const NOTHING: Side = { kept: 0, net: 0, cogs: 0, isCosted: true };

interface Goods {
  volume: number;
  mix: number;
  netPrice: number;
  unitCosts: number;
  partlyKnownCosts: number;
  /** Of products that have no units to divide by: more came back than went out. */
  adjustments: number;
  readonly net: Pair;
}

function goodsOf(before: readonly ProfitProduct[], after: readonly ProfitProduct[]): Goods {
  const [earlier, later] = [sidesOf(before), sidesOf(after)];
  // In one order whichever period comes first, so that swapping them gives the same sums with the other sign.
  const keys = [...new Set([...earlier.keys(), ...later.keys()])].sort();
  const both = keys.map((key) => ({ before: earlier.get(key) ?? NOTHING, after: later.get(key) ?? NOTHING }));
  const counted = both.filter((of) => isCounted(of.before) && isCounted(of.after));
  const kept = (side: keyof Pair) => counted.reduce((sum, of) => sum + of[side].kept, 0);
  const all = pair(kept("before"), kept("after"));
  const net = (side: keyof Pair) => both.reduce((sum, of) => sum + of[side].net, 0);
  const goods: Goods = {
    volume: 0,
    mix: 0,
    netPrice: 0,
    unitCosts: 0,
    partlyKnownCosts: 0,
    adjustments: 0,
    net: pair(net("before"), net("after")),
  };
  const isWhole = all.before > 0 && all.after > 0;
  for (const of of both) {
    const moved = of.after.net - of.after.cogs - (of.before.net - of.before.cogs);
    if (!isCounted(of.before) || !isCounted(of.after)) goods.adjustments += moved;
    else if (isWhole) addProduct(goods, of, all);
    else goods.volume += moved;
  }
  return goods;
}

function addProduct(goods: Goods, of: { readonly before: Side; readonly after: Side }, all: Pair): void {
  const share = pair(of.before.kept / all.before, of.after.kept / all.after);
  const price = perUnitKept(of, ({ net }) => net);
  const isCosted = of.before.isCosted && of.after.isCosted;
  const cost = isCosted ? perUnitKept(of, ({ cogs }) => cogs) : pair(0, 0);
  const margin = pair(price.before - cost.before, price.after - cost.after);
  goods.volume += inTriple(all, share, margin);
  goods.mix += inTriple(share, all, margin);
  goods.netPrice += inTriple(price, all, share);
  goods.unitCosts -= inTriple(cost, all, share);
  if (!isCosted) goods.partlyKnownCosts -= of.after.cogs - of.before.cogs;
}

/** An amount per unit kept; where nothing was kept on one side, that of the other. */
function perUnitKept(of: { readonly before: Side; readonly after: Side }, amount: (side: Side) => number): Pair {
  const each = (side: Side): number | null => (side.kept > 0 ? amount(side) / side.kept : null);
  const [before, after] = [each(of.before), each(of.after)];
  return pair(before ?? after ?? 0, after ?? before ?? 0);
}

const isCounted = ({ kept, net, cogs }: Side): boolean => kept > 0 || (kept === 0 && net === 0 && cogs === 0);

const sidesOf = (products: readonly ProfitProduct[]): Map<string, Side> =>
  new Map(
    products.map((of) => [
      productKey(of),
      { kept: of.units - of.returnedUnits, net: of.net, cogs: of.cogs, isCosted: of.uncostedSales === 0 },
    ]),
  );
