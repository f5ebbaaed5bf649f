import { type Errors, errorsOf } from "./accuracy";
import { type BuyerRows, type GroupedBuyers, groupedBuyers, thinnedRows } from "./buyerRows";
import { fitPurchases, type PurchaseFit } from "./fit";
import { type OrderHistories, type Outcomes, outcomesAfter, type Summaries, spanOf, summariesAt } from "./histories";
import { MODELS } from "./models";
import { PURCHASE_FAMILIES, type PurchaseFamily, type PurchaseModelName } from "./purchaseModel";
import { amountsAt, SPEND_MODELS, type SpendModelName } from "./spend";
import { meanTotal } from "./totals";
import { type BacktestWindow, backtestWindows } from "./windows";

/** How all models did in one window of the past. */
export interface Contest {
  readonly window: BacktestWindow;
  readonly models: readonly {
    readonly family: PurchaseFamily;
    readonly model: PurchaseModelName;
    readonly orders: Errors;
  }[];
  /** Mean absolute error of an order's worth, over customers who came back. */
  readonly spend: readonly { readonly model: SpendModelName; readonly meanAbsoluteError: number }[];
}

/** More distinct rows than this are thinned for fits of the past: parameters then move by less than a percent. */
const MOST_ROWS = 20_000;
/** An origin with fewer customers tells nothing. */
export const FEWEST_AT_ORIGIN = 30;

/** Lets all models foretell the past from the origins that the history up to `asOf` allows. */
export function contests(histories: OrderHistories, asOf: number): readonly Contest[] {
  const span = spanOf(histories);
  if (span === null) return [];
  const origins = new Map<number, Origin>();
  const found: Contest[] = [];
  for (const window of backtestWindows(span.first, asOf)) {
    const origin = origins.get(window.asOf) ?? originAt(histories, window.asOf);
    origins.set(window.asOf, origin);
    if (origin.summaries.customers.length < FEWEST_AT_ORIGIN) break;
    found.push(contest(histories, origin, window));
  }
  return found;
}

/** What was known at an origin, fitted once and asked for every window from it. */
interface Origin {
  readonly summaries: Summaries;
  readonly buyers: GroupedBuyers;
  readonly fits: ReturnType<typeof contestantFits>;
  readonly amounts: readonly { readonly model: SpendModelName; readonly amounts: Float64Array }[];
}

function originAt(histories: OrderHistories, asOf: number): Origin {
  const summaries = summariesAt(histories, asOf);
  const buyers = groupedBuyers(summaries);
  const amounts = SPEND_MODELS.flatMap((model) => {
    const found = amountsAt(model, histories, summaries);
    return found ? [{ model, amounts: found.amounts }] : [];
  });
  return { summaries, buyers, fits: contestantFits(buyers), amounts };
}

/** Every contestant fitted to the same customers. */
function contestantFits(
  buyers: GroupedBuyers,
): readonly { readonly family: PurchaseFamily; readonly fit: PurchaseFit }[] {
  const rows = thinnedRows(buyers.rows, MOST_ROWS);
  return PURCHASE_FAMILIES.map((family) => ({ family, fit: fitFamily(family, rows) }));
}

/**
 * The model of a family that suits the rows: itself, or for the regular ones the k up to 4 that the likelihood speaks for, and
 * MBG/NBD (k = 1) where orders come at random.
 */
export function fitFamily(family: PurchaseFamily, rows: BuyerRows): PurchaseFit {
  if (family !== "mbgCnbd") return fitPurchases(family, rows, "map");
  let best = fitPurchases("mbgNbd", rows, "map");
  if (rows.logGaps === null) return best;
  for (const name of ["mbgCnbd2", "mbgCnbd3", "mbgCnbd4"] as const) {
    const regular = fitPurchases(name, rows, "map");
    if (regular.logLikelihood <= best.logLikelihood) break;
    best = regular;
  }
  return best;
}

const YEAR_DAYS = 365;

/** Largest difference of ln(orders of all customers in a year) between one family and others. */
export function disagreement(buyers: GroupedBuyers, one: PurchaseFamily, others: readonly PurchaseFamily[]): number {
  const rows = thinnedRows(buyers.rows, MOST_ROWS);
  const logTotal = (family: PurchaseFamily) => {
    const fitted = fitFamily(family, rows);
    return Math.log(Math.max(1e-9, meanTotal(fitted.model, fitted.values, rows, YEAR_DAYS)));
  };
  const own = others.length > 0 ? logTotal(one) : 0;
  return others.reduce((most, family) => Math.max(most, Math.abs(logTotal(family) - own)), 0);
}

function contest(
  histories: OrderHistories,
  { summaries, buyers, fits, amounts }: Origin,
  window: BacktestWindow,
): Contest {
  const outcomes = outcomesAfter(histories, summaries, window.until);
  const days = window.until - window.asOf;
  return {
    window,
    models: fits.map(({ family, fit }) => {
      const byRow = MODELS[fit.model].expectedOrders(fit.values, buyers.rows, [days]);
      const predicted = Float64Array.from(buyers.rowOf, (row) => byRow[row] ?? 0);
      return { family, model: fit.model, orders: errorsOf(predicted, outcomes.orders) };
    }),
    spend: amounts.map(({ model, amounts: expected }) => ({
      model,
      meanAbsoluteError: spendError(expected, outcomes),
    })),
  };
}

function spendError(expected: Float64Array, { orders, spent }: Outcomes): number {
  let sum = 0;
  let customers = 0;
  for (let index = 0; index < orders.length; index += 1) {
    if (!((spent[index] ?? 0) > 0)) continue;
    sum += Math.abs((spent[index] ?? 0) / (orders[index] ?? 1) - (expected[index] ?? 0));
    customers += 1;
  }
  return customers > 0 ? sum / customers : 0;
}
