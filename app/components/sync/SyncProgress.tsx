import { BlockStack, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";
import type { SyncView } from "./syncView";

/** What is being read of the shop's history, how far, and what the numbers on the page hold so far. */
export function SyncProgress({ sync }: { sync: SyncView }) {
  const { t } = useWords();
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("pages.sync.importing")}
          </Text>
          <Text as="p" tone="subdued">
            <Usable sync={sync} />
          </Text>
        </BlockStack>
        <Bar id="sync-orders" name={t("pages.sync.orders")} {...sync.orders} />
        <Bar
          id="sync-windows"
          name={t("pages.sync.windows")}
          done={sync.windows.done}
          total={sync.windows.total === 0 ? null : sync.windows.total}
        />
      </BlockStack>
    </Card>
  );
}

function Usable({ sync: { phase, usableSince, oldestMonth } }: { sync: SyncView }) {
  const { t, month } = useWords();
  if (phase !== "importing") return t("pages.sync.preparing");
  if (usableSince === null || oldestMonth === null) return t("pages.sync.notYetUsable");
  return t("pages.sync.usableSince", { month: month(oldestMonth) });
}

interface BarProps {
  readonly id: string;
  readonly name: string;
  readonly done: number;
  /** Null while it is not known. */
  readonly total: number | null;
}

function Bar({ id, name, done, total }: BarProps) {
  const { t, count } = useWords();
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" gap="200">
        <Text as="span" id={id}>
          {name}
        </Text>
        <Text as="span" tone="subdued" numeric>
          {total === null
            ? t("pages.sync.many", { count: count(done) })
            : t("pages.sync.ofMany", { done: count(done), total: count(total) })}
        </Text>
      </InlineStack>
      <ProgressBar
        size="small"
        tone="highlight"
        progress={percentOf(done, total)}
        animated={false}
        ariaLabelledBy={id}
      />
    </BlockStack>
  );
}

const percentOf = (done: number, total: number | null): number =>
  total === null || total === 0 ? 0 : Math.min(100, Math.round((done / total) * 100));
