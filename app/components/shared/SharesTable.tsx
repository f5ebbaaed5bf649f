import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Badge, Button, InlineStack, Link } from "@shopify/polaris";
import { useState } from "react";
import { localDay } from "~/analytics/period";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { JSON_POST } from "~/components/form/send";
import { useSaved } from "~/components/form/useSaved";
import { useWords } from "~/components/shell/words";
import { useCopy } from "./CopyLink";
import { REVOKE_DIALOGUE, RevokeDialogue } from "./RevokeDialogue";
import { SHARE_TONES, SHARES, type ShareAnswer, type ShareEntry } from "./shareEntry";

/** Links with what became of them, to be copied and withdrawn. */
export function SharesTable({ shares }: { shares: readonly ShareEntry[] }) {
  const { t } = useWords();
  const fetcher = useFetcher<ShareAnswer>();
  const shopify = useAppBridge();
  const [chosen, setChosen] = useState<ShareEntry | null>(null);
  useSaved(fetcher, fetcher.data?.revoked === true, t("shared.revoked"));
  return (
    <>
      <FiguresScroll label={t("shared.title")}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t("shared.label")}</th>
              <th scope="col">{t("shared.report")}</th>
              <th scope="col">{t("shared.state")}</th>
              <th scope="col">{t("shared.expires")}</th>
              <th scope="col">{t("shared.opened")}</th>
              <th scope="col">
                <span className="visually-hidden">{t("shared.revoke")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shares.map((share) => (
              <ShareRow
                key={share.shareId}
                share={share}
                busy={fetcher.state !== "idle"}
                onRevoke={() => {
                  setChosen(share);
                  shopify.modal.show(REVOKE_DIALOGUE);
                }}
              />
            ))}
          </tbody>
        </table>
      </FiguresScroll>
      <RevokeDialogue
        onRevoke={() =>
          chosen &&
          fetcher.submit(JSON.stringify({ intent: "revoke", shareId: chosen.shareId }), {
            ...JSON_POST,
            action: SHARES,
          })
        }
      />
    </>
  );
}

interface RowProps {
  readonly share: ShareEntry;
  readonly busy: boolean;
  readonly onRevoke: () => void;
}

function ShareRow({ share, busy, onRevoke }: RowProps) {
  const { t, instant, day, timeZone } = useWords();
  const copy = useCopy();
  const { shareId, label, title, shows, state, url, expiresAt, pages, lastViewedAt } = share;
  return (
    <tr>
      <td className="wrap">
        <Link url={`${SHARES}/${shareId}`}>{label}</Link>
      </td>
      <td className="wrap">
        {title}
        <br />
        <span className="quiet-row">{t(`shared.shows.${shows}`)}</span>
      </td>
      <td>
        <Badge tone={SHARE_TONES[state]}>{t(`shared.states.${state}`)}</Badge>
      </td>
      <td>{day(localDay(new Date(expiresAt), timeZone))}</td>
      <td>
        {pages === 0 ? t("shared.openedNever") : t("shared.openedTimes", { count: pages })}
        {lastViewedAt ? (
          <>
            <br />
            <span className="quiet-row">{instant(lastViewedAt)}</span>
          </>
        ) : null}
      </td>
      <td>
        {url === null ? null : (
          <InlineStack gap="200" wrap={false} align="end">
            <Button size="slim" accessibilityLabel={t("shared.copyOf", { label })} onClick={() => copy(url)}>
              {t("shared.copy")}
            </Button>
            <Button size="slim" tone="critical" disabled={busy} onClick={onRevoke}>
              {t("shared.revoke")}
            </Button>
          </InlineStack>
        )}
      </td>
    </tr>
  );
}
