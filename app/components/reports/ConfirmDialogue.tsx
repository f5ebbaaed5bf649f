import { Modal, TitleBar, useAppBridge } from "@shopify/app-bridge-react";
import { Box } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";

interface ConfirmDialogueProps {
  /** By which it is shown. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly action: string;
  /** What is done cannot be taken back. */
  readonly isDestructive?: boolean;
  readonly onConfirm: () => void;
}

/** Asks before something is done: the admin's own dialogue. */
export function ConfirmDialogue({ id, title, text, action, isDestructive = false, onConfirm }: ConfirmDialogueProps) {
  const { t } = useWords();
  const shopify = useAppBridge();
  return (
    <Modal id={id} variant="small">
      <Box padding="400">
        <p>{text}</p>
      </Box>
      <TitleBar title={title}>
        <button
          variant="primary"
          tone={isDestructive ? "critical" : "default"}
          type="button"
          onClick={() => {
            shopify.modal.hide(id);
            onConfirm();
          }}
        >
          {action}
        </button>
        <button type="button" onClick={() => shopify.modal.hide(id)}>
          {t("pages.schedule.cancel")}
        </button>
      </TitleBar>
    </Modal>
  );
}
