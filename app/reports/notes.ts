import { type Ratio, share } from "~/analytics/money";
import type { MoneySums } from "~/analytics/periodFigures";
import type { LeftOut } from "~/data/scope.server";
import type { Note, NoteCode } from "./report";

/** What a report of a period must own up to. */
export interface Caveats {
  readonly total: MoneySums;
  readonly leftOut: LeftOut;
  /** Payments whose fee Shopify tells in another currency, and that no rule gives one either. */
  readonly otherCurrencyFees: number;
  /** Orders of the last 60 days only may be read. */
  readonly historyLimited: boolean;
  readonly syncRunning: boolean;
  /** The report compares a period that has not ended. */
  readonly comparesBegunPeriod: boolean;
  /** The comparison begins before the shop's first order. */
  readonly comparesBeforeHistory: boolean;
  readonly madeUpData: boolean;
  /** Only some of the orders are summed. */
  readonly filtered: boolean;
}

/** The notes of a report, the gravest first; each only where it touches something. */
export function notesOf(of: Caveats): Note[] {
  return [...stateNotes(of), ...costNotes(of), ...feeNotes(of), ...orderNotes(of)];
}

function stateNotes(of: Caveats): Note[] {
  const { madeUpData, syncRunning, historyLimited, comparesBegunPeriod, comparesBeforeHistory } = of;
  return [
    ...when(
      madeUpData,
      "made_up_data",
      "Costs, sessions or advertising spend of this shop are made up for demonstration",
    ),
    ...when(syncRunning, "sync_incomplete", "The import has not finished; figures of older months will rise"),
    ...when(historyLimited, "history_limited", "Only orders of the last 60 days can be read; older customers look new"),
    ...when(comparesBegunPeriod, "incomplete_period", "The period has not ended"),
    ...when(
      comparesBeforeHistory,
      "comparison_before_history",
      "Part of the comparison period lies before the first order, so that changes against it say little",
    ),
  ];
}

function costNotes({ total: { sums, marketingSpend }, filtered }: Caveats): Note[] {
  const missing = share(sums.productNet - sums.costedNet, sums.productNet);
  const firstSeen = share(sums.firstSeenNet, sums.productNet);
  const estimated = share(sums.estimatedNet, sums.productNet);
  return [
    ...about("unit_cost_missing", sums.uncostedSales, missing, "Sales without a known unit cost"),
    ...about(
      "unit_cost_first_seen",
      Number(sums.firstSeenNet !== 0),
      firstSeen,
      "Net sales at the first unit cost Shopify showed, later than the sale",
      null,
    ),
    ...about(
      "unit_cost_estimated",
      Number(sums.estimatedNet !== 0),
      estimated,
      "Net sales at a unit cost estimated from the price",
      null,
    ),
    ...about(
      "restock_unknown",
      sums.restockUnknown,
      null,
      "Returned units of which it is unknown whether they were restocked; their cost is not given back",
    ),
    ...about(
      "shipping_cost_unknown",
      sums.shippingCostUnknown,
      null,
      "Shipped orders whose shipping cost is unknown and not subtracted",
    ),
    ...when(
      filtered,
      "spend_not_filtered",
      "Marketing spend and expenses are the whole shop's and not set against the filtered orders",
    ),
    ...when(
      marketingSpend === null && !filtered,
      "marketing_spend_unknown",
      "No marketing spend is known, so profit after marketing is not",
    ),
  ];
}

function feeNotes({ total: { fees }, otherCurrencyFees }: Caveats): Note[] {
  const unknown = fees.payments - fees.knownPayments - otherCurrencyFees;
  return [
    ...about(
      "payment_fees_unknown",
      unknown,
      share(fees.unknownAmount, fees.amount),
      "Payments whose fee is unknown and not subtracted",
    ),
    ...about(
      "payment_fees_estimated",
      fees.estimatedPayments,
      share(fees.estimatedAmount, fees.amount),
      "Payments whose fee is estimated by the gateway's rule",
    ),
    ...about(
      "payment_fees_other_currency",
      otherCurrencyFees,
      null,
      "Payments whose fee is told in another currency than the shop's and not subtracted",
    ),
  ];
}

function orderNotes({ leftOut }: Caveats): Note[] {
  return [
    ...about("guest_orders", leftOut.guests, null, "Orders without a customer: in sales, in no cohort"),
    ...about("orders_excluded", leftOut.switchedOff, null, "Orders left out by the shop's switches"),
    ...about("other_currency_orders", leftOut.otherCurrency, null, "Orders in another currency, left out"),
  ];
}

const when = (holds: boolean, code: NoteCode, text: string): Note[] =>
  holds ? [{ code, share: null, count: null, text: `${text}.` }] : [];

function about(
  code: NoteCode,
  touched: number,
  part: Ratio | null,
  text: string,
  count: number | null = touched,
): Note[] {
  if (touched === 0) return [];
  const told = [count === null ? [] : String(count), part === null ? [] : `${(part * 100).toFixed(1)}%`].flat();
  return [{ code, share: part, count, text: `${text}: ${told.join(", ")}.` }];
}
