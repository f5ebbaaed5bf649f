import { isFiltered } from "~/analytics/filter";
import type { MetricValues } from "~/analytics/periodFigures";
import {
  type Attribution,
  orderPlatform,
  type PlatformFigures,
  platformer,
  platformFigures,
} from "~/analytics/platforms";
import {
  listTouches,
  readPlatformRules,
  type SpendByPlatform,
  spendByPlatform,
  sumBySource,
} from "~/data/platforms.server";
import type { Scope } from "~/data/scope.server";
import { sessionCoverage, sumSessions } from "~/data/sessions.server";
import type { ReportContext } from "./context.server";

export interface PlatformTable {
  readonly rows: readonly PlatformFigures[];
  readonly total: PlatformFigures;
  /** Days of the period of which sessions are known, and whether some of them were imported. */
  readonly sessionDays: number;
  readonly imported: boolean;
}

/** Every order, session and amount spent of the scope's period by platform; the rows sum to the total. */
export async function platformTable(
  { client, asOfDay }: ReportContext,
  scope: Scope,
  attribution: Attribution,
): Promise<PlatformTable> {
  const rules = await readPlatformRules(client, scope.shopId);
  // Sessions and spend are the whole shop's: of some of its orders they are unknown.
  const whole = !isFiltered(scope.filter);
  const spend = whole ? await spendByPlatform(client, scope, asOfDay) : null;
  const sessions = whole ? await sumSessions(client, scope.shopId, scope.period) : [];
  const { days, imported } = await sessionCoverage(client, scope.shopId, scope.period);
  const of = platformer(rules, namesOf(spend));
  const figures = platformFigures({
    of,
    sources: await sumBySource(client, scope, attribution),
    sessions:
      sessions.length === 0
        ? null
        : sessions.map(({ utmSource, referrerName, referrerSource, sessions: visits }) => ({
            origin: [utmSource, referrerName, referrerSource],
            sessions: visits,
          })),
    spend,
  });
  return { ...figures, sessionDays: days, imported };
}

/** Which touches of the scope's period are one platform's, by the rules that its row is made by. */
export async function touchesOf(
  { client, scope, asOfDay }: ReportContext,
  platform: string,
  attribution: Attribution,
): Promise<string[]> {
  const rules = await readPlatformRules(client, scope.shopId);
  const spend = isFiltered(scope.filter) ? null : await spendByPlatform(client, scope, asOfDay);
  const of = platformer(rules, namesOf(spend));
  const touches = await listTouches(client, scope, attribution);
  return touches.flatMap(({ key, source, channel }) => (orderPlatform(of, source, channel) === platform ? key : []));
}

const namesOf = (spend: readonly SpendByPlatform[] | null): string[] => (spend ?? []).map(({ platform }) => platform);

/** The figures of all platforms together, by their names in the registry. */
export const conversionValues = ({ total }: PlatformTable): MetricValues => ({
  sessions: { value: total.sessions },
  platformOrders: { value: total.platformOrders },
  conversionRate: { value: total.conversionRate },
  roas: { value: total.roas },
});
