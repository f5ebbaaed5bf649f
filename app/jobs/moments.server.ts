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
export type Moment = (typeof MOMENTS)[number];

let listener: ((moment: Moment) => void | Promise<void>) | null = null;

/** Says that a moment is reached; tests let the process die there. */
export async function reached(moment: Moment): Promise<void> {
  await listener?.(moment);
}

export function onMoment(next: typeof listener): void {
  listener = next;
}
