/** Moments between two lasting effects of a report's way to its reader. A process may die at any of them, and nothing is lost or doubled. */
export const MOMENTS = [
  "slot opened",
  "run claimed",
  "caught up",
  "report computed",
  "mails rendered",
  "run finished",
  "mail claimed",
  "mail about to be sent",
  "mail taken",
  "mail marked sent",
] as const;

/** Such moments of runs that wait, or end without a mail. */
export const UNSENT_MOMENTS = ["run put off", "run left out", "run not needed"] as const;

/** Such moments of a notice about a metric, before its mails go the way of all mails. */
export const NOTICE_MOMENTS = ["watches read", "watches judged", "notices rendered", "notices written"] as const;
export type Moment = (typeof MOMENTS)[number] | (typeof UNSENT_MOMENTS)[number] | (typeof NOTICE_MOMENTS)[number];

let listener: ((moment: Moment) => void | Promise<void>) | null = null;

/** Says that a moment is reached; tests let the process die there. */
export async function reached(moment: Moment): Promise<void> {
  await listener?.(moment);
}

export function onMoment(next: typeof listener): void {
  listener = next;
}
