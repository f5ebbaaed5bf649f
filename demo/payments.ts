import { decimal, type Pence, shareOf } from "./money";
import { gid, type TransactionNode } from "./shapes";

/** What the payment provider keeps: per mille of the amount, halves up, plus a fixed part. */
export type FeeRule = { readonly name: string; readonly perMille: number; readonly flat: Pence };

export function feeOf(amount: Pence, rule: FeeRule): Pence {
  return shareOf(amount, rule.perMille, 1000) + rule.flat;
}

/** A successful card payment with its fee, settled in the shop's currency. */
export function payment(sale: {
  readonly number: number;
  readonly amount: Pence;
  readonly at: string;
  readonly currency: string;
  readonly rule: FeeRule;
}): TransactionNode {
  const inCurrency = (pence: Pence) => ({ amount: decimal(pence), currencyCode: sale.currency });
  const fee = {
    id: gid("TransactionFee", sale.number),
    type: "processing_fee" as const,
    rateName: sale.rule.name,
    rate: `0.${String(sale.rule.perMille).padStart(3, "0")}`,
    flatFeeName: sale.rule.name,
    flatFee: inCurrency(sale.rule.flat),
    amount: inCurrency(feeOf(sale.amount, sale.rule)),
    taxAmount: inCurrency(0),
  };
  return {
    id: gid("OrderTransaction", sale.number),
    kind: "SALE",
    status: "SUCCESS",
    gateway: "shopify_payments",
    createdAt: sale.at,
    processedAt: sale.at,
    amountSet: decimal(sale.amount),
    fees: [fee],
  };
}

/** Money given back through the same card. The provider keeps its fee. */
export function repayment(refund: {
  readonly number: number;
  readonly amount: Pence;
  readonly at: string;
  readonly sale: string;
}): TransactionNode {
  return {
    id: gid("OrderTransaction", refund.number),
    kind: "REFUND",
    status: "SUCCESS",
    gateway: "shopify_payments",
    createdAt: refund.at,
    processedAt: refund.at,
    amountSet: decimal(refund.amount),
    parentTransaction: { id: refund.sale },
    fees: [],
  };
}
