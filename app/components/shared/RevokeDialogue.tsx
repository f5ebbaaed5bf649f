import { Modal, TitleBar, useAppBridge } from "@shopify/app-bridge-react";
import { Box } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";

/** The dialogue's name, by which it is shown. */
export const REVOKE_DIALOGUE = "revoke-link";

/** Asks whether a link is to end. */
export function RevokeDialogue({ onRevoke }: { onRevoke: () => void }) {
  const { t } = useWords();
  const shopify = useAppBridge();
  return (
    <Modal id={REVOKE_DIALOGUE} variant="small">
      <Box padding="400">
        <p>{t("shared.revokeText")}</p>
      </Box>
      <TitleBar title={t("shared.revokeTitle")}>
        <button
          variant="primary"
          tone="critical"
          type="button"
          onClick={() => {
            shopify.modal.hide(REVOKE_DIALOGUE);
            onRevoke();
          }}
        >
          {t("shared.revoke")}
        </button>
        <button type="button" onClick={() => shopify.modal.hide(REVOKE_DIALOGUE)}>
          {t("shared.cancel")}
        </button>
      </TitleBar>
    </Modal>
  );
}
