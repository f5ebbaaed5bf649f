import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Card, Page, Text } from "@shopify/polaris";
import { Pages } from "~/components/figures/Pages";
import { JSON_POST } from "~/components/form/send";
import { type DeliveryEntry, Entries } from "~/components/reports/DeliveryLog";
import { useWords } from "~/components/shell/words";

export type AddressAlert = keyof typeof TITLES;

export interface DeliveriesView {
  readonly deliveries: readonly DeliveryEntry[];
  readonly page: number;
  readonly pages: number;
  /** Addresses that nothing is sent to any more, or to which a mail could not be sent, until the merchant has taken note. */
  readonly alerts: readonly { readonly code: AddressAlert; readonly addresses: string }[];
}

const TITLES = {
  mail_bounced: "deliveries.bouncedTitle",
  mail_complained: "deliveries.complainedTitle",
  mail_refused: "deliveries.refusedTitle",
  mail_changed: "deliveries.changedTitle",
} as const;

/** Every mail of the shop, newest first. */
export function DeliveriesPage({ view: { deliveries, page, pages, alerts } }: { view: DeliveriesView }) {
  const { t } = useWords();
  const seen = useFetcher();
  return (
    <Page
      title={t("deliveries.title")}
      backAction={{ content: t("pages.schedule.back"), url: "/app/reports" }}
      secondaryActions={[{ content: t("shared.nav"), url: "/app/reports/shared" }]}
      fullWidth
    >
      <BlockStack gap="400">
        {alerts.map(({ code, addresses }) => (
          <Banner
            key={code}
            tone="warning"
            action={{
              content: t("deliveries.understood"),
              loading: seen.state !== "idle",
              onAction: () => seen.submit(JSON.stringify({ code }), JSON_POST),
            }}
          >
            <p>{t(TITLES[code], { addresses })}</p>
          </Banner>
        ))}
        <Card padding={deliveries.length === 0 ? "400" : "0"}>
          {deliveries.length === 0 ? (
            <Text as="p" tone="subdued">
              {t("deliveries.none")}
            </Text>
          ) : (
            <Entries deliveries={deliveries} />
          )}
        </Card>
        <Pages page={page} last={pages} />
      </BlockStack>
    </Page>
  );
}
