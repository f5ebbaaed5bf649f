import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useState } from "react";
import type { OrderSwitches } from "~/analytics/switches";
import type { Faults } from "~/components/form/fault";
import { SaveBar } from "~/components/form/SaveBar";
import { JSON_POST } from "~/components/form/send";
import { useDraft } from "~/components/form/useDraft";
import { useFault } from "~/components/form/useFault";
import { useSaved } from "~/components/form/useSaved";
import { useWords } from "~/components/shell/words";
import type { Language } from "~/i18n/languages";
import type { SectionName } from "~/reports/report";
import { ArchivedPage } from "./ArchivedPage";
import { type DeliveryEntry, DeliveryLog } from "./DeliveryLog";
import { Preview } from "./Preview";
import { RunLog } from "./RunLog";
import type { RunView } from "./runEntry";
import { ScheduleDialogues, type ScheduleIntent, useScheduleActions } from "./ScheduleActions";
import { ScheduleForm } from "./ScheduleForm";
import type { ScheduleValues } from "./scheduleValues";
import { TestMail } from "./TestMail";

export interface ScheduleView {
  /** Null for one that is not saved yet. */
  readonly scheduleId: string | null;
  readonly values: ScheduleValues;
  readonly paused: boolean;
  /** ISO instant since when it is in the archive; null for one that is not. */
  readonly archivedAt: string | null;
  /** A copy that rests until it is saved. */
  readonly unsavedCopy: boolean;
  /** It holds what cannot be read, and rests until it is saved. */
  readonly isFaulty: boolean;
  readonly sections: readonly SectionName[];
  /** Which orders the shop's settings leave out. */
  readonly shopSwitches: OrderSwitches;
  /** Time zones to choose from. */
  readonly zones: readonly string[];
  /** What became of it so far, the newest first. */
  readonly runs: readonly RunView[];
  /** The address a test goes to unless another is written. */
  readonly testAddress: string;
  readonly deliveries: readonly DeliveryEntry[];
}

/** What the page's action answers. */
export interface ScheduleAnswer {
  readonly faults: Faults;
  readonly done: "saved" | "testSent" | "runStarted" | "restored" | null;
}

/** A scheduled report: to be set up, or as it stands in the archive. */
export function SchedulePage({ view }: { view: ScheduleView }) {
  const { t } = useWords();
  const main = useFetcher<ScheduleAnswer>();
  const isBusy = main.state !== "idle";
  const done = main.data?.done ?? null;
  useSaved(main, done !== null, t(done === "restored" ? "builder.restored" : `pages.schedule.${done ?? "saved"}`));
  if (view.archivedAt !== null)
    return (
      <ArchivedPage
        view={view}
        archivedAt={view.archivedAt}
        busy={isBusy}
        send={(intent) => main.submit(JSON.stringify({ intent }), JSON_POST)}
      />
    );
  return (
    <BuilderPage
      view={view}
      busy={isBusy}
      faults={main.data?.faults ?? {}}
      send={(wish) => main.submit(JSON.stringify(wish), JSON_POST)}
    />
  );
}

interface BuilderProps {
  readonly view: ScheduleView;
  readonly busy: boolean;
  readonly faults: Faults;
  readonly send: (wish: {
    readonly intent: ScheduleIntent;
    /** Language of the page, in which amounts are typed. */
    readonly reader: Language;
    readonly values: ScheduleValues;
    readonly address?: string;
    /** Of this form or this press of a button: what is sent twice is done once. */
    readonly key?: string;
  }) => void;
}

/** Sets up a scheduled report: its form, beside it the mail as it will arrive, and what can be done with it. */
function BuilderPage({ view, busy, faults, send: submit }: BuilderProps) {
  const { t, language: reader } = useWords();
  const draft = useDraft(view.values);
  const isNew = view.scheduleId === null;
  const [formKey] = useState(() => crypto.randomUUID());
  const [runKey, setRunKey] = useState(formKey);
  const send = (intent: ScheduleIntent, more: { readonly address?: string } = {}) =>
    submit({ intent, reader, values: draft.values, key: intent === "run" ? runKey : formKey, ...more });
  const actions = useScheduleActions({ ...view, dirty: draft.dirty }, busy, send, () => setRunKey(crypto.randomUUID()));
  return (
    <Page
      title={isNew ? t("pages.schedule.newTitle") : view.values.title}
      backAction={{ content: t("pages.schedule.back"), url: isNew ? "/app/reports/templates" : "/app/reports" }}
      fullWidth
      {...actions}
    >
      <BlockStack gap="400">
        {Object.keys(faults).length > 0 ? <Banner tone="critical">{t("pages.errors.check")}</Banner> : null}
        {view.isFaulty ? (
          <Banner
            tone="critical"
            action={{ content: t("builder.saveCopy"), loading: busy, onAction: () => send("save") }}
          >
            <p>{t("timing.runs.unreadable")}</p>
          </Banner>
        ) : null}
        {view.unsavedCopy ? (
          <Banner
            tone="warning"
            action={{ content: t("builder.saveCopy"), loading: busy, onAction: () => send("save") }}
          >
            <p>{t("builder.copyBanner")}</p>
          </Banner>
        ) : null}
        <div className="builder">
          <BlockStack gap="400">
            <ScheduleForm
              values={draft.values}
              faults={faults}
              sections={view.sections}
              shopSwitches={view.shopSwitches}
              zones={view.zones}
              onChange={draft.set}
            />
            <TestMail
              address={view.testAddress}
              error={useFault(faults)("testAddress")}
              sending={busy}
              onSend={(address) => send("test", { address })}
            />
          </BlockStack>
          <div className="builder-preview">
            <Preview scheduleId={view.scheduleId} values={draft.values} />
          </div>
        </div>
        {isNew ? null : <RunLog runs={view.runs} />}
        {isNew ? null : <DeliveryLog deliveries={view.deliveries} />}
      </BlockStack>
      <SaveBar id="schedule" open={draft.dirty} saving={busy} onSave={() => send("save")} onDiscard={draft.reset} />
      {isNew ? null : <ScheduleDialogues send={send} />}
    </Page>
  );
}
