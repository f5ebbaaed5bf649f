import { Button } from "@shopify/polaris";
import { useState } from "react";
import { useWords } from "~/components/shell/words";
import { download } from "./download";

interface Props {
  readonly path: string;
  readonly fileName: string;
  /** Unless it is a list as CSV. */
  readonly label?: string;
  readonly disabled?: boolean;
}

/** Fetches a file. */
export function DownloadButton({ path, fileName, label, disabled }: Props) {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const fetchFile = async () => {
    setBusy(true);
    try {
      await download(path, fileName);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button onClick={fetchFile} loading={busy} disabled={disabled}>
      {label ?? t("customers.download")}
    </Button>
  );
}
