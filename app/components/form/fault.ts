import type { z } from "zod";

/** What can be wrong with a field; its words are `pages.faults`. */
export const FAULT_CODES = [
  "invalid",
  "number",
  "ambiguous",
  "eachTooLarge",
  "totalTooLarge",
  "day",
  "dayAhead",
  "title",
  "foreword",
  "sections",
  "compared",
  "localTime",
  "timeZone",
  "weekday",
  "month",
  "monthDay",
  "hours",
  "condition",
  "conditionChange",
  "changeSize",
  "comparedAhead",
  "email",
  "recipients",
  "testFailed",
  "testUnconfirmed",
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

/** Which fields of a form are wrong: the path of each ("recipients.0.email") with the rule it broke. */
export type Faults = Readonly<Record<string, FaultCode>>;

/** The faults that zod found, by the path of the field; the first one of each field counts. `codeOf` knows a rule by its message. */
export function faultsOf(error: z.ZodError, codeOf: (message: string) => string = (message) => message): Faults {
  const faults: Record<string, FaultCode> = {};
  for (const { path, message } of error.issues) {
    const code = codeOf(message);
    faults[path.join(".")] ??= FAULT_CODES.find((known) => known === code) ?? "invalid";
  }
  return faults;
}
