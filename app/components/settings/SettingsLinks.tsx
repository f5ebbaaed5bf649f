import { BlockStack, Button, Card, Divider, InlineStack, Text } from "@shopify/polaris";
import { Fragment } from "react";
import { useWords } from "~/components/shell/words";

const PAGES = [
  { path: "costs", title: "pages.costs.title", text: "pages.settings.costsText" },
  { path: "order-costs", title: "costs.order.title", text: "costs.order.text" },
  { path: "fees", title: "pages.fees.title", text: "pages.settings.feesText" },
  { path: "spend", title: "pages.spend.title", text: "pages.settings.spendText" },
  { path: "cost-changes", title: "costs.changes.title", text: "costs.changes.text" },
] as const;

/** The ways into the settings that have a page of their own. */
export function SettingsLinks() {
  const { t } = useWords();
  return (
    <Card>
      <BlockStack gap="300">
        {PAGES.map(({ path, title, text }, index) => (
          <Fragment key={path}>
            {index > 0 ? <Divider /> : null}
            <Way title={t(title)} text={t(text)} url={`/app/settings/${path}`} />
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
      <div className="unbroken">
        <Button url={url} accessibilityLabel={`${t("pages.settings.open")}: ${title}`}>
          {t("pages.settings.open")}
        </Button>
      </div>
    </InlineStack>
  );
}
