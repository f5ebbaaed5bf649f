import { z } from "zod";
import { COHORT_MEASURES } from "./cohortMeasures";
import { METRIC_FAMILIES, METRIC_NAMES, type MetricFamily, type MetricName } from "./metrics/registry";

/** Tables of a report that show their first rows, with how many unless the merchant chooses. Files hold all of them. */
export const USUAL_ROWS = {
  products: 10,
  highValueCustomers: 10,
  sharedTraits: 8,
  /** Of each list. */
  serviceLists: 5,
  rhythm: 8,
  platforms: 12,
  /** Months, the latest. */
  subscriptions: 13,
  costCoverage: 10,
  /** Months, the latest. */
  reconciliation: 13,
} as const;
export type RowSection = keyof typeof USUAL_ROWS;

/** Whether a section shows its first rows only. */
export function hasRows(section: string): section is RowSection {
  return Object.hasOwn(USUAL_ROWS, section);
}

/** What a merchant looks at first, in this order, unless they choose. */
export const USUAL_KEY_FIGURES = [
  "netSales",
  "contributionProfit",
  "lifetimeValue",
  "contributionMargin",
  "orders",
  "averageOrderValue",
  "newCustomers",
  "repeatRate",
  "acquisitionCost",
  "highValueCustomers",
] as const satisfies readonly MetricName[];

/** Between how many and how many rows can be shown. */
export const ROW_BOUNDS = { least: 5, most: 50 } as const;
/** Figures that stand at the head of a report at most. */
export const MOST_KEY_FIGURES = 12;

const rows = (usual: number) => z.int().min(ROW_BOUNDS.least).max(ROW_BOUNDS.most).default(usual);

/** How the sections of a report show what they hold. What is not named is as usual. */
export const SectionOptions = z
  .object({
    /** Which figures, in this order; null: the usual ones. */
    keyFigures: z
      .array(z.enum(METRIC_NAMES))
      .min(1)
      .max(MOST_KEY_FIGURES)
      .refine((names) => new Set(names).size === names.length)
      .readonly()
      .nullable()
      .default(null),
    rows: z
      .object({
        products: rows(USUAL_ROWS.products),
        highValueCustomers: rows(USUAL_ROWS.highValueCustomers),
        sharedTraits: rows(USUAL_ROWS.sharedTraits),
        serviceLists: rows(USUAL_ROWS.serviceLists),
        rhythm: rows(USUAL_ROWS.rhythm),
        platforms: rows(USUAL_ROWS.platforms),
        subscriptions: rows(USUAL_ROWS.subscriptions),
        costCoverage: rows(USUAL_ROWS.costCoverage),
        reconciliation: rows(USUAL_ROWS.reconciliation),
      })
      .readonly()
      .prefault({}),
    cohorts: z
      .object({
        /** By what cohorts are told; profits that are not known at all give way to net sales. */
        measure: z.enum(COHORT_MEASURES).default("contributionProfit"),
        /** From the first order on, or what each span of tenure brought alone. */
        through: z.enum(["cumulative", "span"]).default("cumulative"),
      })
      .readonly()
      .prefault({}),
    /** Whether the statement stands beside the one it is compared with, where there is one. */
    profitColumns: z.enum(["period", "compared"]).default("compared"),
  })
  .readonly()
  .prefault({});
export type SectionOptions = z.infer<typeof SectionOptions>;

/** A report as reports are unless somebody chooses. */
export const USUAL_OPTIONS: SectionOptions = SectionOptions.parse({});

/** How a report shows its sections; one that was kept before this could be chosen has what was usual. */
export const shownOf = ({ shown }: { readonly shown?: SectionOptions }): SectionOptions => shown ?? USUAL_OPTIONS;

/** Metrics that a report over a period can put at its head, by their families. Others belong to a cell of a table or to one customer. */
const OFFERED = {
  sales: "all",
  profit: "all",
  customers: ["customers", "newCustomers", "returningCustomers", "highValueCustomers", "medianOrderValue"],
  cohorts: [
    "repeatRate",
    "lifetimeNetSales",
    "lifetimeGrossProfit",
    "lifetimeValue",
    "lifetimeProfitAfterMarketing",
    "lifetimeOrders",
    "lifetimeUnits",
  ],
  conversion: "all",
  lifecycle: [
    "lapsePoint",
    "activeCustomers",
    "atRiskCustomers",
    "lostCustomers",
    "customerRetentionRate",
    "customerChurnRate",
    "winBackRate",
  ],
  subscriptions: "all",
} as const satisfies Partial<Record<MetricFamily, "all" | readonly MetricName[]>>;

type OfferedFamily = keyof typeof OFFERED;

export interface KeyFigureFamily {
  readonly family: OfferedFamily;
  readonly metrics: readonly MetricName[];
}

/** What can be chosen as a key figure, in the order of the registry. */
export const KEY_FIGURE_CHOICES: readonly KeyFigureFamily[] = METRIC_FAMILIES.flatMap(({ family, metrics }) => {
  if (!isOffered(family)) return [];
  const offered: "all" | readonly MetricName[] = OFFERED[family];
  const names = metrics.map(({ name }) => name);
  return [{ family, metrics: names.filter((name) => offered === "all" || offered.includes(name)) }];
});

function isOffered(family: MetricFamily): family is OfferedFamily {
  return Object.hasOwn(OFFERED, family);
}
