import { useFetcher } from "@remix-run/react";
import { Badge, Button, Card, InlineStack, Page, Select } from "@shopify/polaris";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { JSON_POST } from "~/components/form/send";
import { useSaved } from "~/components/form/useSaved";
import { ZoneField } from "~/components/form/ZoneField";
import { useWords } from "~/components/shell/words";
import { LANGUAGE_NAMES, LANGUAGES } from "~/i18n/languages";

export type ConsentName = "confirmed" | "asked" | "none" | "unsubscribed" | "bounced" | "complained";

export interface RecipientEntry {
  readonly email: string;
  readonly consent: ConsentName;
  readonly language: string | null;
  readonly formats: readonly string[] | null;
  readonly seesPersons: boolean;
  /** Null: the shop's. */
  readonly timeZone: string | null;
}

export interface RecipientsView {
  readonly scheduleId: string;
  readonly title: string;
  readonly zones: readonly string[];
  readonly recipients: readonly RecipientEntry[];
}

export interface RecipientsAnswer {
  readonly done: "saved" | "asked" | "askedRecently";
}

const TONES = {
  confirmed: "success",
  asked: "attention",
  none: "attention",
  unsubscribed: undefined,
  bounced: "critical",
  complained: "critical",
} as const satisfies Record<ConsentName, string | undefined>;

/** What each reader of a report gets, and whether they want it. */
export function RecipientsPage({ view: { scheduleId, title, zones, recipients } }: { view: RecipientsView }) {
  const { t } = useWords();
  return (
    <Page
      title={t("deliveries.recipients")}
      subtitle={title}
      backAction={{ content: title, url: `/app/reports/${scheduleId}` }}
      fullWidth
    >
      <Card padding="0">
        <FiguresScroll label={t("deliveries.recipients")}>
          <table className="figures">
            <thead>
              <tr>
                <th scope="col">{t("deliveries.recipient")}</th>
                <th scope="col">{t("deliveries.state")}</th>
                <th scope="col">{t("deliveries.language")}</th>
                <th scope="col">{t("deliveries.formats")}</th>
                <th scope="col">{t("deliveries.persons")}</th>
                <th scope="col">{t("timing.recipients.zone")}</th>
              </tr>
            </thead>
            <tbody>
              {recipients.map((recipient) => (
                <Recipient key={recipient.email} recipient={recipient} zones={zones} />
              ))}
            </tbody>
          </table>
        </FiguresScroll>
      </Card>
    </Page>
  );
}

/** The choice that leaves it to the schedule. */
const OF_SCHEDULE = "schedule";
const FORMATS = ["", "xlsx", "pdf", "csv", "xlsx,pdf", "xlsx,csv", "pdf,csv", "xlsx,pdf,csv"] as const;
const NAMES: Readonly<Record<string, string>> = { xlsx: "Excel", pdf: "PDF", csv: "CSV" };

function Recipient({ recipient, zones }: { recipient: RecipientEntry; zones: readonly string[] }) {
  const { t, timeZone: shopZone } = useWords();
  const fetcher = useFetcher<RecipientsAnswer>();
  const { email, consent, ...chosen } = recipient;
  const { language, formats, seesPersons, timeZone } = chosen;
  useSaved(fetcher, fetcher.data !== undefined, t(`deliveries.${fetcher.data?.done ?? "saved"}`));
  const choose = (change: Partial<RecipientEntry>) =>
    fetcher.submit(JSON.stringify({ intent: "choose", email, ...chosen, ...change }), JSON_POST);
  const inherited = { value: OF_SCHEDULE, label: t("deliveries.ofSchedule") };
  return (
    <tr>
      <td>{email}</td>
      <td>
        <InlineStack gap="200" blockAlign="center" wrap={false}>
          <Badge tone={TONES[consent]}>{t(`deliveries.consents.${consent}`)}</Badge>
          {consent === "confirmed" || consent === "complained" ? null : (
            <Button
              size="slim"
              disabled={fetcher.state !== "idle"}
              onClick={() => fetcher.submit(JSON.stringify({ intent: "ask", email }), JSON_POST)}
            >
              {t("deliveries.ask")}
            </Button>
          )}
        </InlineStack>
      </td>
      <td>
        <Select
          label={`${t("deliveries.language")}: ${email}`}
          labelHidden
          value={language ?? OF_SCHEDULE}
          options={[inherited, ...LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))]}
          onChange={(value) => choose({ language: value === OF_SCHEDULE ? null : value })}
        />
      </td>
      <td>
        <Select
          label={`${t("deliveries.formats")}: ${email}`}
          labelHidden
          value={formats === null ? OF_SCHEDULE : formats.join(",")}
          options={[
            inherited,
            ...FORMATS.map((value) => ({
              value,
              label:
                value === ""
                  ? t("deliveries.mailOnly")
                  : value
                      .split(",")
                      .map((one) => NAMES[one] ?? one)
                      .join(" + "),
            })),
          ]}
          onChange={(value) =>
            choose({ formats: value === OF_SCHEDULE ? null : value.split(",").filter((one) => one !== "") })
          }
        />
      </td>
      <td>
        <Select
          label={`${t("deliveries.persons")}: ${email}`}
          labelHidden
          value={seesPersons ? "more" : "numbers"}
          options={[
            { value: "numbers", label: t("deliveries.personsNumbers") },
            { value: "more", label: t("deliveries.personsMore") },
          ]}
          onChange={(value) => choose({ seesPersons: value === "more" })}
        />
      </td>
      <td>
        <ZoneField
          label={`${t("timing.recipients.zone")}: ${email}`}
          labelHidden
          zones={zones}
          first={{ value: OF_SCHEDULE, label: t("timing.recipients.ofShop", { zone: shopZone }) }}
          value={timeZone ?? OF_SCHEDULE}
          onChange={(value) => choose({ timeZone: value === OF_SCHEDULE ? null : value })}
        />
      </td>
    </tr>
  );
}
