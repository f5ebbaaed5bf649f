import type { ScoreGroup } from "~/reports/scoreGroupTypes";

export const GROUPS: readonly ScoreGroup[] = [
  "cohort",
  "platform",
  "channel",
  "source",
  "country",
  "product",
  "rfm",
  "stage",
  "highValue",
];

/** By what the address wants customers grouped; by their cohort if it says nothing known. */
export const groupChoice = (search: URLSearchParams): ScoreGroup =>
  GROUPS.find((group) => group === search.get("by")) ?? "cohort";
