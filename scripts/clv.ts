import { writeFile } from "node:fs/promises";
import { type Analysis, analyse, type Task } from "./clv/analyse";
import { HelpAsked, readOptions, UNITS, UsageError } from "./clv/options";
import { printed } from "./clv/print";
import { readLog } from "./clv/readLog";
import { dayOf, dayText } from "./clv/values";
import { writeScores } from "./clv/writeScores";

// Lifetime value models for any transaction log, without a shop and without a database.

try {
  const options = readOptions(process.argv.slice(2));
  const log = await readLog(options.log, options.columns);
  const calibrateTo = dayOf(options["calibrate-to"]) ?? 0;
  const holdoutTo = options["holdout-to"] === undefined ? null : dayOf(options["holdout-to"]);
  const task: Task = { histories: log.histories, calibrateTo, holdoutTo, daysPerUnit: UNITS[options.unit] };
  const last = log.histories.days.reduce((latest, day) => Math.max(latest, day), 0);
  const until = holdoutTo ?? calibrateTo;
  if (log.histories.days.length > 0 && last < until) {
    say(`note: the last order of the log is of ${dayText(last)}; nothing is known to have been bought after it`);
  } else if (holdoutTo !== null && last > holdoutTo) {
    say(`note: the log goes on to ${dayText(last)}; orders after ${dayText(holdoutTo)} are not used`);
  }
  const analysis = analyse(task, say);
  if (analysis === null) {
    throw new UsageError(`--calibrate-to ${options["calibrate-to"]}: the log has no order up to that day`);
  }
  process.stdout.write(`${printed(log, analysis, options.unit, calibrateTo)}\n`);
  if (options.json) await writeFile(options.json, `${jsonOf(analysis, options)}\n`);
  if (options.scores) {
    say("scoring customers");
    await writeScores(options.scores, task, analysis, options.discount);
  }
} catch (error) {
  const isHelp = error instanceof HelpAsked;
  const isUsage = error instanceof UsageError;
  const text =
    error instanceof Error ? (isHelp || isUsage ? error.message : (error.stack ?? error.message)) : String(error);
  (isHelp ? process.stdout : process.stderr).write(`${text}\n`);
  process.exitCode = isHelp ? 0 : isUsage ? 2 : 1;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** The whole analysis; columns of numbers by customer go into the file of scores instead. */
function jsonOf(analysis: Analysis, options: ReturnType<typeof readOptions>): string {
  const { log, unit, "calibrate-to": calibrateTo, "holdout-to": holdoutTo = null } = options;
  const spend = analysis.spend && { ...analysis.spend, repeatMeans: undefined };
  return JSON.stringify({ log, unit, calibrateTo, holdoutTo, ...analysis, spend }, null, 2);
}
