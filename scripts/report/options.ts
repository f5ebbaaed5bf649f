import { stat } from "node:fs/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { COHORT_SPANS } from "~/analytics/cohorts";
import { FILTER_DIMENSIONS, type Filter, filterOf } from "~/analytics/filter";
import { GRAINS } from "~/analytics/period";
import { COMPARISONS } from "~/analytics/periodRule";
import { type OrderSwitches, switchesOf } from "~/analytics/switches";

export const USAGE = `npm run report -- --store DIR --out DIR [options]

Installs Tenure into the store that DIR holds, syncs it through the Admin API and writes its CLTV and profitability report.

  --store DIR      the store folder (docs/store-folder.md)
  --out DIR        where report.json, report.html, report.txt, report.pdf, report.xlsx and one CSV per table go
  --as-of DATE     the report as it stood at the end of that day, YYYY-MM-DD (default: the store's now)
  --from, --to     first and last day of the period, YYYY-MM-DD (default: the whole history)
  --compare SPAN   none (default), previousPeriod or previousYear: figures carry the earlier ones, and the report says what drove them
  --clock CLOCK    eventDay (default) or orderDay
  --grain GRAIN    day, week, month (default), quarter or year: adds the tables salesByPart and profitByPart
  --cohorts SPAN   week, month (default) or quarter: by what customers are taken together; adds the table cohortsBySpan
  --filter KEY=VALUE
                   only orders (or customers) with that value; may be repeated: values of one key are alternatives, several keys
                   must all hold. An empty value stands for none. Products, variants and collections by the number of their id.
                   Keys: ${FILTER_DIMENSIONS.join(", ").replace(/(.{60,90}?), /g, "$1,\n                   ")}
  --exclude WORD   leaves orders out as if they were not there; may be repeated: cancelled, unpaid, zeroValue, tag:NAME,
                   channel:NAME, source:NAME, or none (default: the shop's settings)
  --report NAME    a set of sections: ${["cltvAndProfitability (default)", "profitability", "lifetimeValue"].join(", ")}
  --lang LANGUAGE  en (default), ja, tr or zh-CN
  --currency CODE  checked against the store's currency: a report never converts
  --format LIST    json,html,pdf,xlsx,csv (default: all)`;

const FORMATS = ["json", "html", "pdf", "xlsx", "csv"] as const;
export type Format = (typeof FORMATS)[number];

const day = z.iso.date("expected a day such as 2025-03-31");

const Options = z.object({
  store: z.string({ error: "is required: the folder that holds the store" }).min(1),
  out: z.string({ error: "is required: the folder to write into" }).min(1),
  "as-of": day.optional(),
  from: day.optional(),
  to: day.optional(),
  compare: z.enum(COMPARISONS).default("none"),
  clock: z.enum(["eventDay", "orderDay"]).default("eventDay"),
  grain: z.enum(GRAINS).default("month"),
  cohorts: z.enum(COHORT_SPANS).default("month"),
  filter: z.array(z.string()).default([]).transform(readFilter),
  exclude: z.array(z.string()).default([]).transform(readSwitches),
  report: z.enum(["cltvAndProfitability", "profitability", "lifetimeValue"]).default("cltvAndProfitability"),
  lang: z.enum(["en", "ja", "tr", "zh-CN"]).default("en"),
  currency: z.string().optional(),
  format: z
    .string()
    .transform((list) => list.split(","))
    .pipe(z.array(z.enum(FORMATS)))
    .default([...FORMATS]),
});

function readFilter(given: readonly string[], context: z.RefinementCtx): Filter {
  const pairs = given.map((text) => [text.split("=")[0] ?? "", text.slice(text.indexOf("=") + 1)] as const);
  const wrong = given.find((text) => !text.includes("="));
  if (wrong !== undefined) {
    context.addIssue(`"${wrong}": expected KEY=VALUE such as channel=Online Store`);
    return z.NEVER;
  }
  try {
    return filterOf(pairs);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    for (const {
      path: [key],
      message,
    } of error.issues)
      context.addIssue(key === undefined ? message : `${String(key)}: ${message}`);
    return z.NEVER;
  }
}

/** Null without any: the shop's own hold. */
function readSwitches(given: readonly string[], context: z.RefinementCtx): OrderSwitches | null {
  try {
    return given.length === 0 ? null : switchesOf(given);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    context.addIssue(error.message);
    return z.NEVER;
  }
}

export type ReportOptions = z.infer<typeof Options>;

/** A mistake of whoever called us: told in one line, without a stack. */
export class UsageError extends Error {}

/** Nothing but the list of options was asked for. */
export class HelpAsked extends Error {}

/** Reads the command line. @throws HelpAsked, and UsageError that names the option, its value and the rule. */
export async function readOptions(argv: readonly string[]): Promise<ReportOptions> {
  const given = parse(argv);
  const parsed = Options.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const written = typeof given[name] === "string" ? ` ${given[name]}` : "";
      return `--${name}${written}: ${issue.message}`;
    });
    throw new UsageError(faults.join("\n"));
  }
  const { from, to, store } = parsed.data;
  if (from && to && from > to) throw new UsageError(`--from ${from}: expected a day not after --to ${to}`);
  const found = await stat(store).catch(() => null);
  if (!found?.isDirectory()) throw new UsageError(`--store ${store}: expected a folder`);
  return parsed.data;
}

function parse(argv: readonly string[]): Record<string, string | boolean | (string | boolean)[] | undefined> {
  const string = { type: "string" } as const;
  const names = [
    "store",
    "out",
    "as-of",
    "from",
    "to",
    "compare",
    "clock",
    "grain",
    "cohorts",
    "report",
    "lang",
    "currency",
    "format",
  ];
  const repeated = { type: "string", multiple: true } as const;
  try {
    const options = {
      ...Object.fromEntries(names.map((name) => [name, string])),
      filter: repeated,
      exclude: repeated,
      help: { type: "boolean" } as const,
    };
    const { values } = parseArgs({ args: [...argv], options });
    if (values.help) throw new HelpAsked(USAGE);
    return values;
  } catch (error) {
    if (error instanceof HelpAsked) throw error;
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}
