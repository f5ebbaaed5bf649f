import { z } from "zod";
import { buildReport } from "./buildReport.server";
import { deliver } from "./deliver.server";
import { defineJob, enqueue, ShopIdPayload } from "./queue.server";
import { makers } from "./reportMakers.server";

/** Sends one mail. */
export const sendDelivery = defineJob({
  name: "delivery.send",
  payload: z.object({ shopId: ShopIdPayload, deliveryId: z.uuid() }),
  concurrency: 4,
  run: (delivery) => deliver(delivery),
});

/** Makes one report and hands its mails on. */
export const buildRun = defineJob({
  name: "report.build",
  payload: z.object({ shopId: ShopIdPayload, runId: z.uuid() }),
  run: async (run) => {
    // Where no queue takes them, the mails need not wait for the clock.
    for (const delivery of (await buildReport(run, makers)) ?? [])
      if (!(await enqueue(sendDelivery, delivery))) await deliver(delivery);
    return null;
  },
});
