import { Banner, BlockStack, Card, Page, Text } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";
import { DeliveryLog } from "./DeliveryLog";
import { ArchivedDialogues, type ScheduleIntent, useArchivedActions } from "./ScheduleActions";
import type { ScheduleView } from "./SchedulePage";
import { addressesOf } from "./scheduleValues";

interface ArchivedProps {
  readonly view: ScheduleView;
  /** ISO instant since when. */
  readonly archivedAt: string;
  readonly busy: boolean;
  readonly send: (intent: ScheduleIntent) => void;
}

/** A report in the archive: what it held and what it sent. It can be brought back, copied or deleted. */
export function ArchivedPage({ view, archivedAt, busy, send }: ArchivedProps) {
  const { t, instant } = useWords();
  const facts = [
    [t("builder.archivedOn"), instant(archivedAt)],
    [t("pages.schedule.sections"), view.values.sections.map((name) => t(`reports.sections.${name}`)).join(" · ")],
    [t("pages.schedule.recipients"), addressesOf(view.values).join(", ")],
  ] as const;
  return (
    <Page
      title={view.values.title}
      backAction={{ content: t("builder.archived"), url: "/app/reports/archive" }}
      {...useArchivedActions(busy, send)}
    >
      <BlockStack gap="400">
        <Banner>
          <p>{t("builder.archivedBanner")}</p>
        </Banner>
        <Card>
          <dl className="facts">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>
                  <Text as="span" tone="subdued">
                    {name}
                  </Text>
                </dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </Card>
        <DeliveryLog deliveries={view.deliveries} />
      </BlockStack>
      <ArchivedDialogues send={send} />
    </Page>
  );
}
