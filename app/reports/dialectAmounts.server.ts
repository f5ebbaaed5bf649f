import { AMOUNT_NAMES, type AmountName, type Amounts, type Circumstances } from "~/analytics/dialects";
import { addEach, type Minor, minor, ZERO } from "~/analytics/money";
import { type PeriodSums, profitSteps } from "~/analytics/periodFigures";
import { NO_FEES } from "~/analytics/profit";
import { NO_SALES } from "~/analytics/sales";
import { NO_SWITCHES } from "~/analytics/switches";
import { type ReturnedSums, type StateSums, sumByState } from "~/data/dialectSums.server";
import type { ReportContext } from "./context.server";

type Spent = Pick<PeriodSums, "marketingSpend" | "operatingExpenses">;

/**
 * The amounts of the period under any circumstances that were named: read once for each clock, by the state of the orders.
 * What the shop spends is told once, as its own reports have it. Asking for a clock that was not named throws.
 */
export async function amountsUnder(
  context: ReportContext,
  all: readonly Circumstances[],
  { marketingSpend, operatingExpenses }: Spent,
): Promise<(circumstances: Circumstances) => Amounts> {
  const read = new Map<string, readonly StateSums[]>();
  for (const circumstances of all) {
    const key = keyOf(circumstances);
    if (!read.has(key)) read.set(key, await statesUnder(context, circumstances));
  }
  return (circumstances) => {
    const states = read.get(keyOf(circumstances));
    if (!states)
      throw new RangeError(`amounts under ${JSON.stringify(circumstances)}: expected them to be read before`);
    const counted = states.filter((of) => isCounted(of, circumstances));
    return amountsOf({ ...NOTHING, ...summed(counted), marketingSpend, operatingExpenses }, returnedOf(counted));
  };
}

const keyOf = ({ clock, excludeOthers }: Circumstances): string => `${clock} ${excludeOthers}`;

function statesUnder({ client, scope }: ReportContext, { clock, excludeOthers }: Circumstances): Promise<StateSums[]> {
  const switches = { ...(excludeOthers ? scope.switches : NO_SWITCHES), cancelled: false, unpaid: false };
  return sumByState(client, { ...scope, clock, switches });
}

const isCounted = (of: StateSums, { excludeCancelled, excludeUnpaid }: Circumstances): boolean =>
  !(of.cancelled && excludeCancelled) && !(of.unpaid && excludeUnpaid);

const NOTHING = { customers: 0, newCustomers: 0 };
const NOTHING_BACK: ReturnedSums = { shippingReturned: ZERO, taxReturned: ZERO, refunded: ZERO };

const summed = (states: readonly StateSums[]): Pick<PeriodSums, "sums" | "fees"> => ({
  sums: states.reduce((total, { sums }) => addEach(total, { ...NO_SALES, ...sums }), NO_SALES),
  fees: states.reduce((total, { fees }) => addEach(total, { ...NO_FEES, ...fees }), NO_FEES),
});

const returnedOf = (states: readonly StateSums[]): ReturnedSums =>
  states.reduce<ReturnedSums>((total, { returned }) => addEach(total, { ...NOTHING_BACK, ...returned }), NOTHING_BACK);

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
