import { parseArgs } from "node:util";
import { z } from "zod";

export const USAGE = `npm run clv -- --log FILE.csv --calibrate-to DATE [options]

Fits every model of lifetime value to a transaction log, and holds the forecasts against what came afterwards.

  --log FILE           one line per order: columns customer, date and, if known, amount (docs/clv.md tells what is understood)
  --calibrate-to DATE  the last day the models may see, YYYY-MM-DD
  --holdout-to DATE    the last day forecasts are held against, YYYY-MM-DD (default: none, forecasts only)
  --unit UNIT          day, week (default), month or year: the unit of time of all parameters
  --discount RATE      yearly discount of future orders (0.1)
  --columns LIST       names of columns, such as customer=Email,date=Created at,amount=Total
  --json FILE          writes everything that is printed, and more digits, to FILE
  --scores FILE        writes one line per customer to FILE, as CSV`;

/** Days in a unit of time. */
export const UNITS = { day: 1, week: 7, month: 365.25 / 12, year: 365.25 } as const;
export type Unit = keyof typeof UNITS;

/** A mistake of whoever called us: told in one line, without a stack. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Nothing but the list of options was asked for. */
export class HelpAsked extends Error {}

const day = z.iso.date("expected a day such as 1997-09-30");

const Options = z.object({
  log: z.string({ error: "is required: the file that holds the orders" }).min(1),
  "calibrate-to": z.string({ error: "is required: the last day the models may see, such as 1997-09-30" }).pipe(day),
  "holdout-to": day.optional(),
  unit: z.enum(["day", "week", "month", "year"]).default("week"),
  discount: z
    .string()
    .default("0.1")
    .transform(Number)
    .pipe(
      z
        .number("expected a yearly rate such as 0.1")
        .gt(0, "expected a rate above 0")
        .lt(10, "expected a rate below 10"),
    ),
  columns: z.string().default("").transform(readColumns),
  json: z.string().min(1).optional(),
  scores: z.string().min(1).optional(),
});

export type ClvOptions = z.infer<typeof Options>;

const ROLES = ["customer", "date", "amount"] as const;
export type Role = (typeof ROLES)[number];

function readColumns(text: string, context: z.RefinementCtx): Partial<Record<Role, string>> {
  const named: Partial<Record<Role, string>> = {};
  for (const pair of text.split(",").filter((part) => part !== "")) {
    const [role = "", name = ""] = pair.split("=").map((part) => part.trim());
    const known = ROLES.find((one) => one === role);
    if (known === undefined || name === "") {
      context.addIssue(`"${pair}": expected customer=NAME, date=NAME or amount=NAME`);
      return z.NEVER;
    }
    named[known] = name;
  }
  return named;
}

/** Reads the command line. @throws HelpAsked, and UsageError that names the option, its value and the rule. */
export function readOptions(words: readonly string[]): ClvOptions {
  const given = parse(words);
  if (given.help) throw new HelpAsked(USAGE);
  const parsed = Options.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const value = Object.entries(given).find(([key]) => key === name)?.[1];
      return `--${name}${typeof value === "string" ? ` ${value}` : ""}: ${issue.message}`;
    });
    throw new UsageError(`${faults.join("\n")}\n\n${USAGE}`);
  }
  const { "calibrate-to": until, "holdout-to": end } = parsed.data;
  if (end !== undefined && end <= until) {
    throw new UsageError(`--holdout-to ${end}: expected a day after --calibrate-to ${until}`);
  }
  return parsed.data;
}

function parse(words: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...words],
      options: {
        log: text,
        "calibrate-to": text,
        "holdout-to": text,
        unit: text,
        discount: text,
        columns: text,
        json: text,
        scores: text,
        help: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}
