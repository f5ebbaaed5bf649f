/** The eleven groups of Shopify's RFM analysis, best first; the names are those of `CustomerRfmGroup` in its Admin API. */
export const RFM_GROUPS = [
  "CHAMPIONS",
  "LOYAL",
  "ACTIVE",
  "NEW",
  "PROMISING",
  "NEEDS_ATTENTION",
  "AT_RISK",
  "PREVIOUSLY_LOYAL",
  "ALMOST_LOST",
  "DORMANT",
  "PROSPECTS",
] as const;
export type RfmGroup = (typeof RFM_GROUPS)[number];

/** Quintiles of one customer, 5 is best: how recently, how often and for how much they bought. */
export interface RfmScores {
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
}

/** The four values from which on a customer is in the next fifth. */
export type QuintileBounds = readonly [number, number, number, number];

const FIFTHS = [0.2, 0.4, 0.6, 0.8] as const;

/**
 * Bounds between the fifths of whole numbers: the linear quantile (type 7 of Hyndman and Fan 1996) plus 1, as the R package
 * rfm has it, so that equal values share a fifth. Null without values.
 */
export function quintileBounds(values: readonly number[]): QuintileBounds | null {
  if (values.length === 0) return null;
  const ordered = [...values].sort((left, right) => left - right);
  const [first, second, third, fourth] = FIFTHS.map((share) => quantile(ordered, share) + 1);
  return [first ?? 1, second ?? 1, third ?? 1, fourth ?? 1];
}

function quantile(ordered: readonly number[], share: number): number {
  const at = (ordered.length - 1) * share;
  const below = ordered[Math.floor(at)] ?? 0;
  const above = ordered[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}

/** 1 to 5: in which fifth a value lies, the largest values in the fifth. */
export const fifthOf = (value: number, bounds: QuintileBounds): number =>
  1 + bounds.filter((bound) => value >= bound).length;

/** What the three scores are taken from. */
export interface RfmValues {
  readonly daysSinceLastOrder: number;
  readonly orders: number;
  /** Minor units. */
  readonly spent: number;
}

export type RfmBounds = Readonly<Record<keyof RfmValues, QuintileBounds>>;

/** The scores of a customer who has ordered: few days since the last order are good, many orders and much money are. */
export const rfmScores = (of: RfmValues, bounds: RfmBounds): RfmScores => ({
  recency: 6 - fifthOf(of.daysSinceLastOrder, bounds.daysSinceLastOrder),
  frequency: fifthOf(of.orders, bounds.orders),
  monetary: fifthOf(of.spent, bounds.spent),
});

/**
 * The group of a customer who has ordered; who has not is of PROSPECTS. Shopify's help centre tells the method ("RFM customer
 * analysis": quintiles within the shop, the recency score against the mean of the other two) and the Admin API each group in
 * words; the cells between them are the customary ones of such a grid.
 */
export function rfmGroup({ recency, frequency, monetary }: RfmScores): Exclude<RfmGroup, "PROSPECTS"> {
  const worth = (frequency + monetary) / 2;
  if (recency <= 2) {
    if (worth >= 4.5) return "PREVIOUSLY_LOYAL";
    return worth >= 3 ? "AT_RISK" : "DORMANT";
  }
  if (worth >= 4) return recency === 5 ? "CHAMPIONS" : "LOYAL";
  if (recency === 3) return worth >= 3 ? "NEEDS_ATTENTION" : "ALMOST_LOST";
  if (worth >= 2) return "ACTIVE";
  return recency === 5 ? "NEW" : "PROMISING";
}
