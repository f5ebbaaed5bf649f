import {
  AMOUNT_NAMES,
  type AmountName,
  type Amounts,
  type AmountsUnder,
  type Circumstances,
  type Dialect,
  type DialectId,
  figureOf,
  type Terms,
} from "./dialects";
import { type Minor, minor } from "./money";

/** What was typed: the number as another app shows it. */
export interface TypedFigure {
  readonly amount: Minor;
  /** Half of the last digit that was typed: 1234 may stand for anything from 1233.50 to 1234.50. */
  readonly within: Minor;
}

/** A way of counting that was tried, and how near it comes. */
export interface Candidate {
  readonly dialect: DialectId;
  /** Position in the dialect's metrics. */
  readonly metric: number;
  readonly circumstances: Circumstances;
  /** Goods of unknown cost are taken to cost the whole price paid, instead of being left out. */
  readonly unknownCostsAtPrice: boolean;
  /** One amount more (1) or less (−1) than the definition has, such as gift cards counted as sales. */
  readonly adjustment: { readonly name: AmountName; readonly times: 1 | -1 } | null;
  readonly terms: Terms;
  readonly value: Minor;
  /** What stays unexplained: the typed number less this value. */
  readonly rest: Minor;
  /** By how many choices it departs from the dialect as its pages define it. */
  readonly changes: number;
}

export interface SearchResult {
  /** Number of ways of counting that were tried. */
  readonly tried: number;
  /** The best ways, the exact ones first, of those the ones with the fewest changes; at most `MOST_SHOWN`. */
  readonly best: readonly Candidate[];
  /** Ways that give the typed number as it was written. More than one: which of them holds cannot be told from one number. */
  readonly exact: number;
}

export interface SearchScope {
  readonly dialects: readonly Dialect[];
  /** Only this metric of each dialect. */
  readonly metric: number | null;
  /** The shop's own circumstances, in which its other switches stay as they are. */
  readonly shop: Circumstances;
}

const MOST_SHOWN = 3;
const CLOCKS = ["eventDay", "orderDay"] as const;
const YES_OR_NO = [false, true] as const;

/** Amounts that apps are known to count or not as a matter of settings; the ones tried one at a time. */
const ADJUSTABLE: readonly AmountName[] = [
  "shipping",
  "shippingReturned",
  "tax",
  "taxReturned",
  "duties",
  "fees",
  "tips",
  "giftCardSales",
  "discounts",
  "salesReversals",
  "cogs",
  "shippingCost",
  "handlingCost",
  "packagingCost",
  "dutiesCost",
  "paymentFees",
  "marketingSpend",
  "operatingExpenses",
];

/**
 * Tries every way of counting the number may come from: the dialects' figures on either clock, with and without cancelled
 * and unpaid orders, with unknown costs left out or at the whole price, and with one amount more or less than defined.
 */
export function explanations(typed: TypedFigure, scope: SearchScope, amountsUnder: AmountsUnder): SearchResult {
  const candidates = everyWay(typed, scope, amountsUnder);
  const ranked = candidates.toSorted((left, right) => byNearness(left, right, typed.within));
  const found = distinct(ranked);
  const exact = found.filter(({ rest }) => Math.abs(rest) <= typed.within);
  const shown = exact.length > 0 ? exact : withOwnValue(found);
  return { tried: candidates.length, best: shown.slice(0, MOST_SHOWN), exact: exact.length };
}

/** Of several ways that come to the same value, none of which is right, the plainest. */
const withOwnValue = (found: readonly Candidate[]): Candidate[] =>
  found.filter(({ value }, index) => found.findIndex((other) => other.value === value) === index);

