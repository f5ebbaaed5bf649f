import { dueDeliveries } from "~/data/deliveries.server";
import { dueRuns, openDueRuns } from "~/data/runs.server";
import { disconnect } from "~/db.server";
import { buildReport } from "~/jobs/buildReport.server";
import { deliver } from "~/jobs/deliver.server";
import { onMoment, reached } from "~/jobs/moments.server";
import { emptyReport, plainMakers } from "./schedules";

// One pass over what is due, in a process that kills itself where DIE_AT says. Shopify does not answer where CUT_OFF is set;
// net sales are NET_SALES.
const dieAt = process.env.DIE_AT;
const netSales = process.env.NET_SALES === undefined ? null : Number(process.env.NET_SALES);
const makers = plainMakers({
  catchUp: async () => {
    if (process.env.CUT_OFF) throw new Error("Shopify does not answer");
  },
  compute: async (_, wish) =>
    emptyReport({
      period: wish.period,
      asOf: wish.asOf.toISOString(),
      metrics: { netSales: { value: netSales, unit: "minor" } },
    }),
});
onMoment((moment) => {
  if (moment === dieAt) process.kill(process.pid, "SIGKILL");
});
const now = new Date();
if ((await openDueRuns(now)).length > 0) await reached("slot opened");
for (const run of await dueRuns(now)) await buildReport(run, makers);
for (const delivery of await dueDeliveries(new Date())) await deliver(delivery);
await disconnect();
