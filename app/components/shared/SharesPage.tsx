import { BlockStack, Box, Card, Page, Text } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";
import { ShareCard } from "./ShareCard";
import { SharesTable } from "./SharesTable";
import type { ShareChoice, ShareEntry } from "./shareEntry";

export interface SharesView {
  readonly shares: readonly ShareEntry[];
  readonly choices: readonly ShareChoice[];
}

/** Every link of the shop, newest first. */
export function SharesPage({ view: { shares, choices } }: { view: SharesView }) {
  const { t } = useWords();
  return (
    <Page
      title={t("shared.title")}
      subtitle={t("shared.subtitle")}
      backAction={{ content: t("pages.schedule.back"), url: "/app/reports" }}
      fullWidth
    >
      <BlockStack gap="400">
        <ShareCard title={t("shared.forSchedule")} shares={[]} choices={choices} />
        <Card padding={shares.length === 0 ? "400" : "0"}>
          {shares.length === 0 ? (
            <Text as="p" tone="subdued">
              {t("shared.none")}
            </Text>
          ) : (
            <SharesTable shares={shares} />
          )}
        </Card>
        <Box paddingInline={{ xs: "400", md: "0" }}>
          <Text as="p" tone="subdued">
            {t("shared.privacy")}
          </Text>
        </Box>
      </BlockStack>
    </Page>
  );
}
