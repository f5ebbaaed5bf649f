import { AMOUNT_NAMES, type AmountName, type BridgeReason, type Circumstances, type Terms } from "~/analytics/dialects";
import type { Language } from "~/i18n/languages";
import type { Translate } from "~/i18n/translate";

/** The name of an amount, as formulas and reasons use it. */
export function amountName(name: AmountName, t: Translate): string {
  switch (name) {
    case "shippingReturned":
    case "taxReturned":
    case "refunded":
    case "uncostedCost":
      return t(`compare.amounts.${name}`);
    default:
      return t(`metrics.${name}.label`);
  }
}

/** Terms as a formula: what is added first, then what is taken away. */
export function formulaOf(terms: Terms, perOrder: boolean, t: Translate): string {
  const named = (sign: 1 | -1) =>
    AMOUNT_NAMES.filter((name) => terms[name] === sign).map((name) => amountName(name, t));
  const formula = [named(1).join(" + "), ...named(-1)].join(" − ");
  return perOrder ? t("compare.perOrder", { formula }) : formula;
}

/** What the other app does otherwise, as the end of a sentence that begins with it. */
export function reasonOf(reason: BridgeReason, language: Language, t: Translate): string {
  switch (reason.kind) {
    case "clock":
      return t(`compare.reasons.${reason.clock}`);
    case "amount": {
      const name = amountName(reason.name, t).toLocaleLowerCase(language);
      if (reason.theirs === 0) return t(`compare.reasons.${reason.ours > 0 ? "notCounts" : "notTakes"}`, { name });
      return t(`compare.reasons.${reason.theirs > 0 ? "counts" : "takes"}`, { name });
    }
    default:
      return t(`compare.reasons.${reason.kind}${reason.excluded ? "Excluded" : "Included"}`);
  }
}

/** Circumstances in one line: on which day changes count, and which orders are left out. */
export function circumstancesText(of: Circumstances, t: Translate): string {
  const left = [
    ...(of.excludeCancelled ? [t("compare.circumstances.cancelled")] : []),
    ...(of.excludeUnpaid ? [t("compare.circumstances.unpaid")] : []),
    ...(of.excludeOthers ? [t("compare.reasons.othersExcluded")] : []),
  ];
  const clock = t("compare.circumstances.clock", { clock: t(`common.clocks.${of.clock}`) });
  return [clock, ...(left.length > 0 ? left : [t("compare.circumstances.all")])].join(" · ");
}
