import { Banner, BlockStack, Button, ButtonGroup, Card, InlineStack, Select, Spinner, Text } from "@shopify/polaris";
import { useRef, useState } from "react";
import { useWords } from "~/components/shell/words";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "~/i18n/languages";
import type { ScheduleValues } from "./scheduleValues";
import { type LivePreview, type PreviewMail, usePreview } from "./usePreview";

const FORMS = ["wide", "phone", "text"] as const;
type Form = (typeof FORMS)[number];

interface PreviewProps {
  readonly scheduleId: string | null;
  readonly values: ScheduleValues;
}

/** The mail beside its form, exactly as it will be sent, made anew shortly after each change. */
export function Preview({ scheduleId, values }: PreviewProps) {
  const { t, language: reader } = useWords();
  const [chosen, setChosen] = useState<Language | null>(null);
  const [form, setForm] = useState<Form>("wide");
  const language = chosen ?? values.language;
  const live = usePreview({ scheduleId, values, reader, language });
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="050">
          <Text as="h2" variant="headingMd">
            {t("builder.preview.title")}
          </Text>
          <Text as="p" tone="subdued">
            {t("builder.preview.text")}
          </Text>
        </BlockStack>
        <InlineStack gap="300" align="space-between" blockAlign="end">
          <Select
            label={t("builder.preview.language")}
            labelInline
            options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
            value={language}
            onChange={(value: Language) => setChosen(value)}
          />
          <FormSwitch form={form} onChange={setForm} />
        </InlineStack>
        <Standing live={live} />
        {live.mail ? <Mail mail={live.mail} form={form} isOld={live.state !== "ready"} /> : null}
      </BlockStack>
    </Card>
  );
}

function FormSwitch({ form, onChange }: { form: Form; onChange: (form: Form) => void }) {
  const { t } = useWords();
  return (
    <fieldset className="plain-fieldset">
      <legend className="visually-hidden">{t("builder.preview.form")}</legend>
      <ButtonGroup variant="segmented">
        {FORMS.map((name) => (
          <Button key={name} pressed={name === form} onClick={() => onChange(name)}>
            {t(`builder.preview.forms.${name}`)}
          </Button>
        ))}
      </ButtonGroup>
    </fieldset>
  );
}

/** Whether the mail below is the form's. Its place stays, so that nothing jumps while one is made. */
function Standing({ live: { mail, state, again } }: { live: LivePreview }) {
  const { t } = useWords();
  if (state === "failed")
    return (
      <Banner tone="critical" action={{ content: t("builder.preview.again"), onAction: again }}>
        <p>{t("builder.preview.failed")}</p>
      </Banner>
    );
  return (
    <div className="preview-standing" role="status">
      {state === "busy" ? (
        <InlineStack gap="200" blockAlign="center" wrap={false}>
          <Spinner size="small" accessibilityLabel="" />
          <Text as="span" tone="subdued">
            {t(mail ? "builder.preview.stale" : "builder.preview.busy")}
          </Text>
        </InlineStack>
      ) : null}
      {state === "faulty" ? (
        <Text as="span" tone="critical">
          {t("builder.preview.faulty")}
        </Text>
      ) : null}
      {state === "ready" && mail ? (
        <Text as="span">
          {t("builder.preview.subject")}: <strong>{mail.subject}</strong>
        </Text>
      ) : null}
    </div>
  );
}

function Mail({ mail, form, isOld }: { mail: PreviewMail; form: Form; isOld: boolean }) {
  const { t } = useWords();
  const place = useRef(0);
  const look = isOld ? " old" : "";
  if (form === "text")
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
      <pre className={`preview preview-text${look}`} tabIndex={0}>
        {mail.text}
      </pre>
    );
  return (
    <div className={form === "phone" ? "preview-phone" : undefined}>
      <iframe
        className={`preview${look}`}
        title={t("builder.preview.title")}
        // No script runs in it. Its own origin lets the place be kept that the reader has scrolled to.
        sandbox="allow-same-origin"
        srcDoc={mail.html}
        onLoad={({ currentTarget: { contentWindow } }) => {
          contentWindow?.scrollTo(0, place.current);
          contentWindow?.addEventListener("scroll", () => {
            place.current = contentWindow.scrollY;
          });
        }}
      />
    </div>
  );
}
