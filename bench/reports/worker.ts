import { z } from "zod";

// A worker's share of the reports that are due: it makes one after the other for so many seconds, and says how many it made.

const seconds = z.coerce.number().parse(process.argv[2]);
const { dueRuns } = await import("~/data/runs.server");
const { buildReport } = await import("~/jobs/buildReport.server");
const { makers } = await import("~/jobs/reportMakers.server");
const { disconnect } = await import("~/db.server");

/** Runs asked for at once; another worker may be at the same ones, and gets those that this one does not. */
const AT_ONCE = 16;

/** Makes due reports until `until`, at least one. @throws when none is due */
async function make(until: number): Promise<number> {
  for (let made = 0; ; ) {
    const due = await dueRuns(new Date(), AT_ONCE);
    if (due.length === 0) throw new Error(`after ${made} reports none was due: expected more than can be made`);
    for (const run of due) {
      if ((await buildReport(run, makers)) !== null) made += 1;
      if (made > 0 && performance.now() >= until) return made;
    }
  }
}

// The first report finds everything cold.
await make(0);
const began = performance.now();
const made = await make(began + seconds * 1000);
process.stdout.write(`${JSON.stringify({ made, seconds: (performance.now() - began) / 1000 })}\n`);
await disconnect();
