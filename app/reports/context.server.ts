import { exponentOf } from "~/analytics/currencies";
import { NO_FILTER } from "~/analytics/filter";
import {
  addDays,
  BEGINNING,
  type Day,
  localDay,
  type Month,
  monthOf,
  type Period,
  startOfDay,
} from "~/analytics/period";
import { findSums } from "~/data/factState.server";
import { firstDayOfHistory } from "~/data/orders.server";
import type { Scope } from "~/data/scope.server";
import { type ReportShop, readReportShop, switchesSet } from "~/data/settings.server";
import { readShop, type ShopClient } from "~/db.server";
import { appliedFilter } from "./appliedFilter.server";
import type { AppliedFilter, Note, ReportHead } from "./report";
import type { ReportQuery } from "./reportQuery";

/** What every report is computed within: one shop, one snapshot of its rows, one question. */
export interface ReportContext {
  readonly client: ShopClient;
  readonly shop: ReportShop;
  readonly scope: Scope;
  readonly comparison: Scope | null;
  /** Whether the comparison begins before the shop's first order. */
  readonly comparesBeforeHistory: boolean;
  /** Local day of `asOf`. */
  readonly asOfDay: Day;
  readonly observed: Observation;
  /** The scope's filter with what its values are called. */
  readonly filter: readonly AppliedFilter[];
}

/** Opens a shop's rows as they are at this moment and hands them to `work`. Throws when there is no such shop. */
export async function withReport<T>(
  shopId: bigint,
  query: ReportQuery,
  work: (context: ReportContext) => Promise<T>,
): Promise<T> {
  return readShop(shopId, async (client) => {
    const shop = await readReportShop(client, shopId);
    const asOfDay = localDay(query.asOf, shop.timeZone);
    const period = query.period ?? { start: asOfDay, end: addDays(asOfDay, 1) };
    const sums = await findSums(client, shopId, query.asOf);
    const wanted = { ...scopeOf(shop, query, period), ...sums, today: asOfDay };
    const scope = { ...wanted, period: await begun(client, wanted, query.period ?? null, asOfDay) };
    const compared = await comparable(client, scope, query.comparison ?? null);
    return work({
      client,
      shop,
      scope,
      comparison: compared?.scope ?? null,
      comparesBeforeHistory: compared !== null && compared.scope.period.start < compared.first,
      asOfDay,
      observed: observation(query.asOf, shop.timeZone),
      filter: await appliedFilter(client, shopId, scope.filter),
    });
  });
}

function scopeOf(shop: ReportShop, { asOf, clock, filter, switches }: ReportQuery, period: Period): Scope {
  return {
    shopId: shop.shopId,
    currency: shop.currency,
    asOf,
    period,
    clock: clock ?? "eventDay",
    filter: filter ?? NO_FILTER,
    switches: switches ?? switchesSet(shop.settings),
    weekStart: shop.settings.weekStart,
  };
}

/** The period that was asked for, or the whole history; one from the beginning begins with the shop's first day. */
async function begun(client: ShopClient, scope: Scope, asked: Period | null, asOfDay: Day): Promise<Period> {
  if (asked !== null && asked.start !== BEGINNING) return asked;
  const first = (await firstDayOfHistory(client, scope)) ?? asOfDay;
  return { start: first, end: asked?.end ?? addDays(asOfDay, 1) };
}

/** The comparison and the shop's first day, or null where it ends before the shop's first day: there is nothing to compare with, which is not 0. */
async function comparable(
  client: ShopClient,
  scope: Scope,
  period: Period | null,
): Promise<{ readonly scope: Scope; readonly first: Day } | null> {
  if (period === null) return null;
  const first = await firstDayOfHistory(client, scope);
  return first === null || period.end <= first ? null : { scope: { ...scope, period }, first };
}

/** How far the calendar has come: the local month of `asOf`, and the first local day that has not ended. */
export interface Observation {
  readonly month: Month;
  readonly notEnded: Day;
}

/** The last instant of a local day: an `asOf` under which that day is whole and the next has not begun. */
export const endOfDay = (of: Day, timeZone: string): Date =>
  new Date(startOfDay(addDays(of, 1), timeZone).getTime() - 1);

export function observation(asOf: Date, timeZone: string): Observation {
  const today = localDay(asOf, timeZone);
  const tomorrow = addDays(today, 1);
  return { month: monthOf(today), notEnded: hasEnded(tomorrow, asOf, timeZone) ? tomorrow : today };
}

/** Whether the days before `end` are over at `asOf`. */
export const hasEnded = (end: Day, asOf: Date, timeZone: string): boolean =>
  endOfDay(addDays(end, -1), timeZone).getTime() <= asOf.getTime();

/** What every document begins with. */
export function headOf({ shop, scope, comparison, filter }: ReportContext, notes: readonly Note[]): ReportHead {
  return {
    shop: { domain: shop.domain, name: shop.name },
    currency: shop.currency,
    exponent: exponentOf(shop.currency),
    timeZone: shop.timeZone,
    asOf: scope.asOf.toISOString(),
    period: scope.period,
    comparison: comparison?.period ?? null,
    clock: scope.clock,
    filter,
    switches: scope.switches,
    notes,
  };
}
