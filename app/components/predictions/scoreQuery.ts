import type { ScoreGroup } from "~/reports/predictionTypes";

export const GROUPS: readonly ScoreGroup[] = ["cohort", "channel", "source", "country"];

/** By what the address wants customers grouped; by their cohort if it says nothing known. */
export const groupChoice = (search: URLSearchParams): ScoreGroup =>
  GROUPS.find((group) => group === search.get("by")) ?? "cohort";
