import type { Served } from "../serving";
import { customerDefaults, customerFields } from "./customer";
import { lineItemComputed, lineItemDefaults, lineItemFields } from "./lineItem";
import { orderComputed, orderDefaults, orderFields } from "./order";
import { orderPartComputed, orderPartDefaults, orderPartFields } from "./orderParts";
import { productComputed, productDefaults, productFields } from "./product";
import { shopDefaults, shopFields } from "./shop";

/** Gives the value of one field (`Type.field`) of a served object, in the shapes of the store folder. */
export type Derive = (source: Served, args: Readonly<Record<string, unknown>>) => unknown;

/** What is derived when the folder does not write it. */
export const derivedFields: Readonly<Record<string, Derive>> = {
  ...orderFields,
  ...lineItemFields,
  ...orderPartFields,
  ...customerFields,
  ...productFields,
  ...shopFields,
};

/** What never comes from the folder as it stands: it depends on arguments, or joins two places. */
export const computedFields: Readonly<Record<string, Derive>> = {
  ...orderComputed,
  ...lineItemComputed,
  ...orderPartComputed,
  ...productComputed,
};

/** What a field is when nobody ever set it. */
export const defaultValues: Readonly<Record<string, unknown>> = {
  ...orderDefaults,
  ...lineItemDefaults,
  ...orderPartDefaults,
  ...customerDefaults,
  ...productDefaults,
  ...shopDefaults,
};
