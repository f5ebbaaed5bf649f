import {
  AMOUNT_NAMES,
  type AmountName,
  type Amounts,
  type Circumstances,
  sameCircumstances,
} from "~/analytics/dialects";
import { type Minor, minor, ZERO } from "~/analytics/money";
import { type PeriodSums, profitSteps } from "~/analytics/periodFigures";
import { NO_SWITCHES, type OrderSwitches } from "~/analytics/switches";
import { type ReturnedSums, sumReturned } from "~/data/dialectSums.server";
import type { Scope } from "~/data/scope.server";
import type { ReportContext } from "./context.server";
import { sumByMonth } from "./periodSums.server";

/** Reads the amounts of the period under each of the circumstances, each once. Asking for others throws. */
export async function amountsUnder(
  context: ReportContext,
  all: readonly Circumstances[],
): Promise<(circumstances: Circumstances) => Amounts> {
  const read: { readonly circumstances: Circumstances; readonly amounts: Amounts }[] = [];
  for (const circumstances of all) {
    if (read.some((one) => sameCircumstances(one.circumstances, circumstances))) continue;
    const scope = scopeUnder(context.scope, circumstances);
    const { total } = await sumByMonth(context, scope);
    read.push({ circumstances, amounts: amountsOf(total, await sumReturned(context.client, scope)) });
  }
  return (circumstances) => {
    const found = read.find((one) => sameCircumstances(one.circumstances, circumstances));
    if (!found) throw new RangeError(`amounts under ${JSON.stringify(circumstances)}: expected them to be read before`);
    return found.amounts;
  };
}

const scopeUnder = (scope: Scope, circumstances: Circumstances): Scope => ({
  ...scope,
  clock: circumstances.clock,
  switches: switchesUnder(scope.switches, circumstances),
});

function switchesUnder(
  shop: OrderSwitches,
  { excludeCancelled, excludeUnpaid, excludeOthers }: Circumstances,
): OrderSwitches {
  return { ...(excludeOthers ? shop : NO_SWITCHES), cancelled: excludeCancelled, unpaid: excludeUnpaid };
}

/** The amounts of a period's sums. What is unknown counts 0 and is named. */
function amountsOf(of: PeriodSums, returned: ReturnedSums): Amounts {
  const { sums, marketingSpend, operatingExpenses } = of;
  const steps = profitSteps(of);
  const maybe = {
    cogs: steps.cogs,
    shippingCost: steps.shippingCost,
    handlingCost: steps.handlingCost,
    packagingCost: steps.packagingCost,
    dutiesCost: steps.dutiesCost,
    paymentFees: steps.paymentFees,
    marketingSpend,
    operatingExpenses,
  } satisfies Partial<Record<AmountName, Minor | null>>;
  const known = (amount: Minor | null): Minor => amount ?? ZERO;
  return {
    of: {
      grossSales: sums.grossSales,
      discounts: sums.discounts,
      salesReversals: sums.salesReversals,
      shipping: sums.shipping,
      tax: sums.tax,
      duties: sums.duties,
      fees: sums.fees,
      tips: sums.tips,
      giftCardSales: sums.giftCardSales,
      ...returned,
      cogs: known(maybe.cogs),
      uncostedCost: minor(sums.uncostedCost),
      shippingCost: known(maybe.shippingCost),
      handlingCost: known(maybe.handlingCost),
      packagingCost: known(maybe.packagingCost),
      dutiesCost: known(maybe.dutiesCost),
      paymentFees: known(maybe.paymentFees),
      marketingSpend: known(marketingSpend),
      operatingExpenses: known(operatingExpenses),
    },
    orders: sums.orders,
    unknown: namesOfNull(maybe),
  };
}

const namesOfNull = (amounts: Readonly<Partial<Record<AmountName, Minor | null>>>): AmountName[] =>
  AMOUNT_NAMES.filter((name) => amounts[name] === null);
