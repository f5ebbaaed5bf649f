import { daysOf, type Interval, intervalOfGaps, intervalOfName, type KnownInterval } from "./interval";
import type { SubscriptionLine } from "./line";

const ASSUMED: KnownInterval = { unit: "month", count: 1, basis: "assumed", confidence: 0.2 };

/**
 * The interval in force after each charge: by its plan's billing policy, else by the plan's name, else by the gaps between the
 * charges that tell none, else a month. `all` holds the parcels of prepaid charges too.
 */
export function chargeIntervals(paid: readonly SubscriptionLine[], all: readonly SubscriptionLine[]): KnownInterval[] {
  const prepaid = prepaidInterval(paid, all);
  const told = paid.map((line): KnownInterval | null => {
    if (line.policy !== null) return { ...line.policy, basis: "policy", confidence: 1 };
    if (prepaid !== null) return prepaid;
    const named = line.planName === null ? null : intervalOfName(line.planName);
    return named === null ? null : { ...named, basis: "planName", confidence: 0.9 };
  });
  const byGaps = told.every((one) => one !== null) ? [] : intervalsOfRuns(paid);
  return told.map((one, index) => one ?? byGaps[index] ?? ASSUMED);
}

/** What is paid ahead is charged again after all its parcels: one more than came without a price. */
function prepaidInterval(paid: readonly SubscriptionLine[], all: readonly SubscriptionLine[]): KnownInterval | null {
  if (paid.length === all.length) return null;
  const charged = gapsOf(paid);
  if (charged.length > 0) return intervalOfGaps(charged);
  const parcels = all.length - paid.length;
  const delivered = intervalOfGaps(gapsOf(all));
  if (delivered === null) return null;
  return { unit: delivered.unit, count: delivered.count * (parcels + 1), basis: "gaps", confidence: 0.5 };
}

const gapsOf = (lines: readonly SubscriptionLine[]): number[] =>
  lines.slice(1).map((line, index) => line.day - (lines[index]?.day ?? line.day));

function intervalsOfRuns(paid: readonly SubscriptionLine[]): (KnownInterval | null)[] {
  const byGap = runsOf(gapsOf(paid));
  // A charge is followed by its gap; the last one goes on as the one before.
  return paid.map((_, index) => byGap[index] ?? byGap.at(-1) ?? null);
}

const LEAST_RUN = 2;

/** The interval of each gap: one for all, or, where two parts tell clearly different ones and each fits its own, one for each part. */
function runsOf(gaps: readonly number[]): KnownInterval[] {
  const whole = intervalOfGaps(gaps);
  if (whole === null) return [];
  const cut = changePoint(gaps, whole);
  if (cut === null) return gaps.map(() => whole);
  return [...runsOf(gaps.slice(0, cut)), ...runsOf(gaps.slice(cut))];
}

/** How far gaps lie from an interval, a skipped charge allowed for. */
const misfit = (gaps: readonly number[], interval: Interval): number =>
  gaps.reduce((sum, gap) => {
    const length = daysOf(interval);
    const skips = Math.max(1, Math.round(gap / length));
    return sum + Math.min(1, Math.abs(gap - skips * length) / length + (skips - 1) * 0.4);
  }, 0);

function changePoint(gaps: readonly number[], whole: Interval): number | null {
  const limit = misfit(gaps, whole);
  let best: { cut: number; cost: number } | null = null;
  if (limit < 1) return null;
  for (let cut = LEAST_RUN; cut <= gaps.length - LEAST_RUN; cut += 1) {
    const [before, after] = [gaps.slice(0, cut), gaps.slice(cut)];
    const [left, right] = [intervalOfGaps(before), intervalOfGaps(after)];
    if (left === null || right === null || Math.abs(Math.log(daysOf(left) / daysOf(right))) < 0.3) continue;
    const cost = misfit(before, left) + misfit(after, right);
    if (cost < 0.5 * limit && (best === null || cost < best.cost)) best = { cut, cost };
  }
  return best?.cut ?? null;
}
