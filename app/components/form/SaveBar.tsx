import { SaveBar as AdminSaveBar } from "@shopify/app-bridge-react";
import { useWords } from "~/components/shell/words";

interface SaveBarProps {
  readonly id: string;
  readonly open: boolean;
  readonly saving: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/** Shopify's bar at the top of the admin: it stands there as long as something is not saved. */
export function SaveBar({ id, open, saving, onSave, onDiscard }: SaveBarProps) {
  const { t } = useWords();
  return (
    <AdminSaveBar id={id} open={open}>
      <button variant="primary" type="button" onClick={onSave} loading={saving ? "" : undefined}>
        {t("pages.settings.save")}
      </button>
      <button type="button" onClick={onDiscard}>
        {t("pages.settings.discard")}
      </button>
    </AdminSaveBar>
  );
}
