import { z } from "zod";
import { exponentOf } from "~/analytics/currencies";
import { type AmountSize, isTooLarge } from "~/analytics/largest";
import { type Minor, parseMinor } from "~/analytics/money";
import { plainAmount } from "~/i18n/typedNumber";

const NUMBER = /^\d+(\.\d+)?$/;

/** A number below a thousand as people type it: "4.50" or "4,50". */
const NumberText = z
  .string()
  .trim()
  .transform((text) => text.replace(",", "."))
  .pipe(z.string().regex(NUMBER, { message: "number" }));

/** An amount as people type it, as a plain decimal: "4.50", "4,50", "1,234.56", "1.234,56"; refused where it may be read two ways. */
const PlainAmount = (exponent: number) =>
  z
    .string()
    .trim()
    .transform((text, context) => {
      const plain = plainAmount(text.replace(/[\s\u00a0\u202f]/g, ""), exponent);
      if (plain !== null && plain !== "ambiguous") return plain;
      context.addIssue({ code: "custom", message: plain ?? "number" });
      return z.NEVER;
    });

const orNull = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.literal("").transform(() => null), schema], {
    error: ({ errors }: { errors?: { message?: string }[][] }) =>
      errors?.flat().some(({ message }) => message === "ambiguous") ? "ambiguous" : "number",
  });

/** A decimal in major units of the shop's currency as typed, as text that decimal.js and PostgreSQL read exactly; empty is unknown. */
export const DecimalText = (currency: string, size: AmountSize) =>
  // What is no number is told already: the bound is for those that are.
  orNull(PlainAmount(exponentOf(currency))).refine(
    (text) => text === null || !NUMBER.test(text) || !isTooLarge(text, currency, size),
    {
      message: TOO_LARGE[size],
    },
  );

const TOO_LARGE = { each: "eachTooLarge", total: "totalTooLarge" } as const satisfies Record<AmountSize, string>;

/** An amount of the shop's currency as typed, in minor units; empty is unknown. */
export const AmountText = (currency: string, size: AmountSize) =>
  DecimalText(currency, size).transform((text): Minor | null =>
    text === null || isTooLarge(text, currency, size) ? null : parseMinor(text, exponentOf(currency)),
  );

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
