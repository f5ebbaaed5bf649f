import { stat } from "node:fs/promises";
import { parseArgs } from "node:util";
import { z } from "zod";

export const USAGE = `npm run report -- --store DIR --out DIR [options]

Installs Tenure into the store that DIR holds, syncs it through the Admin API and writes its CLTV and profitability report.

  --store DIR      the store folder (docs/store-folder.md)
  --out DIR        where report.json, report.html, report.txt, report.pdf, report.xlsx and one CSV per table go
  --as-of DATE     the report as it stood at the end of that day, YYYY-MM-DD (default: the store's now)
  --from, --to     first and last day of the period, YYYY-MM-DD (default: the whole history)
  --clock CLOCK    eventDay (default) or orderDay
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
  clock: z.enum(["eventDay", "orderDay"]).default("eventDay"),
  report: z.enum(["cltvAndProfitability", "profitability", "lifetimeValue"]).default("cltvAndProfitability"),
  lang: z.enum(["en", "ja", "tr", "zh-CN"]).default("en"),
  currency: z.string().optional(),
  format: z
    .string()
    .transform((list) => list.split(","))
    .pipe(z.array(z.enum(FORMATS)))
    .default([...FORMATS]),
});

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
      return `--${name}${given[name] === undefined ? "" : ` ${given[name]}`}: ${issue.message}`;
    });
    throw new UsageError(faults.join("\n"));
  }
  const { from, to, store } = parsed.data;
  if (from && to && from > to) throw new UsageError(`--from ${from}: expected a day not after --to ${to}`);
  const found = await stat(store).catch(() => null);
  if (!found?.isDirectory()) throw new UsageError(`--store ${store}: expected a folder`);
  return parsed.data;
}

function parse(argv: readonly string[]): Record<string, string | boolean | undefined> {
  const string = { type: "string" } as const;
  const names = ["store", "out", "as-of", "from", "to", "clock", "report", "lang", "currency", "format"];
  try {
    const options = { ...Object.fromEntries(names.map((name) => [name, string])), help: { type: "boolean" } as const };
    const { values } = parseArgs({ args: [...argv], options });
    if (values.help) throw new HelpAsked(USAGE);
    return values;
  } catch (error) {
    if (error instanceof HelpAsked) throw error;
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}
