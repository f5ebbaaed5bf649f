import { PURCHASE_FAMILIES, type PurchaseFamily } from "./purchaseModel";

/** What a model was off by in the same windows as all others; one deviance per window. */
export interface Contestant {
  readonly family: PurchaseFamily;
  readonly deviances: readonly number[];
}

export interface Choice {
  readonly champion: PurchaseFamily;
  /** Mean over windows of ln(deviance ÷ the incumbent's), by model: below 0 is better. */
  readonly standings: Readonly<Partial<Record<PurchaseFamily, number>>>;
  readonly why: "kept" | "better" | "noBacktest";
}

/** Who holds the place in a shop without a champion: it ranks well and treats one-time buyers best over many shops. */
export const FIRST_CHAMPION: PurchaseFamily = "paretoNbd";
/** A challenger must be better by so much, so that the champion does not change with the weather. */
const MARGIN = 0.01;

/**
 * The model with the lowest Poisson deviance over the windows, if it beats the incumbent by more than 1%; else the incumbent
 * stays.
 */
export function chosenModel(contestants: readonly Contestant[], incumbent: PurchaseFamily): Choice {
  const held = contestants.find(({ family }) => family === incumbent) ?? contestants[0];
  if (held === undefined || held.deviances.length === 0)
    return { champion: incumbent, standings: {}, why: "noBacktest" };
  const standings: Partial<Record<PurchaseFamily, number>> = {};
  let best = { family: held.family, standing: 0 };
  for (const { family, deviances } of contestants) {
    const standing = meanLogRatio(deviances, held.deviances);
    standings[family] = standing;
    if (standing < best.standing) best = { family, standing };
  }
  const isBeaten = best.standing < Math.log(1 - MARGIN);
  return { champion: isBeaten ? best.family : held.family, standings, why: isBeaten ? "better" : "kept" };
}

/** The families that past forecasts do not tell from the champion: none was worse by more than the margin. */
export function rivals({ champion, standings }: Choice): readonly PurchaseFamily[] {
  const own = standings[champion] ?? 0;
  return PURCHASE_FAMILIES.filter(
    (family) => family !== champion && (standings[family] ?? Number.POSITIVE_INFINITY) - own < -Math.log(1 - MARGIN),
  );
}

const LEAST = 1e-9;

function meanLogRatio(deviances: readonly number[], held: readonly number[]): number {
  const logs = deviances.map((deviance, index) =>
    Math.log(Math.max(LEAST, deviance) / Math.max(LEAST, held[index] ?? LEAST)),
  );
  return logs.reduce((sum, log) => sum + log, 0) / Math.max(1, logs.length);
}
