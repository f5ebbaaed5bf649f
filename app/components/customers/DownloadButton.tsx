import { Button } from "@shopify/polaris";
import { useState } from "react";
import { download } from "~/components/form/download";
import { useWords } from "~/components/shell/words";

/** Fetches a list as a CSV file. */
export function DownloadButton({ path, fileName, disabled }: { path: string; fileName: string; disabled?: boolean }) {
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
      {t("customers.download")}
    </Button>
  );
}
