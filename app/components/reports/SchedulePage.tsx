import { useFetcher } from "@remix-run/react";
import { Modal, TitleBar, useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Box, Page, type PageProps } from "@shopify/polaris";
import type { OrderSwitches } from "~/analytics/switches";
import type { Faults } from "~/components/form/fault";
import { SaveBar } from "~/components/form/SaveBar";
import { JSON_POST } from "~/components/form/send";
import { useDraft } from "~/components/form/useDraft";
import { useFault } from "~/components/form/useFault";
import { useSaved } from "~/components/form/useSaved";
import { useWords } from "~/components/shell/words";
import type { SectionName } from "~/reports/report";
import { type DeliveryEntry, DeliveryLog } from "./DeliveryLog";
import { Preview, type PreviewMail } from "./Preview";
import { ScheduleForm } from "./ScheduleForm";
import type { ScheduleValues } from "./scheduleValues";
import { TestMail } from "./TestMail";

export interface ScheduleView {
  /** Null for one that is not saved yet. */
  readonly scheduleId: string | null;
  readonly values: ScheduleValues;
  readonly paused: boolean;
  readonly sections: readonly SectionName[];
  /** Which orders the shop's settings leave out. */
  readonly shopSwitches: OrderSwitches;
  readonly timeZone: string;
  /** The address a test goes to unless another is written. */
  readonly testAddress: string;
  readonly deliveries: readonly DeliveryEntry[];
}

/** What the page's action answers. */
export interface ScheduleAnswer {
  readonly faults: Faults;
  readonly mail: PreviewMail | null;
  readonly done: "saved" | "testSent" | "runStarted" | null;
}

export type ScheduleIntent = "save" | "preview" | "test" | "run" | "pause" | "resume" | "delete";

/** Sets up a scheduled report: its form, the mail as it will arrive, and what can be done with it. */
export function SchedulePage({ view }: { view: ScheduleView }) {
  const { t } = useWords();
  const draft = useDraft(view.values);
  const main = useFetcher<ScheduleAnswer>();
  const preview = useFetcher<ScheduleAnswer>();
  const isNew = view.scheduleId === null;
  const send = (intent: ScheduleIntent, more: { readonly address?: string } = {}) =>
    (intent === "preview" ? preview : main).submit(
      JSON.stringify({ intent, values: draft.values, ...more }),
      JSON_POST,
    );
  const faults = main.data?.faults ?? {};
  const wrong = Object.keys(faults).length > 0;
  const done = main.data?.done ?? null;
  useSaved(main, done !== null, t(`pages.schedule.${done ?? "saved"}`));
  return (
    <Page
      title={isNew ? t("pages.schedule.newTitle") : view.values.title}
      backAction={{ content: t("pages.schedule.back"), url: "/app/reports" }}
      {...useActions(view, main.state !== "idle", send)}
    >
      <BlockStack gap="400">
        {wrong ? <Banner tone="critical">{t("pages.errors.check")}</Banner> : null}
        <ScheduleForm
          values={draft.values}
          faults={faults}
          sections={view.sections}
          shopSwitches={view.shopSwitches}
          timeZone={view.timeZone}
          onChange={draft.set}
        />
        <Preview mail={preview.data?.mail ?? null} loading={preview.state !== "idle"} onShow={() => send("preview")} />
        <TestMail
          address={view.testAddress}
          error={useFault(faults)("testAddress")}
          sending={main.state !== "idle"}
          onSend={(address) => send("test", { address })}
        />
        {isNew ? null : <DeliveryLog deliveries={view.deliveries} />}
      </BlockStack>
      <SaveBar
        id="schedule"
        open={draft.dirty}
        saving={main.state !== "idle"}
        onSave={() => send("save")}
        onDiscard={draft.reset}
      />
      {isNew ? null : <DeleteDialogue onDelete={() => send("delete")} />}
    </Page>
  );
}

const DELETE_DIALOGUE = "delete-schedule";

function useActions(
  { scheduleId, paused }: ScheduleView,
  busy: boolean,
  send: (intent: ScheduleIntent) => void,
): Pick<PageProps, "secondaryActions"> {
  const { t } = useWords();
  const shopify = useAppBridge();
  // A new report is created by the save bar: it needs recipients, so that the form was touched.
  if (scheduleId === null) return {};
  return {
    secondaryActions: [
      { content: t("deliveries.recipients"), url: `/app/reports/${scheduleId}/recipients` },
      { content: t("pages.schedule.runNow"), disabled: busy, onAction: () => send("run") },
      {
        content: t(paused ? "pages.schedule.resume" : "pages.schedule.pause"),
        disabled: busy,
        onAction: () => send(paused ? "resume" : "pause"),
      },
      { content: t("pages.schedule.delete"), destructive: true, onAction: () => shopify.modal.show(DELETE_DIALOGUE) },
    ],
  };
}

function DeleteDialogue({ onDelete }: { onDelete: () => void }) {
  const { t } = useWords();
  const shopify = useAppBridge();
  return (
    <Modal id={DELETE_DIALOGUE} variant="small">
      <Box padding="400">
        <p>{t("pages.schedule.deleteText")}</p>
      </Box>
      <TitleBar title={t("pages.schedule.deleteTitle")}>
        <button
          variant="primary"
          tone="critical"
          type="button"
          onClick={() => {
            shopify.modal.hide(DELETE_DIALOGUE);
            onDelete();
          }}
        >
          {t("pages.schedule.delete")}
        </button>
        <button type="button" onClick={() => shopify.modal.hide(DELETE_DIALOGUE)}>
          {t("pages.schedule.cancel")}
        </button>
      </TitleBar>
    </Modal>
  );
}
