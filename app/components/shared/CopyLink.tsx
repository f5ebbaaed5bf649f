import { useAppBridge } from "@shopify/app-bridge-react";
import { Button, TextField } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";

/** The address to be read and copied. */
export function CopyLink({ url }: { url: string }) {
  const { t } = useWords();
  const copy = useCopy();
  return (
    <TextField
      label={t("shared.link")}
      labelHidden
      readOnly
      selectTextOnFocus
      autoComplete="off"
      value={url}
      connectedRight={<Button onClick={() => copy(url)}>{t("shared.copy")}</Button>}
    />
  );
}

/** Puts a text on the clipboard and says so; where the admin's frame does not allow it, says that. */
export function useCopy(): (text: string) => void {
  const { t } = useWords();
  const shopify = useAppBridge();
  return (text) => {
    const refused = () => shopify.toast.show(t("shared.notCopied"), { isError: true });
    if (!navigator.clipboard) return refused();
    navigator.clipboard.writeText(text).then(() => shopify.toast.show(t("shared.copied")), refused);
  };
}
