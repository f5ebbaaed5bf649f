import { useWords } from "~/components/shell/words";
import type { Faults } from "./fault";

/** The words for what is wrong with a field, or with one of the entries it holds; undefined where nothing is. */
export function useFault(faults: Faults): (field: string) => string | undefined {
  const { t } = useWords();
  return (field) => {
    const found = Object.entries(faults).find(([path]) => path === field || path.startsWith(`${field}.`));
    return found ? t(`pages.faults.${found[1]}`) : undefined;
  };
}
