import type { SameKeys } from "../catalogue";
import type { metrics as en } from "../en/metrics";

export const metrics = {} satisfies SameKeys<typeof en>;
