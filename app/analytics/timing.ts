import { z } from "zod";
import { Conditions, NO_CONDITIONS } from "./conditions";
import { CATCH_UPS } from "./missedSlots";

/** How many hours a report may wait for the data of its period; 0: not at all. */
export const WAITS = [0, 1, 3, 6, 12] as const;

/** What becomes of a report whose data is still not whole when its wait is over: it goes and says what is missing, or not at all. */
export const IF_INCOMPLETE = ["send", "skip"] as const;

/** Hours after which a missed report may still be made up for, at most: a week. */
export const MOST_CATCH_UP_HOURS = 168;

/** Told where the hours are not possible, as a key of the pages' faults. */
export const HOURS_FAULT = "hours";

/** When a report goes beside its rhythm: what it waits for, what is made up for, and on which conditions. What is not named is as usual. */
export const Timing = z
  .object({
    waitHours: z.literal(WAITS).default(3),
    ifIncomplete: z.enum(IF_INCOMPLETE).default("send"),
    catchUp: z.enum(CATCH_UPS).default("latest"),
    catchUpHours: z.int(HOURS_FAULT).min(1, HOURS_FAULT).max(MOST_CATCH_UP_HOURS, HOURS_FAULT).default(24),
    conditions: Conditions.default(NO_CONDITIONS),
  })
  .prefault({});
export type Timing = Readonly<z.infer<typeof Timing>>;

export const USUAL_TIMING: Timing = Timing.parse({});

/**
 * Data of a report's period that is not in yet. changes: what changed in Shopify last; history: orders that are being imported
 * or repaired; costs: a change of costs that is being applied to its orders.
 */
export const MISSING_PARTS = ["changes", "history", "costs"] as const;
export type MissingPart = (typeof MISSING_PARTS)[number];
