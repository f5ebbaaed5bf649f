import { isFiltered } from "~/analytics/filter";
import { type Allocation, marketingShares } from "~/analytics/marketingShares";
import { allocate, type Minor, minor, ZERO } from "~/analytics/money";
import type { MoneySums } from "~/analytics/periodFigures";
import { platformer } from "~/analytics/platforms";
import { figuresOf, type ProductExtras, type ProductFigures, productFigures, productKey } from "~/analytics/products";
import { orderProfit } from "~/analytics/profit";
import { readPlatformRules, spendByPlatform } from "~/data/platforms.server";
import { productLifetimes, productTouches, variantTouches } from "~/data/productExtras.server";
import { listProducts, listVariants } from "~/data/products.server";
import type { ReportContext } from "./context.server";
import { keptSummary } from "./keptSummary.server";
import type { VariantRow } from "./productTypes";

/** Products of the period with the row of what belongs to none. */
export async function productsOf(
  context: ReportContext,
  total: MoneySums,
  allocation: Allocation = "price",
): Promise<ProductFigures[]> {
  const { client, scope } = context;
  const extras: ProductExtras = {
    marketing: await marketingOf(context, allocation),
    lifetimes: await lifetimesOf(context),
  };
  return productFigures(await listProducts(client, scope), orderProfit(total.sums, total.fees), extras);
}

/** What the customers of each product brought, over the whole history; from what is kept where it still holds. */
async function lifetimesOf(context: ReportContext): Promise<ProductExtras["lifetimes"]> {
  const { client, scope, asOfDay } = context;
  const { lifetimes } = await keptSummary(context, "product lifetimes", [], async () => ({
    lifetimes: [...(await productLifetimes(client, scope, asOfDay))],
  }));
  return new Map(lifetimes);
}

/**
 * Each product's share of the period's spend, from what is kept where it still holds; null where the spend is unknown: none is
 * kept, or it is not that of some orders.
 */
async function marketingOf(context: ReportContext, allocation: Allocation): Promise<ProductExtras["marketing"]> {
  const { client, scope } = context;
  const platforms = await platformsOf(context);
  if (platforms === null) return null;
  const key = [scope.period, scope.clock, allocation, platforms.spend, platforms.rules];
  const { total, of } = await keptSummary(context, "product marketing", key, async () => {
    const shares = marketingShares(await productTouches(client, scope), platforms.spend, platforms.of, allocation);
    return { total: shares.total, of: [...shares.of] };
  });
  return { total, of: new Map(of) };
}

async function platformsOf({ client, scope, asOfDay }: Pick<ReportContext, "client" | "scope" | "asOfDay">) {
  const spend = isFiltered(scope.filter) ? null : await spendByPlatform(client, scope, asOfDay);
  if (spend === null) return null;
  const rules = await readPlatformRules(client, scope.shopId);
  const names = spend.map(({ platform }) => platform);
  return { spend, rules: [...rules], of: platformer(rules, names) };
}

/** The variants of one product; they sum to its row, fees and marketing included. */
export async function variantsOf(
  context: ReportContext,
  product: ProductFigures,
  allocation: Allocation,
): Promise<VariantRow[]> {
  const { client, scope } = context;
  if (product.productId === null) return [];
  const variants = await listVariants(client, scope, product.productId);
  if (variants.length === 0) return [];
  const fees = within(
    product.paymentFees,
    variants.map(({ exactFees }) => Number(exactFees)),
  );
  const marketing = await variantMarketing(context, product, allocation);
  const spends =
    product.marketingSpend === null
      ? null
      : within(
          product.marketingSpend,
          variants.map(({ variantId }) => marketing.get(variantId ?? "") ?? 0),
        );
  return variants.map(({ variantId, sku, exactFees: _, ...facts }, index) => {
    const own = { ...facts, productId: variantId, fees: fees[index] ?? ZERO };
    const spend = spends?.[index] ?? ZERO;
    const shares = spends && { total: spend, of: new Map([[productKey(own), spend]]) };
    return { ...figuresOf(own, { marketing: shares, lifetimes: new Map() }), variantId, sku };
  });
}

/** An amount in proportion to weights; where they say nothing the first takes it. */
const within = (amount: Minor, weights: readonly number[]): Minor[] =>
  allocate(
    minor(amount),
    weights.map((weight) => Math.max(0, weight)),
  );

/** What the variants' own touches would bear, as weights. */
async function variantMarketing(
  context: ReportContext,
  { productId }: ProductFigures,
  allocation: Allocation,
): Promise<ReadonlyMap<string, number>> {
  const platforms = await platformsOf(context);
  if (platforms === null || productId === null) return new Map();
  const all = await productTouches(context.client, context.scope);
  const own = await variantTouches(context.client, context.scope, productId);
  // Beside the other products' touches, so that each platform's spend is shared by the same whole.
  const others = all.filter(({ key }) => key !== productId);
  const { of } = marketingShares(
    [...others.map((touch) => ({ ...touch, key: `other ${touch.key}` })), ...own],
    platforms.spend,
    platforms.of,
    allocation,
  );
  return of;
}
