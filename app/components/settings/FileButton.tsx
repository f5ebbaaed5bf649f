import { Button, InlineStack } from "@shopify/polaris";
import { useState } from "react";
import { download } from "~/components/form/download";
import { useWords } from "~/components/shell/words";

/** Fetches a file of the app, and says so where that fails. */
export function FileButton({ label, path, fileName }: { label: string; path: string; fileName: string }) {
  const { t } = useWords();
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const fetchFile = () => {
    setState("busy");
    download(path, fileName).then(
      () => setState("idle"),
      () => setState("failed"),
    );
  };
  return (
    <InlineStack>
      <Button onClick={fetchFile} loading={state === "busy"} tone={state === "failed" ? "critical" : undefined}>
        {state === "failed" ? t("pages.errors.failed") : label}
      </Button>
    </InlineStack>
  );
}
