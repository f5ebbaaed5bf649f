import { parseArgs } from "node:util";

export interface BenchOptions {
  /** Names of the parts to run; all of them when empty. */
  readonly only: readonly string[];
  readonly orders: number;
  /** Where the figures are written as JSON; null: nowhere. */
  readonly json: string | null;
  /** Where it is written which SQL statement was waited for how long; null: nowhere. */
  readonly profile: string | null;
}

/** A command line that cannot be understood; the message says why. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The user asked for the usage, which is not a fault. */
export class HelpAsked extends Error {
  override readonly name = "HelpAsked";
}

const FEWEST = 200;
const MOST = 10_000_000;

export const usage = (parts: readonly { readonly name: string; readonly what: string }[]): string =>
  `npm run bench -- [--orders N] [--only NAME[,NAME…]] [--json FILE] [--profile FILE]

  --orders N     orders of the big shop, ${FEWEST} to ${MOST.toLocaleString("en-US")} (1,000,000)
  --only NAMES   only these parts, and what they need
  --json FILE    writes every figure with its ratio to FILE
  --profile FILE writes to FILE how long each SQL statement was waited for

Parts:
${parts.map(({ name, what }) => `  ${name.padEnd(10)} ${what}`).join("\n")}`;

/** Reads the command line. @throws HelpAsked, UsageError */
export function readOptions(words: readonly string[], names: readonly string[]): BenchOptions {
  const { values } = parse(words);
  if (values.help) throw new HelpAsked();
  const only = (values.only ?? []).flatMap((list) => list.split(",")).map((name) => name.trim());
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new UsageError(`--only ${unknown}: expected one of ${names.join(", ")}`);
  return { only, orders: ordersOf(values.orders), json: values.json ?? null, profile: values.profile ?? null };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        only: { type: "string", multiple: true },
        orders: { type: "string" },
        json: { type: "string" },
        profile: { type: "string" },
        help: { type: "boolean" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function ordersOf(text: string | undefined): number {
  if (text === undefined) return 1_000_000;
  const orders = Number(text.replace(/[,_]/g, ""));
  if (!Number.isSafeInteger(orders) || orders < FEWEST || orders > MOST) {
    throw new UsageError(`--orders ${text}: expected a whole number from ${FEWEST} to ${MOST}`);
  }
  return orders;
}