/** A departure that changes nothing (no order was cancelled, no gift card sold) is no other way of counting: the plainest stays. */
function distinct(ranked: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return ranked.filter(({ dialect, metric, value }) => {
    const key = `${dialect} ${metric} ${value}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Exact ones first, the plainest of them before others; the rest by what stays unexplained, a change being worth 0.1% of the number. */
function byNearness(left: Candidate, right: Candidate, within: Minor): number {
  const [isLeft, isRight] = [Math.abs(left.rest) <= within, Math.abs(right.rest) <= within];
  if (isLeft !== isRight) return isLeft ? -1 : 1;
  if (isLeft) return left.changes - right.changes || Math.abs(left.rest) - Math.abs(right.rest);
  const cost = ({ rest, value, changes }: Candidate) => Math.abs(rest) + changes * 0.001 * Math.abs(value);
  return cost(left) - cost(right) || left.changes - right.changes;
}

function everyWay(typed: TypedFigure, { dialects, metric, shop }: SearchScope, amountsUnder: AmountsUnder) {
  const found: Candidate[] = [];
  for (const circumstances of allCircumstances(shop)) {
    const amounts = amountsUnder(circumstances);
    for (const dialect of dialects) {
      const departures = differences({ ...shop, ...dialect.circumstances }, circumstances);
      for (const [index, { terms, perOrder }] of dialect.metrics.entries()) {
        if (metric !== null && metric !== index) continue;
        for (const way of waysOf(terms, amounts)) {
          const value = figureOf(way.terms, amounts, perOrder === true);
          if (value === null) continue;
          found.push({
            dialect: dialect.id,
            metric: index,
            circumstances,
            ...way,
            value,
            rest: minor(typed.amount - value),
            changes: departures + Number(way.unknownCostsAtPrice) + Number(way.adjustment !== null),
          });
        }
      }
    }
  }
  return found;
}

/** Both clocks, with and without cancelled and unpaid orders; the shop's other switches also off where it has any. */
export const allCircumstances = (shop: Circumstances): Circumstances[] =>
  CLOCKS.flatMap((clock) =>
    YES_OR_NO.flatMap((excludeCancelled) =>
      YES_OR_NO.flatMap((excludeUnpaid) =>
        (shop.excludeOthers ? YES_OR_NO : [false]).map((excludeOthers) => ({
          clock,
          excludeCancelled,
          excludeUnpaid,
          excludeOthers,
        })),
      ),
    ),
  );

const differences = (left: Circumstances, right: Circumstances): number =>
  Number(left.clock !== right.clock) +
  Number(left.excludeCancelled !== right.excludeCancelled) +
  Number(left.excludeUnpaid !== right.excludeUnpaid) +
  Number(left.excludeOthers !== right.excludeOthers);

type Way = Pick<Candidate, "terms" | "adjustment" | "unknownCostsAtPrice">;

function waysOf(terms: Terms, { of }: Amounts): Way[] {
  const costly = terms.cogs !== undefined && of.uncostedCost !== 0;
  return (costly ? YES_OR_NO : [false]).flatMap((unknownCostsAtPrice) => {
    const base: Terms = unknownCostsAtPrice ? { ...terms, uncostedCost: -1 } : terms;
    const plain: Way = { terms: base, adjustment: null, unknownCostsAtPrice };
    const adjusted = ADJUSTABLE.filter((name) => of[name] !== 0).flatMap((name): Way[] => {
      const times = base[name] === undefined ? signOf(name) : base[name] === 1 ? -1 : 1;
      return [{ terms: withTerm(base, name, times), adjustment: { name, times }, unknownCostsAtPrice }];
    });
    return [plain, ...adjusted];
  });
}

/** What a definition that does not have the amount would do with it: costs and reversals are taken away. */
const TAKEN: ReadonlySet<AmountName> = new Set<AmountName>([
  "discounts",
  "salesReversals",
  "cogs",
  "shippingCost",
  "handlingCost",
  "packagingCost",
  "dutiesCost",
  "paymentFees",
  "marketingSpend",
  "operatingExpenses",
]);
const signOf = (name: AmountName): 1 | -1 => (TAKEN.has(name) ? -1 : 1);

/** The terms with an amount added once or taken away once; where the two cancel, it is gone. */
function withTerm(terms: Terms, name: AmountName, times: 1 | -1): Terms {
  const kept = AMOUNT_NAMES.filter((one) => one !== name && terms[one] !== undefined);
  const rest: Partial<Record<AmountName, 1 | -1>> = {};
  for (const one of kept) rest[one] = terms[one];
  return terms[name] === undefined ? { ...rest, [name]: times } : rest;
}
