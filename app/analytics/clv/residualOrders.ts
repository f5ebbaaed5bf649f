import type { BuyerRows } from "./buyerRows";
import { gaussLegendre } from "./numeric/quadrature";
import { paretoNbd } from "./paretoNbd";
import type { PurchaseModel } from "./purchaseModel";

const { nodes: NODES, weights: WEIGHTS } = gaussLegendre(16);
const PANELS = 6;
/** e^-40 of an order is nothing. */
const FARTHEST = 40;

/**
 * Discounted expected residual transactions of Pareto/NBD: all orders to come, for ever, each worth e^(-δ·time). Fader, Hardie
 * and Lee (2005), "RFM and CLV: using iso-value curves for customer base analysis", Journal of Marketing Research 42. By
 * quadrature of P(alive) · (r+x)/(α+T) · ∫ e^(-δt) ((β+T)/(β+T+t))^s dt, where the closed form in Tricomi's U breaks down for
 * large arguments. `delta` is a continuous rate per unit of time, above 0: ln(1 + yearly rate) ÷ units in a year.
 */
export function residualOrders(values: readonly number[], rows: BuyerRows, delta: number): Float64Array {
  const [r = 1, alpha = 1, s = 1, beta = 1] = values;
  const known = new Map<number, number>();
  return rows.weights.map((_, row) => {
    const repeatOrders = rows.repeatOrders[row] ?? 0;
    const observedFor = rows.observedFor[row] ?? 0;
    let years = known.get(observedFor);
    if (years === undefined) {
      years = discountedTime(s, beta + observedFor, delta);
      known.set(observedFor, years);
    }
    const buyer = { repeatOrders, timeOfLastOrder: rows.timeOfLastOrder[row] ?? 0, observedFor };
    return (paretoNbd.probabilityAlive(values, buyer) * (r + repeatOrders) * years) / (alpha + observedFor);
  });
}

/** ∫ e^(-δt) (β/(β+t))^s dt over all t, in v = ln(1 + t/β). */
function discountedTime(s: number, beta: number, delta: number): number {
  const span = Math.log1p(FARTHEST / (delta * beta)) / PANELS;
  let sum = 0;
  for (let panel = 0; panel < PANELS; panel += 1) {
    for (const [node, place] of NODES.entries()) {
      const v = span * (panel + place);
      sum += (WEIGHTS[node] ?? 0) * span * beta * Math.exp((1 - s) * v - delta * beta * Math.expm1(v));
    }
  }
  return sum;
}

export interface Discounting {
  readonly steps: number;
  /** Length of a step, in the rows' unit of time. */
  readonly length: number;
  /** Effective, per step. */
  readonly ratePerStep: number;
}

/** Expected orders within `steps` steps, each discounted from the middle of its step to today. */
export function discountedOrders(
  model: PurchaseModel,
  values: readonly number[],
  rows: BuyerRows,
  { steps, length, ratePerStep }: Discounting,
): Float64Array {
  const times = Array.from({ length: steps }, (_, step) => (step + 1) * length);
  const expected = model.expectedOrders(values, rows, times);
  return rows.weights.map((_, row) => {
    let sum = 0;
    for (let step = 0; step < steps; step += 1) {
      const until = expected[row * steps + step] ?? 0;
      const before = step > 0 ? (expected[row * steps + step - 1] ?? 0) : 0;
      sum += (until - before) * (1 + ratePerStep) ** -(step + 0.5);
    }
    return Math.max(0, sum);
  });
}
