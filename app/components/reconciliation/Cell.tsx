import { Text } from "@shopify/polaris";
import type { ReconciledFigure } from "~/analytics/reconciliation";
import { useWords } from "~/components/shell/words";

/** A figure of the comparison: money, or a count of orders; what Shopify does not tell says so. */
export function Cell({ figure, value, signed = false }: CellProps) {
  const { t, money, count } = useWords();
  if (value === null)
    return (
      <Text as="span" tone="subdued">
        {t("reconciliation.notTold")}
      </Text>
    );
  const text = figure === "orders" ? count(value) : money(value);
  return <>{signed && value > 0 ? `+${text}` : text}</>;
}

interface CellProps {
  readonly figure: ReconciledFigure;
  readonly value: number | null;
  /** With a plus where it is more than Shopify's. */
  readonly signed?: boolean;
}
