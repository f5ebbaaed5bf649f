import { z } from "zod";
import { EXPENSE_KINDS } from "~/analytics/expenses";
import { type Day, day } from "~/analytics/period";
import { AmountText, DecimalText, PercentNumberText, WholeText } from "~/components/form/numbers";

/** A day as a date field holds it; empty is null. */
export const DayText = z.string().transform((text, context): Day | null => {
  if (text === "") return null;
  try {
    return day(text);
  } catch {
    context.addIssue({ code: "custom", message: "day" });
    return z.NEVER;
  }
});

const known = <T>(schema: z.ZodType<T | null>, message: string) =>
  schema.transform((value, context) => {
    if (value !== null) return value;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });

const Percent = known(PercentNumberText, "number");
const KnownDay = known(DayText, "day");
const Name = z.string().trim().min(1, { message: "invalid" }).max(200, { message: "invalid" });

/** A unit cost as typed, in the shop's currency. */
export const UnitCostForm = (currency: string) =>
  z.object({ sku: Name, amount: known(DecimalText(currency, "each"), "number"), validFrom: DayText });

/** The rules for unit costs as their form holds them. */
export const UnitCostRulesForm = z.object({
  rules: z
    .array(
      z.object({
        kind: z.enum(["collection", "type", "vendor"]),
        subject: z.string().min(1, { message: "invalid" }),
        percent: Percent,
        validFrom: DayText,
      }),
    )
    .superRefine((rules, context) => {
      const keys = rules.map(({ kind, subject, validFrom }) => `${kind} ${validFrom} ${subject}`);
      for (const [index, key] of keys.entries())
        if (keys.indexOf(key) !== index)
          context.addIssue({ code: "custom", message: "invalid", path: [index, "subject"] });
    }),
});

const Countries = z
  .string()
  .transform((text) =>
    text
      .split(/[\s,;、]+/)
      .filter((code) => code !== "")
      .map((code) => code.toUpperCase()),
  )
  .pipe(z.array(z.string().regex(/^[A-Z]{2}$/, { message: "invalid" })));

const WholeOrNull = z.union([z.literal("").transform(() => null), WholeText], { message: "number" });

/** A rule for what orders cost, as its form holds it: everything as typed. */
export interface OrderRuleValues {
  readonly countries: string;
  readonly minValue: string;
  readonly maxValue: string;
  readonly minUnits: string;
  readonly maxUnits: string;
  readonly validFrom: string;
  readonly basis: "order" | "unit" | "percent";
  readonly cost: string;
}

const OrderRule = (currency: string) => {
  const limits = {
    countries: Countries,
    minValue: AmountText(currency, "total"),
    maxValue: AmountText(currency, "total"),
    minUnits: WholeOrNull,
    maxUnits: WholeOrNull,
    validFrom: DayText,
  };
  return z.discriminatedUnion("basis", [
    z.object({ ...limits, basis: z.literal("percent"), cost: Percent }),
    z.object({ ...limits, basis: z.enum(["order", "unit"]), cost: known(AmountText(currency, "each"), "number") }),
  ]);
};

/** Rules for order costs by kind, in the shop's currency. */
export const OrderRulesForm = (currency: string) => {
  const list = z.array(OrderRule(currency)).max(200);
  return z.object({ shipping: list, handling: list, packaging: list, duties: list });
};

/** Fee rules of each gateway. */
export const FeeRulesForm = (currency: string) =>
  z.record(
    z.string(),
    z
      .array(z.object({ validFrom: DayText, percent: PercentNumberText, fixed: AmountText(currency, "each") }))
      .superRefine((rules, context) => {
        const days = rules.map(({ validFrom }) => validFrom);
        for (const [index, from] of days.entries())
          if (days.indexOf(from) !== index)
            context.addIssue({ code: "custom", message: "day", path: [index, "validFrom"] });
      }),
  );

/** Spend of a day up to `today`, the shop's: what is planned is not spent. */
export const SpendForm = (currency: string, today: Day) =>
  z.object({
    day: KnownDay.refine((day) => day === null || day <= today, { message: "dayAhead" }),
    platform: Name,
    amount: known(AmountText(currency, "total"), "number"),
  });

const isOrdered = ({ kind, start, end }: { kind: string; start: Day; end: Day | null }) =>
  end === null || (kind === "once" ? end === start : end >= start);

/** An expense as typed; its amount is a percentage for kind percent. */
export const ExpenseForm = (currency: string) => {
  const shared = { expenseId: z.uuid().nullable(), name: Name, start: KnownDay, end: DayText };
  return z
    .discriminatedUnion("kind", [
      z.object({ ...shared, kind: z.literal("percent"), amount: Percent }),
      z.object({
        ...shared,
        kind: z.enum(EXPENSE_KINDS).exclude(["percent"]),
        amount: known(AmountText(currency, "total"), "number"),
      }),
    ])
    .refine(isOrdered, { message: "day", path: ["end"] });
};
