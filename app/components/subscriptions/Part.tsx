import { BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

/** A card with a title over a table. */
export function Part({
  title,
  text,
  action,
  children,
}: {
  title: string;
  text?: string;
  action?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <Card padding="0">
      <div className="card-head">
        <InlineStack gap="300" align="space-between" blockAlign="center">
          <div className="list-reason">
            <BlockStack gap="100">
              <Text as="h2" variant="headingMd">
                {title}
              </Text>
              {text ? (
                <Text as="p" tone="subdued">
                  {text}
                </Text>
              ) : null}
            </BlockStack>
          </div>
          {action}
        </InlineStack>
      </div>
      {children}
    </Card>
  );
}
