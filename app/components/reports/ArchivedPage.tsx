import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Card, Page, Text } from "@shopify/polaris";
import { JSON_POST } from "~/components/form/send";
import { useSaved } from "~/components/form/useSaved";
import { useWords } from "~/components/shell/words";
import { DeliveryLog } from "./DeliveryLog";
import { ArchivedDialogues, type ScheduleIntent, useArchivedActions } from "./ScheduleActions";
import type { ScheduleAnswer, ScheduleView } from "./SchedulePage";
import { addressesOf } from "./scheduleValues";

/** A report in the archive: what it held and what it sent. It can be brought back, copied or deleted. */
export function ArchivedPage({ view, archivedAt }: { view: ScheduleView; archivedAt: string }) {
  const { t, instant } = useWords();
  const fetcher = useFetcher<ScheduleAnswer>();
  const isBusy = fetcher.state !== "idle";
  const send = (intent: ScheduleIntent) => fetcher.submit(JSON.stringify({ intent }), JSON_POST);
  useSaved(fetcher, fetcher.data?.done === "restored", t("builder.restored"));
  const facts = [
    [t("builder.archivedOn"), instant(archivedAt)],
    [t("pages.schedule.sections"), view.values.sections.map((name) => t(`reports.sections.${name}`)).join(" · ")],
    [t("pages.schedule.recipients"), addressesOf(view.values).join(", ")],
  ] as const;
  return (
    <Page
      title={view.values.title}
      backAction={{ content: t("builder.archived"), url: "/app/reports/archive" }}
      {...useArchivedActions(isBusy, send)}
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
