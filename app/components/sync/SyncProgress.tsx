import { BlockStack, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";
import type { SyncPart, SyncView } from "./syncView";

/** What is being read of the shop's history, how far, and from when on the numbers are whole. */
export function SyncProgress({ sync }: { sync: SyncView }) {
  const { t, month } = useWords();
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("pages.sync.importing")}
          </Text>
          <Text as="p" tone="subdued">
            {sync.usableFrom
              ? t("pages.sync.usableSince", { month: month(sync.usableFrom) })
              : t("pages.sync.notYetUsable")}
          </Text>
        </BlockStack>
        {sync.state === "preparing" ? <Text as="p">{t("pages.sync.preparing")}</Text> : null}
        <BlockStack gap="300">
          {sync.parts.map((part) => (
            <Part key={part.kind} part={part} />
          ))}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

function Part({ part }: { part: SyncPart }) {
  const { t } = useWords();
  const name = t(`pages.sync.${part.kind}`);
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" gap="200">
        <Text as="span" id={`sync-${part.kind}`}>
          {name}
        </Text>
        <Text as="span" tone="subdued" numeric>
          <PartWords part={part} />
        </Text>
      </InlineStack>
      <ProgressBar
        size="small"
        tone={part.state === "done" ? "success" : "highlight"}
        progress={progressOf(part)}
        animated={false}
        ariaLabelledBy={`sync-${part.kind}`}
      />
    </BlockStack>
  );
}

function PartWords({ part: { state, done, total } }: { part: SyncPart }) {
  const { t, count } = useWords();
  if (state === "waiting") return t("pages.sync.waiting");
  if (state === "done") return count(done);
  return total === null
    ? t("pages.sync.many", { count: count(done) })
    : t("pages.sync.ofMany", { done: count(done), total: count(total) });
}

function progressOf({ state, done, total }: SyncPart): number {
  if (state === "done") return 100;
  return total === null || total === 0 ? 0 : Math.min(99, Math.round((done / total) * 100));
}
