import { BlockStack, Button, Card, Page, Text } from "@shopify/polaris";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { useWords } from "~/components/shell/words";
import { type DeliveryEntry, DeliveryLog } from "./DeliveryLog";
import { type ScheduleSummary, ScheduleTable } from "./ScheduleTable";

export interface ReportsView {
  readonly schedules: readonly ScheduleSummary[];
  readonly deliveries: readonly DeliveryEntry[];
}

/** The reports that are sent, and what was sent. */
export function ReportsPage({ view: { schedules, deliveries } }: { view: ReportsView }) {
  const { t } = useWords();
  const create = { content: t("pages.reports.create"), url: "/app/reports/new" };
  if (schedules.length === 0 && deliveries.length === 0)
    return (
      <Page title={t("pages.reports.title")}>
        <EmptyPage
          title={t("pages.reports.emptyTitle")}
          text={t("pages.reports.emptyText")}
          action={
            <Button variant="primary" url={create.url}>
              {create.content}
            </Button>
          }
        />
      </Page>
    );
  return (
    <Page title={t("pages.reports.title")} subtitle={t("pages.reports.subtitle")} primaryAction={create}>
      <BlockStack gap="400">
        {schedules.length === 0 ? null : (
          <Card padding="0">
            <div className="card-head">
              <Text as="h2" variant="headingMd">
                {t("pages.reports.schedules")}
              </Text>
            </div>
            <ScheduleTable schedules={schedules} />
          </Card>
        )}
        <DeliveryLog deliveries={deliveries} />
      </BlockStack>
    </Page>
  );
}
