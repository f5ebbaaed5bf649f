import { disconnect } from "~/db.server";
import { syncToEnd } from "~/sync";

// Reads a shop's history to the end, in a process that may be killed at any time.
const progress = await syncToEnd(BigInt(process.env.SHOP_ID ?? ""));
process.stdout.write(`${progress.phase}\n`);
await disconnect();
