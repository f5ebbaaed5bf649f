import { DIALECTS, findDialect } from "~/analytics/dialectRegistry";
import { allCircumstances, type Candidate, explanations, type TypedFigure } from "~/analytics/dialectSearch";
import {
  type Amounts,
  amountOf,
  type BridgePart,
  bridge,
  CANON,
  type Circumstances,
  type Dialect,
  type DialectMetric,
  figureOf,
  sameCircumstances,
  sameTerms,
  type Terms,
  unknownIn,
} from "~/analytics/dialects";
import { change, minor, share } from "~/analytics/money";
import { NO_SWITCHES } from "~/analytics/switches";
import { caveats } from "./caveats.server";
import { headOf, type ReportContext, withReport } from "./context.server";
import { amountsUnder } from "./dialectAmounts.server";
import type { DialectComparison, DialectReport, Explanation } from "./dialectReport";
import { sumMoney } from "./periodSums.server";
import type { ReportQuery } from "./reportQuery";

export interface DialectQuery extends ReportQuery {
  readonly dialect: Dialect;
  /** The number another app shows, and which of the dialect's metrics it is; null: any of them. */
  readonly typed: { readonly figure: TypedFigure; readonly metric: number | null } | null;
}

/** Our figures of a period beside those of another app, what makes each difference, and where a typed number comes from. */
export function dialectReport(shopId: bigint, query: DialectQuery): Promise<DialectReport> {
  return withReport(shopId, { ...query, comparison: null }, async (context) => {
    const { dialect, typed } = query;
    const shop = circumstancesOf(context);
    const wanted = { ...shop, ...dialect.circumstances };
    const all = typed === null ? pathBetween(shop, wanted) : [...allCircumstances(shop), ...pathBetween(shop, wanted)];
    const total = await sumMoney(context, context.scope);
    const under = await amountsUnder(context, all, total);
    return {
      ...headOf(context, await caveats(context, total)),
      dialect,
      circumstances: wanted,
      own: shop,
      orders: under(shop).orders,
      comparisons: dialect.metrics.map((metric) => comparison(metric, shop, wanted, under)),
      typed: typed && {
        amount: typed.figure.amount,
        metric: typed.metric,
        ...search(typed, dialect, shop, under),
      },
    };
  });
}

/** How the shop's own reports count at the moment. */
function circumstancesOf({ scope: { clock, switches } }: ReportContext): Circumstances {
  const { cancelled, unpaid, ...others } = switches;
  const { cancelled: _, unpaid: __, ...none } = NO_SWITCHES;
  return {
    clock,
    excludeCancelled: cancelled,
    excludeUnpaid: unpaid,
    excludeOthers: JSON.stringify(others) !== JSON.stringify(none),
  };
}

/** The circumstances that a bridge from one to another passes through. */
function pathBetween(from: Circumstances, to: Circumstances): Circumstances[] {
  const clocked = { ...from, clock: to.clock };
  const cancelled = { ...clocked, excludeCancelled: to.excludeCancelled };
  return [from, clocked, cancelled, { ...cancelled, excludeUnpaid: to.excludeUnpaid }, to];
}

type Under = (circumstances: Circumstances) => Amounts;

function comparison(
  metric: DialectMetric,
  shop: Circumstances,
  wanted: Circumstances,
  under: Under,
): DialectComparison {
  const ours: Terms = CANON[metric.counterpart];
  const perOrder = metric.perOrder === true;
  const [base, other] = [under(shop), under(wanted)];
  const [mine, theirs] = [figureOf(ours, base, perOrder), figureOf(metric.terms, other, perOrder)];
  return {
    metric,
    formula: ours,
    ours: mine,
    theirs,
    difference: mine === null || theirs === null ? null : minor(theirs - mine),
    gap: change(theirs, mine),
    isSame: sameTerms(ours, metric.terms) && sameCircumstances(shop, wanted),
    divided: perOrder ? { ours: amountOf(ours, base), theirs: amountOf(metric.terms, other) } : null,
    orders: { ours: base.orders, theirs: other.orders },
    parts: bridge({ terms: ours, circumstances: shop }, { terms: metric.terms, circumstances: wanted }, under),
    unknown: [...new Set([...unknownIn(ours, base), ...unknownIn(metric.terms, other)])],
  };
}

function search(
  { figure, metric }: { readonly figure: TypedFigure; readonly metric: number | null },
  dialect: Dialect,
  shop: Circumstances,
  under: Under,
) {
  const dialects = metric === null ? DIALECTS : [dialect];
  const { tried, best, exact } = explanations(figure, { dialects, metric, shop }, under);
  return { tried, exact, best: best.map((candidate) => explained(figure, candidate, shop, under)) };
}

/** A found way of counting with what leads from our figure to it. */
function explained(figure: TypedFigure, candidate: Candidate, shop: Circumstances, under: Under): Explanation {
  const dialect = findDialect(candidate.dialect);
  const metric = dialect?.metrics[candidate.metric];
  if (!dialect || !metric) throw new RangeError(`dialect "${candidate.dialect}": expected one of the registry`);
  const ours: Terms = CANON[metric.counterpart];
  const base = under(shop);
  const parts: readonly BridgePart[] = bridge(
    { terms: ours, circumstances: shop },
    { terms: candidate.terms, circumstances: candidate.circumstances },
    under,
  );
  return {
    dialect: dialect.id,
    app: dialect.name,
    metric,
    circumstances: candidate.circumstances,
    adjustment: candidate.adjustment,
    unknownCostsAtPrice: candidate.unknownCostsAtPrice,
    value: candidate.value,
    rest: candidate.rest,
    restShare: share(Math.abs(candidate.rest), Math.abs(figure.amount)),
    ours: figureOf(ours, base, metric.perOrder === true),
    parts,
  };
}
