import { BlockStack, Box, Card, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

/** What a page says as long as it has nothing to show, and what leads on. */
export function EmptyPage({ title, text, action }: { title: string; text: string; action?: ReactNode }) {
  return (
    <Card>
      <Box paddingBlock="1000">
        <BlockStack gap="300" inlineAlign="center">
          <Text as="h2" variant="headingMd" alignment="center">
            {title}
          </Text>
          <Box maxWidth="30rem">
            <Text as="p" tone="subdued" alignment="center">
              {text}
            </Text>
          </Box>
          {action}
        </BlockStack>
      </Box>
    </Card>
  );
}
