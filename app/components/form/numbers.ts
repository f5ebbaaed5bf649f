import { z } from "zod";
import { type Minor, parseMinor } from "~/analytics/money";

/** A number as people type it: "4.50" or "4,50". */
const NumberText = z
  .string()
  .trim()
  .transform((text) => text.replace(",", "."))
  .pipe(z.string().regex(/^\d+(\.\d+)?$/, { message: "number" }));

const orNull = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.literal("").transform(() => null), schema], { message: "number" });

/** An amount of the shop's currency as typed, in minor units; empty is unknown. */
export const AmountText = (exponent: number) =>
  orNull(NumberText.transform((text): Minor => parseMinor(text, exponent)));

/** A percentage as typed, as a share of 1; empty is unknown. */
export const PercentText = orNull(
  NumberText.transform(Number)
    .refine((percent) => percent <= 100, { message: "number" })
    .transform((percent) => percent / 100),
);

/** A percentage as typed, as a decimal text of percent points ("2.9"); empty is unknown. */
export const PercentNumberText = orNull(NumberText.refine((percent) => Number(percent) <= 100, { message: "number" }));

/** A whole number as typed. */
export const WholeText = z.string().trim().regex(/^\d+$/, { message: "number" }).transform(Number);

/** A decimal as typed, as text that decimal.js and PostgreSQL read exactly; empty is unknown. */
export const DecimalText = orNull(NumberText);
