import { z } from "zod";

/** What the form of the rules holds, as it is typed. */
export const RulesForm = z.object({
  paused: z.enum(["excluded", "counted"]),
  discounts: z.enum(["recurring", "all", "none"]),
  sameMonth: z.enum(["dropped", "counted"]),
  endsOn: z.enum(["halfway", "due"]),
  graceDays: z
    .string()
    .trim()
    .regex(/^\d{1,3}$/, "number")
    .transform(Number)
    .pipe(z.number().max(120, "number")),
  notPlans: lines(),
  renewalSources: lines(),
  apps: lines(),
  tags: lines(),
  firstTags: lines(),
  renewalTags: lines(),
});
export type RulesValues = z.input<typeof RulesForm>;

/** One entry a line. */
function lines() {
  return z.string().transform((text) => [
    ...new Set(
      text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== ""),
    ),
  ]);
}

export const WORD_LISTS = ["notPlans", "renewalSources", "apps", "tags", "firstTags", "renewalTags"] as const;
