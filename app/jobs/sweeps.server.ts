import { shopsToRecost } from "~/data/costChanges.server";
import { dueDeliveries } from "~/data/deliveries.server";
import { sweepFiles } from "~/data/deliveryFiles.server";
import { dueRuns, openDueRuns } from "~/data/runs.server";
import { sweepShares } from "~/data/shares.server";
import { dueTasks, planTasks, SHOP_TASKS } from "~/data/shopTasks.server";
import { dueSyncs } from "~/data/syncState.server";
import { shopsWithWebhooks, sweepInbox } from "~/data/webhookInbox.server";
import type { Sweep } from "./clock.server";
import { recost } from "./costJobs.server";
import { wakeFor } from "./job";
import { reached } from "./moments.server";
import { buildRun, sendDelivery } from "./reportJobs.server";
import { advance, firstDue, jobOf, readInbox } from "./syncJobs.server";

const MOST_AT_ONCE = 500;
const SLOTS_AT_ONCE = 200;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Opens the runs of all slots that are due; they are found by the sweep of runs, of this process or another. */
const slots: Sweep = {
  name: "slots",
  due: async (now) => {
    let opened = 0;
    do {
      opened = (await openDueRuns(now, SLOTS_AT_ONCE)).length;
      if (opened > 0) await reached("slot opened");
    } while (opened >= SLOTS_AT_ONCE);
    return [];
  },
};

const runs: Sweep = {
  name: "runs",
  due: async (now) => (await dueRuns(now, MOST_AT_ONCE)).map((run) => wakeFor(buildRun, run)),
};

const deliveries: Sweep = {
  name: "deliveries",
  due: async (now) => (await dueDeliveries(now, MOST_AT_ONCE)).map((delivery) => wakeFor(sendDelivery, delivery)),
};

const inbox: Sweep = {
  name: "inbox",
  due: async (now) => (await shopsWithWebhooks(now, 1)).map(() => wakeFor(readInbox, {})),
};

const syncs: Sweep = {
  name: "syncs",
  due: async (now) => (await dueSyncs(now, MOST_AT_ONCE)).map((shopId) => wakeFor(advance, { shopId })),
};

const recosts: Sweep = {
  name: "recosts",
  due: async () => (await shopsToRecost(MOST_AT_ONCE)).map((shopId) => wakeFor(recost, { shopId })),
};

const tasks: Sweep = {
  name: "tasks",
  due: async (now) => {
    for (const task of SHOP_TASKS) await planTasks(task, (shopId, timeZone) => firstDue(task, shopId, timeZone, now));
    return (await dueTasks(now, MOST_AT_ONCE)).map((task) => wakeFor(jobOf(task.task), task));
  },
};

/** Forgets webhooks that were processed a week ago, once an hour in each process. */
function tidyInbox(): Sweep {
  let last = 0;
  return {
    name: "tidy inbox",
    due: async (now) => {
      if (now.getTime() - last < HOUR_MS) return [];
      last = now.getTime();
      await sweepInbox(new Date(now.getTime() - 7 * DAY_MS));
      return [];
    },
  };
}

/** Deletes files of mails and links to reports that are older than they are kept, once an hour in each process. */
function tidyFiles(): Sweep {
  let last = 0;
  return {
    name: "tidy files",
    due: async (now) => {
      if (now.getTime() - last < HOUR_MS) return [];
      last = now.getTime();
      await sweepFiles(now);
      await sweepShares(now);
      return [];
    },
  };
}

/** Everything the clock looks for. Readers come first: a report must not wait behind an import. */
export const SWEEPS: readonly Sweep[] = [
  slots,
  runs,
  deliveries,
  inbox,
  syncs,
  recosts,
  tasks,
  tidyInbox(),
  tidyFiles(),
];
