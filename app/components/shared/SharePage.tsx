import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Badge, BlockStack, Box, Card, DescriptionList, Page, Text } from "@shopify/polaris";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { JSON_POST } from "~/components/form/send";
import { useSaved } from "~/components/form/useSaved";
import { useWords } from "~/components/shell/words";
import { isLanguage, LANGUAGE_NAMES } from "~/i18n/languages";
import { CopyLink } from "./CopyLink";
import { REVOKE_DIALOGUE, RevokeDialogue } from "./RevokeDialogue";
import { SHARE_TONES, SHARES, type ShareAnswer, type ShareEntry } from "./shareEntry";

export interface ShareView {
  readonly share: ShareEntry & {
    readonly language: string | null;
    readonly seesPersons: boolean;
    readonly formats: readonly string[];
  };
  readonly views: readonly {
    readonly at: string;
    readonly what: "page" | "xlsx" | "pdf" | "csv";
    readonly agent: "computer" | "phone" | "tablet" | "program" | "unknown";
    readonly language: string;
  }[];
}

/** One link: what it shows to whom, and when it was opened. */
export function SharePage({ view: { share, views } }: { view: ShareView }) {
  const { t, instant } = useWords();
  const fetcher = useFetcher<ShareAnswer>();
  const shopify = useAppBridge();
  useSaved(fetcher, fetcher.data?.revoked === true, t("shared.revoked"));
  const revoke = JSON.stringify({ intent: "revoke", shareId: share.shareId });
  const withdraw = {
    content: t("shared.revoke"),
    destructive: true,
    disabled: fetcher.state !== "idle",
    onAction: () => shopify.modal.show(REVOKE_DIALOGUE),
  };
  const items = [
    { term: t("shared.report"), description: `${share.title} · ${t(`shared.shows.${share.shows}`)}` },
    { term: t("shared.created"), description: instant(share.createdAt) },
    { term: t("shared.expires"), description: instant(share.expiresAt) },
    { term: t("shared.language"), description: languageName(share.language) ?? t("shared.ownLanguage") },
    {
      term: t("shared.persons"),
      description: t(share.seesPersons ? "shared.personsMore" : "shared.personsNumbers"),
    },
    {
      term: t("shared.formats"),
      description: share.formats.map((format) => NAMES[format] ?? format).join(", ") || "–",
    },
  ];
  return (
    <Page
      title={share.label}
      titleMetadata={<Badge tone={SHARE_TONES[share.state]}>{t(`shared.states.${share.state}`)}</Badge>}
      backAction={{ content: t("shared.title"), url: SHARES }}
      {...(share.url === null ? {} : { secondaryActions: [withdraw] })}
    >
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="400">
            {share.url === null ? null : <CopyLink url={share.url} />}
            <DescriptionList items={items} gap="tight" />
          </BlockStack>
        </Card>
        <Log views={views} />
        <Box paddingInline={{ xs: "400", md: "0" }}>
          <Text as="p" tone="subdued">
            {t("shared.privacy")}
          </Text>
        </Box>
      </BlockStack>
      <RevokeDialogue onRevoke={() => fetcher.submit(revoke, { ...JSON_POST, action: SHARES })} />
    </Page>
  );
}

const NAMES: Readonly<Record<string, string>> = { xlsx: "Excel", pdf: "PDF", csv: "CSV" };
const languageName = (language: string | null): string | null =>
  language !== null && isLanguage(language) ? LANGUAGE_NAMES[language] : null;

function Log({ views }: Pick<ShareView, "views">) {
  const { t, instant } = useWords();
  return (
    <Card padding="0">
      <div className="card-head">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t("shared.log")}
          </Text>
          {views.length === 0 ? (
            <Text as="p" tone="subdued">
              {t("shared.logEmpty")}
            </Text>
          ) : null}
        </BlockStack>
      </div>
      {views.length === 0 ? null : (
        <FiguresScroll label={t("shared.log")}>
          <table className="figures">
            <thead>
              <tr>
                <th scope="col">{t("shared.logAt")}</th>
                <th scope="col">{t("shared.logWhat")}</th>
                <th scope="col">{t("shared.logAgent")}</th>
                <th scope="col">{t("shared.language")}</th>
              </tr>
            </thead>
            <tbody>
              {views.map(({ at, what, agent, language }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a log only grows, and two openings may share every text
                <tr key={index}>
                  <td>{instant(at)}</td>
                  <td>{t(`shared.what.${what}`)}</td>
                  <td>{t(`shared.agents.${agent}`)}</td>
                  <td>{languageName(language) ?? language}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </FiguresScroll>
      )}
    </Card>
  );
}
