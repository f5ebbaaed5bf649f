import type { z } from "zod";

/** Which fields of a form are wrong: the path of each ("recipients.0") with the rule it broke. */
export type Faults = Readonly<Record<string, FaultCode>>;

export const FAULT_CODES = ["required", "number", "email", "invalid"] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

/** The faults that zod found, by the path of the field; the first one of each field counts. */
export function faultsOf(error: z.ZodError): Faults {
  const faults: Record<string, FaultCode> = {};
  for (const issue of error.issues) faults[issue.path.join(".")] ??= codeOf(issue);
  return faults;
}

function codeOf(issue: z.core.$ZodIssue): FaultCode {
  const named = FAULT_CODES.find((code) => code === issue.message);
  if (named) return named;
  if (issue.code === "too_small" && (issue.origin === "string" || issue.origin === "array")) return "required";
  if (issue.code === "invalid_format" && issue.format === "email") return "email";
  if (issue.code === "invalid_type" && issue.expected === "number") return "number";
  return "invalid";
}
