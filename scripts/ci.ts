import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";

/** A check and how many single tests of it passed, failed and were skipped. */
interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const folder = await mkdtemp(path.join(tmpdir(), "tenure-ci-"));
const results = path.join(folder, "tests.json");

const outcomes = [
  await gate("types, lint, format, schema", ["run", "check"]),
  await gate("build", ["run", "build"]),
  await tests(),
  await gate("the demo from start to Ctrl-C", ["run", "demo:check"]),
];
await rm(folder, { recursive: true, force: true });

const total = (part: keyof Outcome) => outcomes.reduce((sum, outcome) => sum + outcome[part], 0);
if (total("skipped") > 0) console.log(`${total("skipped")} skipped`);
console.log(`${total("passed")} passed, ${total("failed")} failed`);
process.exitCode = total("failed") > 0 ? 1 : 0;

async function gate(name: string, npmArguments: readonly string[]): Promise<Outcome> {
  console.log(`\n=== ${name}`);
  const code = await npm(npmArguments);
  if (code !== 0) console.log(`=== ${name}: failed with exit code ${code}`);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** The README's test command, with a machine-readable copy of its outcome. A run that ends without one counts as failed. */
async function tests(): Promise<Outcome> {
  console.log("\n=== tests");
  const code = await npm(["test", "--", "--reporter=default", "--reporter=json", `--outputFile.json=${results}`]);
  const Results = z.object({ numPassedTests: z.number(), numFailedTests: z.number(), numPendingTests: z.number() });
  const text = await readFile(results, "utf8").catch(() => null);
  if (text === null) return { passed: 0, failed: 1, skipped: 0 };
  const counts = Results.parse(JSON.parse(text));
  const failed = code !== 0 && counts.numFailedTests === 0 ? 1 : counts.numFailedTests;
  return { passed: counts.numPassedTests, failed, skipped: counts.numPendingTests };
}

function npm(npmArguments: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = spawn("npm", ["--silent", ...npmArguments], {
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
