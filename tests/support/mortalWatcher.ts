import { dueDeliveries } from "~/data/deliveries.server";
import { disconnect } from "~/db.server";
import { deliver } from "~/jobs/deliver.server";
import { watchMetrics } from "~/jobs/metricWatches.server";
import { onMoment } from "~/jobs/moments.server";

// One morning's check of a shop and its mails, in a process that kills itself where DIE_AT says.
const dieAt = process.env.DIE_AT;
onMoment((moment) => {
  if (moment === dieAt) process.kill(process.pid, "SIGKILL");
});
await watchMetrics(BigInt(process.env.WATCHED_SHOP ?? "0"));
for (const delivery of await dueDeliveries(new Date())) await deliver(delivery);
await disconnect();
