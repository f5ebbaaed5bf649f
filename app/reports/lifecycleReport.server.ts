import { isFiltered } from "~/analytics/filter";
import { type LifecycleStage, stageMonths, type Transition } from "~/analytics/lifecycle";
import type { MetricName } from "~/analytics/metrics/registry";
import { share } from "~/analytics/money";
import { addDays, addMonths, firstDay, type Month } from "~/analytics/period";
import type { MetricValue, MetricValues } from "~/analytics/periodFigures";
import { listTransitions, type StageSums, sumStages } from "~/data/customerFlow.server";
import { countStandings } from "~/data/customerLists.server";
import type { LifecycleList } from "~/data/customerTasks.server";
import { sessionCoverage, sumSessions } from "~/data/sessions.server";
import { headOf, type Observation, type ReportContext, withReport } from "./context.server";
import type { LifecycleReport, RetentionMonth, StageCard } from "./customerPages";
import { customerRules } from "./customerRules.server";
import { figureOf, figuresOf } from "./figures";
import { keptSummary } from "./keptSummary.server";
import { lifecycleRows, retentionMonths } from "./lifecycleTable";
import { leftAside, ofCustomers } from "./ofCustomers.server";
import type { LifecycleRow } from "./report";
import type { ReportQuery } from "./reportQuery";

/** Months of the flow that a page shows. */
const MONTHS = 13;

/** Where everybody stands at `asOf`, how they moved month by month, and what each stage asks for. */
export function lifecycleReport(
  shopId: bigint,
  query: Pick<ReportQuery, "asOf" | "filter" | "switches">,
): Promise<LifecycleReport> {
  return withReport(shopId, { ...query, clock: "orderDay" }, async (asked) => {
    const context = ofCustomers(asked);
    const { observed } = context;
    const { stages, transitions, flow, months, values } = await countStages(context);
    const first = addMonths(observed.month, 1 - MONTHS);
    return {
      ...headOf(context, []),
      leftAside: leftAside(asked),
      stages: stageCards(stages, values, { sessions: await sessionsOf(context), month: lastWhole(months) }),
      metrics: figuresOf(values),
      flow: flow.filter(({ month }) => month >= first),
      transitions: transitions.filter(({ month }) => month >= first),
      months: months.filter(({ month }) => month >= first),
      rows: lifecycleRows(transitions, observed.month, hasEnded(observed)),
    };
  });
}

/** Everybody's stages with the figures they are watched by. */
async function countStages(context: ReportContext) {
  const { client, scope, observed } = context;
  const { rules, rhythm } = await customerRules(context);
  const { stages, standings, transitions } = await keptSummary(context, "lifecycle", [rules], async () => ({
    stages: await sumStages(client, scope, rules),
    standings: await countStandings(client, scope, rules),
    transitions: await listTransitions(client, scope, rules),
  }));
  const flow = stageMonths(transitions, observed.month);
  const months = retentionMonths(flow, transitions, observed.month, hasEnded(observed));
  const values: MetricValues = {
    activeCustomers: { value: rules.lapsePoint === null ? null : standings.active },
    atRiskCustomers: { value: rules.lapsePoint === null ? null : standings.atRisk },
    lostCustomers: { value: rules.lapsePoint === null ? null : standings.lost },
    lapsePoint: { value: rhythm.lapsePoint },
    ...stageFigures(stages, months, transitions, flow),
    timeToSecondOrder: { value: rhythm.medianToSecond },
  };
  return { stages, transitions, flow, months, values };
}

/** The figures of the lifecycle alone, for the store's report. */
export const lifecycleValues = async (asked: ReportContext): Promise<MetricValues> =>
  (await countStages(ofCustomers(asked))).values;

/** The flow of the whole history as a table of the store's report. */
export async function lifecycleTable(asked: ReportContext): Promise<LifecycleRow[]> {
  const context = ofCustomers(asked);
  const { rules } = await customerRules(context);
  const transitions = await listTransitions(context.client, context.scope, rules);
  return lifecycleRows(transitions, context.observed.month, hasEnded(context.observed));
}

