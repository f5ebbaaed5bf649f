import { BlockStack, Button, Card, Divider, InlineStack, Text } from "@shopify/polaris";
import { Fragment } from "react";
import { useWords } from "~/components/shell/words";

const PAGES = ["costs", "fees", "spend"] as const;

/** The ways into the settings that have a page of their own. */
export function SettingsLinks() {
  const { t } = useWords();
  return (
    <Card>
      <BlockStack gap="300">
        {PAGES.map((page, index) => (
          <Fragment key={page}>
            {index > 0 ? <Divider /> : null}
            <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
              <BlockStack gap="050">
                <Text as="h2" variant="headingSm">
                  {t(`pages.${page}.title`)}
                </Text>
                <Text as="p" tone="subdued">
                  {t(`pages.settings.${page}Text`)}
                </Text>
              </BlockStack>
              <Button
                url={`/app/settings/${page}`}
                accessibilityLabel={`${t("pages.settings.open")}: ${t(`pages.${page}.title`)}`}
              >
                {t("pages.settings.open")}
              </Button>
            </InlineStack>
          </Fragment>
        ))}
      </BlockStack>
    </Card>
  );
}
