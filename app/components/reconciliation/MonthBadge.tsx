import { Badge } from "@shopify/polaris";
import { isBySettings } from "~/analytics/reconciliation";
import { useWords } from "~/components/shell/words";
import type { ReconciledMonth } from "~/reports/reconciliationTypes";

/** "Equal" only to the last cent; a difference that the settings make is told apart from one that they do not. */
export function MonthBadge({ row }: { row: ReconciledMonth }) {
  const { t } = useWords();
  if (row.equal) return <Badge tone="success">{t("reconciliation.equal")}</Badge>;
  if (isBySettings(row.causes)) return <Badge tone="info">{t("reconciliation.explained")}</Badge>;
  return <Badge tone="attention">{t("reconciliation.differs")}</Badge>;
}
