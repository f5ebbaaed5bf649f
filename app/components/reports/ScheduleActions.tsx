import { useAppBridge } from "@shopify/app-bridge-react";
import type { PageProps } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";
import { ConfirmDialogue } from "./ConfirmDialogue";

export type ScheduleIntent = "save" | "test" | "run" | "pause" | "resume" | "copy" | "archive" | "restore" | "delete";

type Send = (intent: ScheduleIntent) => void;

const RUN = "run-schedule";
const ARCHIVE = "archive-schedule";
const DELETE = "delete-schedule";

interface Scheduled {
  readonly scheduleId: string | null;
  readonly paused: boolean;
  /** It has changes that are not saved, which would not be sent. */
  readonly dirty: boolean;
}

/** What can be done with a saved report; `onAsk` when it is about to be sent. A new one has only its form: the save bar creates it. */
export function useScheduleActions(
  { scheduleId, paused, dirty }: Scheduled,
  busy: boolean,
  send: Send,
  onAsk: () => void,
): Pick<PageProps, "secondaryActions"> {
  const { t } = useWords();
  const shopify = useAppBridge();
  if (scheduleId === null) return {};
  return {
    secondaryActions: [
      { content: t("deliveries.recipients"), url: `/app/reports/${scheduleId}/recipients` },
      {
        content: t("pages.schedule.runNow"),
        disabled: busy || dirty,
        ...(dirty && { helpText: t("builder.runDirty") }),
        onAction: () => {
          onAsk();
          shopify.modal.show(RUN);
        },
      },
      {
        content: t(paused ? "pages.schedule.resume" : "pages.schedule.pause"),
        disabled: busy,
        onAction: () => send(paused ? "resume" : "pause"),
      },
      { content: t("builder.copy"), disabled: busy, onAction: () => send("copy") },
      { content: t("builder.archive"), disabled: busy, onAction: () => shopify.modal.show(ARCHIVE) },
    ],
  };
}

/** Asks before a report is sent to its readers, or put away. */
export function ScheduleDialogues({ send }: { send: Send }) {
  const { t } = useWords();
  return (
    <>
      <ConfirmDialogue
        id={RUN}
        title={t("builder.runTitle")}
        text={t("builder.runText")}
        action={t("pages.schedule.runNow")}
        onConfirm={() => send("run")}
      />
      <ConfirmDialogue
        id={ARCHIVE}
        title={t("builder.archiveTitle")}
        text={t("builder.archiveText")}
        action={t("builder.archive")}
        onConfirm={() => send("archive")}
      />
    </>
  );
}

/** What can be done with a report in the archive. */
export function useArchivedActions(busy: boolean, send: Send): Pick<PageProps, "primaryAction" | "secondaryActions"> {
  const { t } = useWords();
  const shopify = useAppBridge();
  return {
    primaryAction: { content: t("builder.restore"), loading: busy, onAction: () => send("restore") },
    secondaryActions: [
      { content: t("builder.copy"), disabled: busy, onAction: () => send("copy") },
      {
        content: t("pages.schedule.delete"),
        destructive: true,
        disabled: busy,
        onAction: () => shopify.modal.show(DELETE),
      },
    ],
  };
}

/** Asks before a report is gone for good. */
export function ArchivedDialogues({ send }: { send: Send }) {
  const { t } = useWords();
  return (
    <ConfirmDialogue
      id={DELETE}
      title={t("pages.schedule.deleteTitle")}
      text={t("builder.deleteText")}
      action={t("pages.schedule.delete")}
      isDestructive
      onConfirm={() => send("delete")}
    />
  );
}
