import { appendFileSync, writeFileSync } from "node:fs";
import { arch, cpus } from "node:os";
import { Bench } from "./bench";
import { HelpAsked, readOptions, UsageError, usage } from "./options";
import { PARTS } from "./parts";
import { tableOf } from "./support/figures";
import { openScratch, type Scratch } from "./support/scratch";
import { statementReport, watchStatements } from "./support/statements";

// The benchmark suite. docs/performance.md tells how to read what it prints.

let scratch: Scratch | null = null;
process.once("SIGINT", () => end(130));
process.once("SIGTERM", () => end(143));

/** Removes everything of this run, whatever is still under way. */
async function end(code: number): Promise<never> {
  // Connections of the app break when their server is stopped under them, which is no fault any more.
  process.on("uncaughtException", () => undefined);
  process.on("unhandledRejection", () => undefined);
  await scratch?.remove();
  process.exit(code);
}

async function main(): Promise<number> {
  const names = PARTS.map(({ name }) => name);
  const options = readOptions(process.argv.slice(2), names);
  // A file that cannot be written is found out now, not after twenty minutes.
  for (const file of [options.json, options.profile]) if (file) writeFileSync(file, "");
  watchStatements();
  const started = performance.now();
  scratch = await openScratch();
  const bench = new Bench(scratch, options.orders, (line) => process.stderr.write(`${line}\n`));
  for (const part of PARTS.filter(({ name }) => options.only.length === 0 || options.only.includes(name))) {
    await bench.measure(part);
    if (options.profile) appendFileSync(options.profile, `# ${part.name}\n${statementReport()}\n\n`);
  }
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(`${tableOf(bench.figures)}\n`);
  if (options.json) {
    const machine = {
      cores: cpus().length,
      processor: cpus()[0]?.model ?? "",
      architecture: arch(),
      node: process.version,
    };
    const written = { at: new Date().toISOString(), orders: options.orders, seconds, machine, figures: bench.figures };
    writeFileSync(options.json, `${JSON.stringify(written, null, 2)}\n`);
  }
  return 0;
}

function explain(error: unknown): string {
  if (error instanceof HelpAsked) return usage(PARTS);
  if (error instanceof UsageError) return `${error.message}\n\n${usage(PARTS)}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const code = await main().catch((error: unknown) => {
  const isHelp = error instanceof HelpAsked;
  (isHelp ? process.stdout : process.stderr).write(`${explain(error)}\n`);
  return isHelp ? 0 : error instanceof UsageError ? 2 : 1;
});
await end(code);
