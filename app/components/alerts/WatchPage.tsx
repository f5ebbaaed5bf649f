import { useFetcher } from "@remix-run/react";
import { Modal, TitleBar, useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Box, Page, type PageProps } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import type { WatchRule } from "~/analytics/watch";
import type { Faults } from "~/components/form/fault";
import { SaveBar } from "~/components/form/SaveBar";
import { JSON_POST } from "~/components/form/send";
import { useDraft } from "~/components/form/useDraft";
import { useSaved } from "~/components/form/useSaved";
import { useWords } from "~/components/shell/words";
import type { WatchPreview } from "~/reports/watchTypes";
import { type CheckEntry, ChecksCard } from "./ChecksCard";
import { WatchForm } from "./WatchForm";
import { WatchPreviewCard } from "./WatchPreviewCard";
import type { WatchValues } from "./watchForm";

export interface WatchView {
  /** Null for one that is not saved yet. */
  readonly watchId: string | null;
  readonly values: WatchValues;
  /** As it is saved. */
  readonly rule: WatchRule | null;
  readonly paused: boolean;
  readonly hasReaders: boolean;
  readonly checks: readonly CheckEntry[];
}

/** What the page's action answers. */
export interface WatchAnswer {
  readonly faults: Faults;
  readonly shown: { readonly rule: WatchRule; readonly preview: WatchPreview } | null;
  readonly done: boolean;
  /** The shop has as many watches as it can have. */
  readonly most: number | null;
}

export type WatchIntent = "save" | "preview" | "pause" | "resume" | "delete";

/** A preview follows a change after so long without another. */
const PAUSE_MS = 400;

/** Sets up a watch: its form, what it would have told, and what its checks came to. */
export function WatchPage({ view }: { view: WatchView }) {
  const { t, language } = useWords();
  const draft = useDraft(view.values);
  const main = useFetcher<WatchAnswer>();
  const isNew = view.watchId === null;
  const send = (intent: WatchIntent) =>
    main.submit(JSON.stringify({ intent, reader: language, values: draft.values }), JSON_POST);
  const { shown, loading } = usePreview(draft.values);
  const faults = main.data?.faults ?? {};
  const most = main.data?.most ?? null;
  useSaved(main, main.data?.done === true, t("alerts.form.saved"));
  return (
    <Page
      title={isNew ? t("alerts.newTitle") : t(`metrics.${view.values.metric}.label`)}
      backAction={{ content: t("alerts.nav"), url: "/app/alerts" }}
      {...useActions(view, main.state !== "idle", send)}
    >
      <BlockStack gap="400">
        {Object.keys(faults).length > 0 ? <Banner tone="critical">{t("pages.errors.check")}</Banner> : null}
        {most === null ? null : <Banner tone="critical">{t("alerts.most", { most })}</Banner>}
        {view.rule === null || view.hasReaders ? null : <Banner tone="warning">{t("alerts.noReaders")}</Banner>}
        <WatchForm values={draft.values} faults={faults} onChange={draft.set} />
        <WatchPreviewCard shown={shown} loading={loading} />
        {view.rule === null ? null : <ChecksCard rule={view.rule} checks={view.checks} />}
      </BlockStack>
      <SaveBar
        id="watch"
        open={!isNew && draft.dirty}
        saving={main.state !== "idle"}
        onSave={() => send("save")}
        onDiscard={draft.reset}
      />
      {isNew ? null : <DeleteDialogue onDelete={() => send("delete")} />}
    </Page>
  );
}

/** Asks for a preview of the values shortly after they changed; who it is sent to changes nothing of it. */
function usePreview({ recipients: _, language: __, ...told }: WatchValues) {
  const { language: reader } = useWords();
  const fetcher = useFetcher<WatchAnswer>();
  const asked = useRef("");
  const values = JSON.stringify(told);
  const { submit } = fetcher;
  useEffect(() => {
    const timer = setTimeout(
      () => {
        asked.current = values;
        submit(`{"intent":"preview","reader":"${reader}","values":${values}}`, JSON_POST);
      },
      asked.current === "" ? 0 : PAUSE_MS,
    );
    return () => clearTimeout(timer);
  }, [values, reader, submit]);
  return { shown: fetcher.data?.shown ?? null, loading: fetcher.state !== "idle" || fetcher.data === undefined };
}

const DELETE_DIALOGUE = "delete-watch";

function useActions(
  { watchId, paused }: WatchView,
  busy: boolean,
  send: (intent: WatchIntent) => void,
): Pick<PageProps, "primaryAction" | "secondaryActions"> {
  const { t } = useWords();
  const shopify = useAppBridge();
  if (watchId === null)
    return { primaryAction: { content: t("alerts.create"), loading: busy, onAction: () => send("save") } };
  return {
    secondaryActions: [
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
        <p>{t("alerts.deleteText")}</p>
      </Box>
      <TitleBar title={t("alerts.deleteTitle")}>
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
