import { useRevalidator } from "@remix-run/react";
import { Banner, BlockStack, ProgressBar, Text } from "@shopify/polaris";
import { useEffect, useId } from "react";
import { useWords } from "~/components/shell/words";

/** A change of costs that is being applied, or waits to be. */
export interface OpenChange {
  readonly state: "pending" | "running";
  readonly ordersTotal: number | null;
  readonly ordersDone: number;
}

const LOOK_AGAIN_MS = 2000;

/** Says how far a change of costs has got, and looks again until it is done. `linked` leads to the list of changes. */
export function RecostStatus({ open, linked = true }: { open: OpenChange | null; linked?: boolean }) {
  const { t, count } = useWords();
  const { revalidate, state } = useRevalidator();
  const label = useId();
  useEffect(() => {
    if (!open || state !== "idle") return;
    const timer = setTimeout(revalidate, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [open, state, revalidate]);
  if (!open) return null;
  const { ordersTotal, ordersDone } = open;
  const text =
    ordersTotal === null
      ? t("costs.status.pending")
      : t("costs.status.running", { done: count(ordersDone), total: count(ordersTotal) });
  return (
    <Banner
      tone="info"
      action={linked ? { content: t("costs.status.see"), url: "/app/settings/cost-changes" } : undefined}
    >
      <BlockStack gap="200">
        <Text as="p" id={label}>
          {text}
        </Text>
        {ordersTotal ? (
          <ProgressBar size="small" progress={Math.round((ordersDone / ordersTotal) * 100)} ariaLabelledBy={label} />
        ) : null}
      </BlockStack>
    </Banner>
  );
}
