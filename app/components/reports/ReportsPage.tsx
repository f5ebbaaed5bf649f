import { BlockStack, Button, Card, Page, Text } from "@shopify/polaris";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { useWords } from "~/components/shell/words";
import { type DeliveryEntry, DeliveryLog } from "./DeliveryLog";
import { type ScheduleSummary, ScheduleTable } from "./ScheduleTable";

export interface ReportsView {
  readonly schedules: readonly ScheduleSummary[];
  /** How many are in the archive. */
  readonly archived: number;
  readonly deliveries: readonly DeliveryEntry[];
}

/** The reports that are sent, and what was sent. */
export function ReportsPage({ view: { schedules, archived, deliveries } }: { view: ReportsView }) {
  const { t } = useWords();
  const create = { content: t("pages.reports.create"), url: "/app/reports/templates" };
  if (schedules.length === 0 && archived === 0 && deliveries.length === 0)
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
    <Page
      title={t("pages.reports.title")}
      subtitle={t("pages.reports.subtitle")}
      primaryAction={create}
      secondaryActions={[
        { content: t("timing.calendar.title"), url: "/app/reports/calendar" },
        { content: t("shared.nav"), url: "/app/reports/shared" },
        { content: t("builder.archived"), url: "/app/reports/archive" },
      ]}
      fullWidth
    >
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
