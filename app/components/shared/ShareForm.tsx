import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, ChoiceList, FormLayout, InlineStack, Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import { JSON_POST } from "~/components/form/send";
import { useWords } from "~/components/shell/words";
import { LANGUAGE_NAMES, LANGUAGES } from "~/i18n/languages";
import { CopyLink } from "./CopyLink";
import { SHARES, type ShareAnswer, type ShareChoice } from "./shareEntry";

const DAYS = ["7", "30", "90", "365"] as const;
const FORMATS = [
  { value: "pdf", label: "PDF" },
  { value: "xlsx", label: "Excel" },
  { value: "csv", label: "CSV" },
] as const;

/** Makes a link to one of the choices, and shows it. */
export function ShareForm({ choices }: { choices: readonly ShareChoice[] }) {
  const { t, count } = useWords();
  const fetcher = useFetcher<ShareAnswer>();
  const [draft, setDraft] = useState(() => firstDraft(choices[0]?.value ?? ""));
  const [asked, setAsked] = useState(false);
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const create = () => {
    setAsked(true);
    if (draft.label.trim() === "") return;
    const { days, ...rest } = draft;
    const wish = { intent: "create", ...rest, days: Number(days), language: rest.language || null };
    fetcher.submit(JSON.stringify(wish), { ...JSON_POST, action: SHARES });
  };
  const { created, most } = fetcher.data ?? {};
  return (
    <BlockStack gap="300">
      {created ? (
        <Banner tone="success" title={t("shared.ready")}>
          <CopyLink url={created} />
        </Banner>
      ) : null}
      {created === null ? <Banner tone="critical">{t("shared.refused", { count: count(most ?? null) })}</Banner> : null}
      <Fields
        choices={choices}
        draft={draft}
        fault={asked && draft.label.trim() === "" ? t("shared.labelMissing") : undefined}
        onChange={set}
      />
      <InlineStack>
        <Button onClick={create} loading={fetcher.state !== "idle"}>
          {t("shared.create")}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}

interface Draft {
  readonly subject: string;
  readonly label: string;
  readonly days: string;
  /** Empty: the reader's own. */
  readonly language: string;
  readonly seesPersons: boolean;
  readonly formats: readonly string[];
}

const firstDraft = (subject: string): Draft => ({
  subject,
  label: "",
  days: "30",
  language: "",
  seesPersons: false,
  formats: ["pdf"],
});

interface FieldsProps {
  readonly choices: readonly ShareChoice[];
  readonly draft: Draft;
  readonly fault: string | undefined;
  readonly onChange: (change: Partial<Draft>) => void;
}

function Fields({ choices, draft, fault, onChange }: FieldsProps) {
  const { t } = useWords();
  return (
    <FormLayout>
      <FormLayout.Group>
        <TextField
          label={t("shared.label")}
          helpText={t("shared.labelHelp")}
          autoComplete="off"
          maxLength={80}
          value={draft.label}
          error={fault}
          onChange={(label) => onChange({ label })}
        />
        <Select
          label={t("shared.subject")}
          value={draft.subject}
          options={[...choices]}
          onChange={(subject) => onChange({ subject })}
        />
      </FormLayout.Group>
      <FormLayout.Group>
        <Select
          label={t("shared.days")}
          value={draft.days}
          options={DAYS.map((value) => ({ value, label: t("shared.daysOf", { count: Number(value) }) }))}
          onChange={(days) => onChange({ days })}
        />
        <Select
          label={t("shared.language")}
          value={draft.language}
          options={[
            { value: "", label: t("shared.ownLanguage") },
            ...LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
          ]}
          onChange={(language) => onChange({ language })}
        />
        <Select
          label={t("shared.persons")}
          value={draft.seesPersons ? "more" : "numbers"}
          options={[
            { value: "numbers", label: t("shared.personsNumbers") },
            { value: "more", label: t("shared.personsMore") },
          ]}
          onChange={(value) => onChange({ seesPersons: value === "more" })}
        />
      </FormLayout.Group>
      <ChoiceList
        allowMultiple
        title={t("shared.formats")}
        choices={[...FORMATS]}
        selected={[...draft.formats]}
        onChange={(formats) => onChange({ formats })}
      />
    </FormLayout>
  );
}
