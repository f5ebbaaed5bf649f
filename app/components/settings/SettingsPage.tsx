import { useFetcher } from "@remix-run/react";
import { Layout, Page } from "@shopify/polaris";
import type { Faults } from "~/components/form/fault";
import { SaveBar } from "~/components/form/SaveBar";
import { JSON_POST } from "~/components/form/send";
import { useDraft } from "~/components/form/useDraft";
import { useSaved } from "~/components/form/useSaved";
import { useWords } from "~/components/shell/words";
import { GeneralSettings } from "./GeneralSettings";
import { SettingsLinks } from "./SettingsLinks";
import type { SettingsValues } from "./settingsValues";

/** What can be set, and the ways to costs, fees and spending. */
export function SettingsPage({ saved }: { saved: SettingsValues }) {
  const { t } = useWords();
  const fetcher = useFetcher<{ readonly faults: Faults }>();
  const draft = useDraft(saved);
  const faults = fetcher.data?.faults ?? {};
  useSaved(fetcher, Object.keys(faults).length === 0, t("pages.settings.saved"));
  return (
    <Page title={t("pages.settings.title")}>
      <Layout>
        <Layout.Section>
          <SettingsLinks />
        </Layout.Section>
        <GeneralSettings values={draft.values} faults={faults} onChange={draft.set} />
      </Layout>
      <SaveBar
        id="settings"
        open={draft.dirty}
        saving={fetcher.state !== "idle"}
        onSave={() => fetcher.submit(JSON.stringify(draft.values), JSON_POST)}
        onDiscard={draft.reset}
      />
    </Page>
  );
}
