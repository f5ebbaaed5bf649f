import { useFetcher } from "@remix-run/react";
import { Modal, TitleBar, useAppBridge } from "@shopify/app-bridge-react";
import { Badge, Banner, BlockStack, Box, Card, DescriptionList, InlineStack, Link, Page, Text } from "@shopify/polaris";
import type { DeliveryState, HistoryKind } from "~/analytics/deliveryState";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { DownloadButton } from "~/components/form/DownloadButton";
import { JSON_POST } from "~/components/form/send";
import { useSaved } from "~/components/form/useSaved";
import { ShareCard } from "~/components/shared/ShareCard";
import type { ShareEntry } from "~/components/shared/shareEntry";
import { useWords } from "~/components/shell/words";
import { STATE_TONES } from "./deliveryStates";
import { historyDetail } from "./mailReason";
import { RowReason } from "./RowReason";

export interface DeliveryView {
  readonly deliveryId: string;
  readonly scheduleId: string | null;
  readonly kind: "slot" | "now" | "test" | "notice" | "confirmation";
  readonly recipient: string;
  readonly subject: string;
  readonly state: DeliveryState;
  readonly createdAt: string;
  readonly sentAt: string | null;
  readonly asOf: string | null;
  readonly attempts: number;
  readonly copyOf: string | null;
  readonly history: readonly { readonly kind: HistoryKind; readonly at: string; readonly detail: string | null }[];
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  /** The mail itself, its pictures inside. */
  readonly html: string;
  readonly filesKeptDays: number;
  /** Files and pictures are not those that were sent, but made again since. */
  readonly remade: boolean;
  /** Null for a mail that is no report. */
  readonly runId: string | null;
  /** Links to its report, and to the newest of its schedule. */
  readonly shares: readonly ShareEntry[];
}

/** What the page's action answers: the id of the mail sent again, or null when none may be sent. */
export interface AgainAnswer {
  readonly sentAgain: string | null;
}

/** One mail: to whom, when, with which numbers and files, and what became of it. */
export function DeliveryPage({ view }: { view: DeliveryView }) {
  const { t, instant } = useWords();
  const again = useFetcher<AgainAnswer>();
  const shopify = useAppBridge();
  const sentAgain = again.data?.sentAgain ?? null;
  useSaved(again, sentAgain !== null, t("deliveries.againDone"));
  const mayRepeat = view.kind !== "confirmation" && view.state !== "pending" && view.state !== "leased";
  return (
    <Page
      title={view.subject}
      titleMetadata={<Badge tone={STATE_TONES[view.state]}>{t(`deliveries.states.${view.state}`)}</Badge>}
      backAction={{ content: t("deliveries.title"), url: "/app/reports/deliveries" }}
      {...(mayRepeat
        ? {
            secondaryActions: [
              {
                content: t("deliveries.again"),
                disabled: again.state !== "idle",
                onAction: () => shopify.modal.show(AGAIN_DIALOGUE),
              },
            ],
          }
        : {})}
    >
      <BlockStack gap="400">
        {view.state === "unknown" ? (
          <Banner tone="warning">
            <p>{t("deliveries.unknownText")}</p>
          </Banner>
        ) : null}
        {again.data && sentAgain === null ? (
          <Banner tone="critical">
            <p>{t("deliveries.againRefused")}</p>
          </Banner>
        ) : null}
        <Facts view={view} />
        <History history={view.history} />
        <Files view={view} />
        <Share view={view} />
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {t("deliveries.message")}
            </Text>
            {view.remade && view.asOf ? (
              <Text as="p" tone="subdued">
                {t("deliveries.remade", { day: instant(view.asOf), days: view.filesKeptDays })}
              </Text>
            ) : null}
            <iframe className="preview" title={t("deliveries.message")} sandbox="" srcDoc={view.html} />
          </BlockStack>
        </Card>
      </BlockStack>
      <AgainDialogue
        recipient={view.recipient}
        onSend={() => again.submit(JSON.stringify({ intent: "again" }), JSON_POST)}
      />
    </Page>
  );
}

