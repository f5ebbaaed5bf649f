import { HORIZONS } from "~/analytics/clv/horizons";
import { minor } from "~/analytics/money";
import { addParts, firstDay, month } from "~/analytics/period";
import { orderPlatform, platformer } from "~/analytics/platforms";
import { findSpendDays } from "~/data/adSpend.server";
import { readPlatformRules, spendByPlatform } from "~/data/platforms.server";
import { findModelVersion, type ModelVersion } from "~/data/predictions.server";
import {
  type FirstOrderGroup,
  type GroupSums,
  type ScoreGroup,
  type StandingGroup,
  sumByFirstOrder,
  sumByStanding,
  sumByTouch,
} from "~/data/scoreGroups.server";
import { spendOfCohorts } from "./cohortTable.server";
import { headOf, type ReportContext, withReport } from "./context.server";
import { customerRules } from "./customerRules.server";
import { rfmSummary } from "./rfmReport.server";
import { addGroups, groupRow, groupRows, type SharedVariances } from "./scoreGroups";
import type { ScoreGroupReport, ScoreGroupRow } from "./scoreGroupTypes";
import { aboutVersion } from "./scoreReport.server";

/** Groups of customers by what they brought and will still bring, each with its range, and by what winning them cost. */
export function scoreGroupReport(
  shopId: bigint,
  query: { readonly asOf: Date; readonly by: ScoreGroup },
): Promise<ScoreGroupReport> {
  return withReport(shopId, { asOf: query.asOf, clock: "orderDay" }, async (context) => {
    const version = await findModelVersion(context.client, shopId);
    const found = version ? await groupsOf(context, version, query.by) : { rows: [], everybody: null };
    return { ...headOf(context, []), ...aboutVersion(version), by: query.by, ...found };
  });
}

async function groupsOf(context: ReportContext, version: ModelVersion, by: ScoreGroup) {
  const shared = sharedOf(version);
  const { sums, rows } = await listed(context, version.versionId, by, shared);
  const everybody = sums.length === 0 ? null : groupRow(addGroups(sums, null), shared);
  return { rows, everybody };
}

async function listed(
  context: ReportContext,
  versionId: number,
  by: ScoreGroup,
  shared: SharedVariances,
): Promise<{ sums: readonly GroupSums[]; rows: readonly ScoreGroupRow[] }> {
  switch (by) {
    case "platform":
      return byPlatform(context, versionId, shared);
    case "rfm":
    case "stage":
    case "highValue":
      return plainRows(await byStanding(context, versionId, by), shared);
    case "cohort":
      return byCohort(context, versionId, shared);
    default:
      return plainRows(await byFirstOrder(context, versionId, by), shared);
  }
}

const plainRows = (sums: readonly GroupSums[], shared: SharedVariances) => ({
  sums,
  rows: groupRows(sums, shared),
});

const byFirstOrder = ({ client, scope }: ReportContext, versionId: number, by: FirstOrderGroup) =>
  sumByFirstOrder(client, scope.shopId, versionId, by);

async function byStanding(context: ReportContext, versionId: number, by: StandingGroup): Promise<GroupSums[]> {
  const { rules } = await customerRules(context);
  const { bounds } = await rfmSummary(context, rules);
  return bounds === null ? [] : sumByStanding(context.client, context.scope, versionId, { by, rules, bounds });
}

async function byCohort(context: ReportContext, versionId: number, shared: SharedVariances) {
  const sums = await byFirstOrder(context, versionId, "cohort");
  const spendOf = await spendOfCohorts(context, "month");
  const rows = sums.map((group) => {
    const spend = group.value === null ? null : spendOf(firstDay(month(group.value)));
    return groupRow(group, shared, spend === null ? null : { won: group, spend });
  });
  return { sums, rows };
}

/** By platform as the platforms' page tells it, by first touch; cost is that of the days of which spend is on record. */
async function byPlatform(context: ReportContext, versionId: number, shared: SharedVariances) {
  const { client, scope, asOfDay } = context;
  const days = await findSpendDays(client, scope.shopId, asOfDay);
  const ever = days && { ...scope, period: { start: days.first, end: addParts(days.last, 1, "day") } };
  const spend = ever ? ((await spendByPlatform(client, ever, asOfDay)) ?? []) : [];
  const rules = await readPlatformRules(client, scope.shopId);
  const of = platformer(
    rules,
    spend.map(({ platform }) => platform),
  );
  const byName = async (within: typeof days) => {
    const touches = await sumByTouch(client, scope.shopId, versionId, within);
    return Map.groupBy(touches, ({ source, channel }) => orderPlatform(of, source, channel));
  };
  const all = await byName(null);
  const won = days ? await byName(days) : new Map<string, GroupSums[]>();
  const spent = new Map<string, number>();
  for (const { platform, amount } of spend) {
    const name = of(platform) ?? "notKnown";
    spent.set(name, (spent.get(name) ?? 0) + amount);
  }
  const sums = [...all].map(([platform, groups]) => addGroups(groups, platform));
  const rows = sums
    .map((group) => {
      const amount = spent.get(group.value ?? "");
      if (amount === undefined) return groupRow(group, shared);
      const cost = { won: addGroups(won.get(group.value ?? "") ?? [], group.value), spend: minor(amount) };
      return groupRow(group, shared, cost);
    })
    .toSorted((left, right) => (right.years?.value ?? 0) - (left.years?.value ?? 0));
  return { sums, rows };
}

/** What parameters and misfit make unsure of all customers alike. */
function sharedOf({ totals, contracts }: ModelVersion): SharedVariances {
  const of = (days: (typeof HORIZONS)[number]) => {
    const index = HORIZONS.indexOf(days);
    return { rhythm: totals?.[index]?.shared ?? 0, contracts: contracts?.totals?.[index]?.shared ?? 0 };
  };
  return { year: of(365), years: of(1095) };
}