/** Whether the month that is looked from is over. */
const hasEnded = ({ month, notEnded }: Observation): boolean => firstDay(addMonths(month, 1)) <= notEnded;

/** Sessions of the 30 days before that of `asOf`; null where none are known, or not whose they were. */
async function sessionsOf({ client, scope, asOfDay }: ReportContext): Promise<number | null> {
  if (isFiltered(scope.filter)) return null;
  const period = { start: addDays(asOfDay, -30), end: asOfDay };
  const { days } = await sessionCoverage(client, scope.shopId, period);
  if (days === 0) return null;
  const origins = await sumSessions(client, scope.shopId, period);
  return origins.reduce((total, { sessions }) => total + sessions, 0);
}

/** The figures that stages are watched by; rates are those of the last month that has ended. */
function stageFigures(
  stages: readonly StageSums[],
  months: readonly RetentionMonth[],
  transitions: readonly Transition[],
  flow: LifecycleReport["flow"],
): MetricValues {
  const month = months.findLast(({ complete }) => complete);
  const persons = (stage: LifecycleStage) => stages.find((of) => of.stage === stage)?.persons ?? 0;
  const everybody = stages.reduce((total, of) => total + of.persons, 0);
  const profit = stages.reduce((total, of) => total + of.contributionProfit, 0);
  const loyal = stages.find(({ stage }) => stage === "loyalty")?.contributionProfit ?? 0;
  return {
    customerRetentionRate: { value: month?.retentionRate ?? null },
    customerChurnRate: { value: month?.churnRate ?? null },
    contactsWhoBought: { value: share(everybody - persons("acquisition"), everybody) },
    loyalProfitShare: { value: share(loyal, profit) },
    winBackRate: { value: month ? winBackRate(month.month, transitions, flow) : null },
  };
}

/** Of those lapsed at the start of a month, how many stand in an active stage at its end. */
function winBackRate(month: Month, transitions: readonly Transition[], flow: LifecycleReport["flow"]) {
  const lapsed = flow.find((row) => row.month === month && row.stage === "lapsed")?.opening ?? 0;
  const back = transitions.filter((move) => move.month === month && move.from === "lapsed");
  return share(
    back.reduce((total, { persons }) => total + persons, 0),
    lapsed,
  );
}

/** What each stage is watched by, and the lists that come out of it. */
const STAGES: readonly {
  readonly stage: LifecycleStage;
  readonly metric: MetricName;
  readonly lists: readonly LifecycleList[];
}[] = [
  { stage: "acquisition", metric: "contactsWhoBought", lists: ["firstPurchase"] },
  { stage: "conversion", metric: "timeToSecondOrder", lists: ["secondOrder"] },
  { stage: "retention", metric: "customerRetentionRate", lists: ["replenishment", "crossSell"] },
  { stage: "loyalty", metric: "loyalProfitShare", lists: ["loyaltyThanks"] },
  { stage: "lapsed", metric: "customerChurnRate", lists: ["atRisk", "winBack"] },
  { stage: "wonBack", metric: "winBackRate", lists: [] },
];

const lastWhole = (months: readonly RetentionMonth[]): Month | null =>
  months.findLast(({ complete }) => complete)?.month ?? null;

/** Rates over the last month that has ended. */
const OF_MONTH: readonly MetricName[] = ["customerRetentionRate", "customerChurnRate", "winBackRate"];

function stageCards(
  stages: readonly StageSums[],
  values: MetricValues,
  { sessions, month }: { readonly sessions: number | null; readonly month: Month | null },
): StageCard[] {
  const figure = (metric: MetricName) => figureOf(metric, values[metric] ?? NOTHING);
  return [
    { stage: "reach", persons: sessions, metric: null, figure: null, month: null, lists: [] },
    ...STAGES.map(({ stage, metric, lists }) => ({
      stage,
      persons: stages.find((of) => of.stage === stage)?.persons ?? 0,
      metric,
      figure: figure(metric),
      month: OF_MONTH.includes(metric) ? month : null,
      lists,
    })),
  ];
}

const NOTHING: MetricValue = { value: null };
