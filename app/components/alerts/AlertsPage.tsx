import { Button, InlineGrid, Page } from "@shopify/polaris";
import { EmptyPage } from "~/components/figures/EmptyPage";
import { useWords } from "~/components/shell/words";
import { WatchCard, type WatchEntry } from "./WatchCard";

export interface AlertsView {
  readonly watches: readonly WatchEntry[];
}

/** What is watched, and how it stands. */
export function AlertsPage({ view: { watches } }: { view: AlertsView }) {
  const { t } = useWords();
  const create = { content: t("alerts.create"), url: "/app/alerts/new" };
  if (watches.length === 0)
    return (
      <Page title={t("alerts.nav")}>
        <EmptyPage
          title={t("alerts.emptyTitle")}
          text={t("alerts.emptyText")}
          action={
            <Button variant="primary" url={create.url}>
              {create.content}
            </Button>
          }
        />
      </Page>
    );
  return (
    <Page title={t("alerts.nav")} subtitle={t("alerts.subtitle")} primaryAction={create}>
      <InlineGrid columns={{ xs: 1, lg: 2 }} gap="400">
        {watches.map((entry) => (
          <WatchCard key={entry.watchId} entry={entry} />
        ))}
      </InlineGrid>
    </Page>
  );
}
