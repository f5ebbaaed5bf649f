import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Part } from "../bench";
import { speed } from "../clv/speed";
import { STEPS, type StepName } from "../clv/steps";
import type { NewFigure } from "../support/figures";

/** The big shop of the targets. */
const CUSTOMERS = 235_700;
/** Below so many orders of the big shop the suite is only tried, not measured. */
const FEWEST_ORDERS = 10_000;

export const clv: Part = {
  name: "clv",
  what: "lifetime value is fitted and foretold beside plain BG/NBD, on published and simulated logs",
  run: async (bench) => {
    const isTrial = bench.orders < FEWEST_ORDERS;
    for (const figures of await inThreads(isTrial)) for (const figure of figures) bench.record(figure);
    await speed(bench, isTrial ? 5_000 : CUSTOMERS);
  },
};

/** The figures of every step, in the order of the steps; as many run at once as there are processors. */
async function inThreads(isTrial: boolean): Promise<NewFigure[][]> {
  const names = Object.keys(STEPS) as StepName[];
  const found: NewFigure[][] = names.map(() => []);
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < names.length; index = next++) found[index] = await inThread(names[index], isTrial);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return found;
}

function inThread(step: StepName | undefined, isTrial: boolean): Promise<NewFigure[]> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("../clv/stepThread.ts", import.meta.url), {
      workerData: { step, isTrial },
      execArgv: ["--import", "tsx"],
    });
    thread.once("message", resolve).once("error", reject);
    thread.once("exit", (code) => reject(new Error(`step ${step} ended with ${code}: expected figures`)));
  });
}
