import type { Uncosted } from "~/analytics/periodFigures";
import { useWords } from "~/components/shell/words";

/** The mark of a profit that counts only the known unit costs; it says of how many lines they are unknown. */
export function Partly({ of }: { of: Uncosted | undefined }) {
  const { t, count } = useWords();
  if (of === undefined || of.sales === 0) return null;
  const doubt = t("statement.uncosted", { sales: count(of.sales), of: count(of.of) });
  return (
    <span className="partly" role="img" aria-label={doubt} title={doubt}>
      *
    </span>
  );
}
