import { z } from "zod";
import { day } from "~/analytics/period";

const FIRST = "1970-01-01";
/** The end of a period that holds the last day of 2100. */
const LAST = "2101-01-01";

/** A day an address may name: one of the calendar, of the years 1970 to 2100. */
export const AddressDay = z.iso
  .date()
  .refine((text) => text >= FIRST && text <= LAST, "expected a day of the years 1970 to 2100")
  .transform(day);
