import { Card, Page } from "@shopify/polaris";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { useWords } from "~/components/shell/words";
import { type ScheduleSummary, ScheduleTable } from "./ScheduleTable";

export interface ArchiveView {
  readonly schedules: readonly ScheduleSummary[];
}

/** The reports that were put away. */
export function ArchivePage({ view: { schedules } }: { view: ArchiveView }) {
  const { t } = useWords();
  return (
    <Page
      title={t("builder.archived")}
      backAction={{ content: t("pages.schedule.back"), url: "/app/reports" }}
      fullWidth
    >
      {schedules.length === 0 ? (
        <EmptyPage title={t("builder.archivedEmpty")} text={t("builder.archiveText")} />
      ) : (
        <Card padding="0">
          <ScheduleTable schedules={schedules} />
        </Card>
      )}
    </Page>
  );
}
