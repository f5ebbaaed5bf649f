import { z } from "zod";
import { PercentText } from "~/components/form/numbers";

/** The yearly discount as typed, in percent. */
export const DiscountForm = z.object({
  discountRate: PercentText.refine((rate) => rate !== null, { message: "number" }).transform((rate) => rate ?? 0),
});
