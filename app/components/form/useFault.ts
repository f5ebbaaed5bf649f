import { largestAmount } from "~/analytics/largest";
import { useWords } from "~/components/shell/words";
import type { FaultCode, Faults } from "./fault";

/** The words for what is wrong with a field, or with one of the entries it holds; undefined where nothing is. */
export function useFault(faults: Faults): (field: string) => string | undefined {
  const wordsOf = useFaultWords();
  return (field) => {
    const found = Object.entries(faults).find(([path]) => path === field || path.startsWith(`${field}.`));
    return found && wordsOf(found[1]);
  };
}

/** The words for a fault, with the bound that an amount broke. */
export function useFaultWords(): (code: FaultCode) => string {
  const { t, money, currency } = useWords();
  return (code) => {
    const size = code === "totalTooLarge" ? "total" : "each";
    return t(`pages.faults.${code}`, { most: money(largestAmount(currency, size)) });
  };
}
