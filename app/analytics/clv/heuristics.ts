import { endOf, type OrderHistories, type Summaries } from "./histories";

/**
 * What a spreadsheet would say, to stand beside the models: `samePace` lets everybody go on at x ÷ T, the own rate of repeat
 * orders, `lastWindow` lets everybody repeat the repeat orders of the last span as long as the one ahead. A first order is no
 * repeat in either: it is how a customer comes to be known. After Wübben and
 * von Wangenheim (2008), "Instant customer base analysis: managerial heuristics often get it right", Journal of Marketing 72.
 */
export interface Heuristics {
  readonly samePace: Float64Array;
  readonly lastWindow: Float64Array;
}

export function heuristics(histories: OrderHistories, summaries: Summaries, days: number): Heuristics {
  const samePace = new Float64Array(summaries.customers.length);
  const lastWindow = new Float64Array(summaries.customers.length);
  for (const [row, customer] of summaries.customers.entries()) {
    const observedFor = summaries.observedFor[row] ?? 0;
    samePace[row] = observedFor > 0 ? ((summaries.repeatOrders[row] ?? 0) / observedFor) * days : 0;
    const afterFirst = (histories.offsets[customer] ?? 0) + 1;
    const before = Math.max(afterFirst, endOf(histories, customer, summaries.asOf - days));
    lastWindow[row] = endOf(histories, customer, summaries.asOf) - before;
  }
  // Of somebody won yesterday a rate says nothing: nobody is taken to order more often than the shop's most eager did.
  const most = lastWindow.reduce((highest, orders) => Math.max(highest, orders), 1);
  return { samePace: samePace.map((orders) => Math.min(most, orders)), lastWindow };
}
