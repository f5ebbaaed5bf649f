/** A count as the API gives it: exact up to the limit, "at least" the limit beyond it; a null limit counts everything. */
export function exactCount(found: number, limit: unknown): { count: number; precision: "EXACT" | "AT_LEAST" } {
  if (typeof limit === "number" && found > limit) return { count: limit, precision: "AT_LEAST" };
  return { count: found, precision: "EXACT" };
}
