import { Button, InlineStack } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useWords } from "~/components/shell/words";

/** What can be done with a row: to change it, and the button that takes it away. `what` names the row for those who hear it. */
export function RowActions({ what, onEdit, children }: { what: string; onEdit: () => void; children: ReactNode }) {
  const { t } = useWords();
  return (
    <InlineStack gap="200" wrap={false} align="end">
      <Button variant="plain" accessibilityLabel={t("costs.spend.editOf", { what })} onClick={onEdit}>
        {t("costs.spend.edit")}
      </Button>
      {children}
    </InlineStack>
  );
}
