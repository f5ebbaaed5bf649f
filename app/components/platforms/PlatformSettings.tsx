import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, InlineError, Page, Text, TextField } from "@shopify/polaris";
import { DeleteIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import type { Day } from "~/analytics/period";
import { isKnownPlatform, PLATFORMS } from "~/analytics/platforms";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { CsvImport } from "~/components/form/CsvImport";
import { SaveBar } from "~/components/form/SaveBar";
import { JSON_POST } from "~/components/form/send";
import { useDraft } from "~/components/form/useDraft";
import { useSaved } from "~/components/form/useSaved";
import { useWords } from "~/components/shell/words";
import { platformText } from "~/i18n/platformText";

export interface Rule {
  readonly source: string;
  readonly platform: string;
}

export interface PlatformSettingsView {
  readonly rules: readonly Rule[];
  /** Sources of orders and sessions, and the platform each counts as. */
  readonly sources: readonly (Rule & { readonly orders: number; readonly sessions: number })[];
  readonly stored: { readonly firstDay: Day | null; readonly lastDay: Day | null };
}

/** Sessions from a file, and which source is which platform. */
export function PlatformSettings({ view }: { view: PlatformSettingsView }) {
  const { t, day } = useWords();
  const { firstDay, lastDay } = view.stored;
  return (
    <Page
      title={t("platforms.settings.title")}
      backAction={{ content: t("platforms.settings.back"), url: "/app/settings" }}
    >
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {t("platforms.settings.importTitle")}
            </Text>
            <CsvImport kind="Sessions" text={t("platforms.settings.importText")} />
            <Text as="p" tone="subdued">
              {firstDay && lastDay
                ? t("platforms.settings.stored", { first: day(firstDay), last: day(lastDay) })
                : t("platforms.settings.nothingStored")}
            </Text>
          </BlockStack>
        </Card>
        <Rules rules={view.rules} />
        {view.sources.length === 0 ? null : <Sources sources={view.sources} />}
      </BlockStack>
    </Page>
  );
}

function Rules({ rules }: { rules: readonly Rule[] }) {
  const { t } = useWords();
  const fetcher = useFetcher<{ readonly saved: boolean }>();
  const draft = useDraft<{ readonly rules: readonly Rule[] }>({ rules });
  const [tried, setTried] = useState(false);
  const wrong = !areRules(draft.values.rules);
  const change = (at: number, changes: Partial<Rule>) =>
    draft.set({ rules: draft.values.rules.map((rule, index) => (index === at ? { ...rule, ...changes } : rule)) });
  const save = () => {
    setTried(true);
    if (!wrong)
      fetcher.submit(JSON.stringify({ intent: "saveRules", rules: draft.values.rules.map(plain) }), JSON_POST);
  };
  useSaved(fetcher, fetcher.data?.saved === true, t("platforms.settings.saved"));
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("platforms.settings.rulesTitle")}
        </Text>
        <Text as="p" tone="subdued">
          {t("platforms.settings.rulesText")}
        </Text>
        {draft.values.rules.map((rule, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no identity while its source is being written
          <div key={index} className="rule-row">
            <TextField
              label={t("platforms.settings.source")}
              labelHidden={index > 0}
              autoComplete="off"
              maxLength={60}
              value={rule.source}
              onChange={(source) => change(index, { source })}
            />
            <TextField
              label={t("platforms.settings.platformName")}
              labelHidden={index > 0}
              autoComplete="off"
              maxLength={60}
              value={rule.platform}
              onChange={(platform) => change(index, { platform })}
            />
            <Button
              icon={DeleteIcon}
              accessibilityLabel={t("platforms.settings.remove", { source: rule.source })}
              onClick={() => draft.set({ rules: draft.values.rules.filter((_, at) => at !== index) })}
            />
          </div>
        ))}
        {tried && wrong ? <InlineError message={t("platforms.settings.wrong")} fieldID="rules" /> : null}
        <div>
          <Button onClick={() => draft.set({ rules: [...draft.values.rules, { source: "", platform: "" }] })}>
            {t("platforms.settings.add")}
          </Button>
        </div>
      </BlockStack>
      <SaveBar
        id="platform-rules"
        open={draft.dirty}
        saving={fetcher.state !== "idle"}
        onSave={save}
        onDiscard={() => {
          setTried(false);
          draft.reset();
        }}
      />
    </Card>
  );
}

const plain = ({ source, platform }: Rule): Rule => ({ source: source.trim(), platform: platform.trim() });

/** Every source and platform is written, and each source once. */
function areRules(rules: readonly Rule[]): boolean {
  const written = rules.map(plain);
  const sources = new Set(written.map(({ source }) => source.toLowerCase()));
  return sources.size === rules.length && written.every(({ source, platform }) => source !== "" && platform !== "");
}

function Sources({ sources }: { sources: PlatformSettingsView["sources"] }) {
  const { t, count, language } = useWords();
  return (
    <Card padding="0">
      <div className="card-head">
        <Text as="h2" variant="headingMd">
          {t("platforms.settings.seen")}
        </Text>
      </div>
      <FiguresScroll label={t("platforms.settings.seen")}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t("platforms.settings.source")}</th>
              <th scope="col">{t("platforms.settings.countsAs")}</th>
              <th scope="col" className="number">
                {t("platforms.settings.orders")}
              </th>
              <th scope="col" className="number">
                {t("platforms.settings.sessions")}
              </th>
            </tr>
          </thead>
          <tbody>
            {sources.map(({ source, platform, orders, sessions }) => (
              <tr key={source}>
                <th scope="row" className="wrap">
                  {source}
                </th>
                <td>{platformText(platform, language)}</td>
                <td className="number">{count(orders)}</td>
                <td className="number">{count(sessions)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </FiguresScroll>
    </Card>
  );
}

/** A platform as a merchant writes it: by its own name or by ours in any language they see. */
export function platformNamed(written: string, languageNames: ReadonlyMap<string, string>): string {
  const word = written.trim().toLowerCase();
  const known = languageNames.get(word) ?? word;
  return isKnownPlatform(known) ? (PLATFORMS.find((platform) => platform === known) ?? known) : written.trim();
}
