import { BlockStack, Box, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { useWords } from "~/components/shell/words";
import { ShareForm } from "./ShareForm";
import { SharesTable } from "./SharesTable";
import type { ShareChoice, ShareEntry } from "./shareEntry";

interface ShareCardProps {
  readonly title: string;
  readonly shares: readonly ShareEntry[];
  readonly choices: readonly ShareChoice[];
}

/** Links to a report for people without access to the shop, and a form for another one. */
export function ShareCard({ title, shares, choices }: ShareCardProps) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          <Text as="p" tone="subdued">
            {t("shared.cardText")}
          </Text>
          {open ? (
            <ShareForm choices={choices} />
          ) : (
            <InlineStack>
              <Button disabled={choices.length === 0} onClick={() => setOpen(true)}>
                {t("shared.create")}
              </Button>
            </InlineStack>
          )}
        </BlockStack>
      </Box>
      {shares.length > 0 ? <SharesTable shares={shares} /> : null}
    </Card>
  );
}
