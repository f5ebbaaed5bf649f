import { openDueRuns } from "~/data/runs.server";
import { disconnect } from "~/db.server";

// Opens what is due at an instant, in a process that a test kills.
await openDueRuns(new Date(process.env.NOW ?? ""));
await disconnect();