function Facts({ view }: { view: DeliveryView }) {
  const { t, instant } = useWords();
  const items = [
    { term: t("deliveries.recipient"), description: view.recipient },
    { term: t("deliveries.report"), description: t(`deliveries.kinds.${view.kind}`) },
    { term: t("deliveries.made"), description: instant(view.createdAt) },
    ...(view.sentAt ? [{ term: t("deliveries.sent"), description: instant(view.sentAt) }] : []),
    ...(view.asOf ? [{ term: t("deliveries.figuresOf"), description: instant(view.asOf) }] : []),
    ...(view.copyOf
      ? [
          {
            term: t("deliveries.copyOf"),
            description: <Link url={`/app/reports/deliveries/${view.copyOf}`}>{t("deliveries.message")}</Link>,
          },
        ]
      : []),
  ];
  return (
    <Card>
      <DescriptionList items={items} gap="tight" />
    </Card>
  );
}

function History({ history }: Pick<DeliveryView, "history">) {
  const { t, instant } = useWords();
  if (history.length === 0) return null;
  return (
    <Card padding="0">
      <div className="card-head">
        <Text as="h2" variant="headingMd">
          {t("deliveries.history")}
        </Text>
      </div>
      <FiguresScroll label={t("deliveries.history")}>
        <table className="figures">
          <tbody>
            {history.map(({ kind, at, detail }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a history only grows at its end
              <tr key={index}>
                <td>{instant(at)}</td>
                <td className="wrap">
                  {t(`deliveries.events.${kind}`)}
                  <RowReason text={historyDetail(kind, detail, t)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </FiguresScroll>
    </Card>
  );
}

function Files({ view: { deliveryId, files, kind } }: { view: DeliveryView }) {
  const { t, count } = useWords();
  if (kind === "confirmation" || kind === "notice") return null;
  const base = `/app/reports/deliveries/${deliveryId}`;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("deliveries.files")}
        </Text>
        {files.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("deliveries.noFiles")}
          </Text>
        ) : null}
        <InlineStack gap="200">
          {files.map(({ name, bytes }) => (
            <DownloadButton
              key={name}
              path={`${base}/files/${encodeURIComponent(name)}`}
              fileName={name}
              label={`${name} (${count(Math.ceil(bytes / 1024))} kB)`}
            />
          ))}
          <DownloadButton path={`${base}/report.json`} fileName="report.json" label={t("deliveries.numbers")} />
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function Share({ view: { runId, scheduleId, shares } }: { view: DeliveryView }) {
  const { t } = useWords();
  if (runId === null) return null;
  const newest = { value: `schedule:${scheduleId}`, label: t("shared.shows.schedule") };
  return (
    <ShareCard
      title={t("shared.card")}
      shares={shares}
      choices={[{ value: `run:${runId}`, label: t("shared.thisOne") }, ...(scheduleId === null ? [] : [newest])]}
    />
  );
}

const AGAIN_DIALOGUE = "send-again";

function AgainDialogue({ recipient, onSend }: { recipient: string; onSend: () => void }) {
  const { t } = useWords();
  const shopify = useAppBridge();
  return (
    <Modal id={AGAIN_DIALOGUE} variant="small">
      <Box padding="400">
        <p>{t("deliveries.againText", { recipient })}</p>
      </Box>
      <TitleBar title={t("deliveries.againTitle")}>
        <button
          variant="primary"
          type="button"
          onClick={() => {
            shopify.modal.hide(AGAIN_DIALOGUE);
            onSend();
          }}
        >
          {t("deliveries.again")}
        </button>
        <button type="button" onClick={() => shopify.modal.hide(AGAIN_DIALOGUE)}>
          {t("deliveries.cancel")}
        </button>
      </TitleBar>
    </Modal>
  );
}
