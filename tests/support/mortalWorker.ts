import { dueDeliveries } from "~/data/deliveries.server";
import { dueRuns, openDueRuns } from "~/data/runs.server";
import { disconnect } from "~/db.server";
import { buildReport } from "~/jobs/buildReport.server";
import { deliver } from "~/jobs/deliver.server";
import { onMoment, reached } from "~/jobs/moments.server";
import { plainMakers } from "./schedules";

// One pass over what is due, in a process that kills itself where DIE_AT says.
const dieAt = process.env.DIE_AT;
onMoment((moment) => {
  if (moment === dieAt) process.kill(process.pid, "SIGKILL");
});
const now = new Date();
if ((await openDueRuns(now)).length > 0) await reached("slot opened");
for (const run of await dueRuns(now)) await buildReport(run, plainMakers());
for (const delivery of await dueDeliveries(new Date())) await deliver(delivery);
await disconnect();
