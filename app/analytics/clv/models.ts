import { bgNbd } from "./bgNbd";
import { mbgCnbd2, mbgCnbd3, mbgCnbd4 } from "./mbgCnbd";
import { mbgNbd } from "./mbgNbd";
import { nbd } from "./nbd";
import { paretoNbd } from "./paretoNbd";
import type { PurchaseModel, PurchaseModelName } from "./purchaseModel";

/** All models of purchases without a contract. */
export const MODELS: Readonly<Record<PurchaseModelName, PurchaseModel>> = {
  nbd,
  bgNbd,
  mbgNbd,
  paretoNbd,
  mbgCnbd2,
  mbgCnbd3,
  mbgCnbd4,
};
