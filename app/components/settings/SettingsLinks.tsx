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
        <Divider />
        <Way title={t("platforms.settings.title")} text={t("platforms.settings.text")} url="/app/settings/platforms" />
      </BlockStack>
    </Card>
  );
}

function Way({ title, text, url }: { title: string; text: string; url: string }) {
  const { t } = useWords();
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
      <BlockStack gap="050">
        <Text as="h2" variant="headingSm">
          {title}
        </Text>
        <Text as="p" tone="subdued">
          {text}
        </Text>
      </BlockStack>
      <Button url={url} accessibilityLabel={`${t("pages.settings.open")}: ${title}`}>
        {t("pages.settings.open")}
      </Button>
    </InlineStack>
  );
}
