import { z } from "zod";

/** The largest number an id can be: what the database holds in eight bytes. */
const MOST = 2n ** 63n - 1n;

const isNumber = (text: string): boolean => /^-?\d{1,19}$/.test(text) && BigInt(text.replace("-", "")) <= MOST;

/** The number of a customer's id; that of a customer who was forgotten is negative. */
export const CustomerId = z.string().refine(isNumber, "expected the number of its id");

/** The number of an id that Shopify gave. */
export const ShopifyId = z
  .string()
  .refine((text) => isNumber(text) && !text.startsWith("-"), "expected the number of its id");

/** Words somebody typed or a store holds: at most 255 characters, none of which the database cannot keep. */
export const Words = z
  .string()
  .max(255)
  .refine((text) => !text.includes("\0"), "expected text without the character 0");
