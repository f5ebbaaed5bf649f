import { endOf, type OrderHistories, type Summaries } from "./histories";

/**
 * What a spreadsheet would say, to stand beside the models: `samePace` lets everybody go on at the own average rate since the
 * first order, `lastWindow` lets everybody repeat what they did in the last span as long as the one ahead. After Wübben and
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
    const orders = (summaries.repeatOrders[row] ?? 0) + 1;
    samePace[row] = (orders / ((summaries.observedFor[row] ?? 0) + 1)) * days;
    lastWindow[row] = endOf(histories, customer, summaries.asOf) - endOf(histories, customer, summaries.asOf - days);
  }
  // Of somebody won yesterday a rate says nothing: nobody is taken to order more often than the shop's most eager did.
  const most = lastWindow.reduce((highest, orders) => Math.max(highest, orders), 1);
  return { samePace: samePace.map((orders) => Math.min(most, orders)), lastWindow };
}
