import { Badge, BlockStack, Card, Link, Text } from "@shopify/polaris";
import type { DeliveryState } from "~/analytics/deliveryState";
import { STATE_TONES } from "~/components/deliveries/deliveryStates";
import { mailReason } from "~/components/deliveries/mailReason";
import { RowReason } from "~/components/deliveries/RowReason";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { useWords } from "~/components/shell/words";

/** A mail as the log shows it. */
export interface DeliveryEntry {
  readonly deliveryId: string;
  readonly recipient: string;
  readonly subject: string;
  readonly state: DeliveryState;
  readonly error: string | null;
  /** ISO instant it was sent, or made when it was not sent yet. */
  readonly at: string;
}

/** What was sent to whom, newest first. */
export function DeliveryLog({ deliveries }: { deliveries: readonly DeliveryEntry[] }) {
  const { t } = useWords();
  return (
    <Card padding={deliveries.length === 0 ? "400" : "0"}>
      <div className={deliveries.length === 0 ? undefined : "card-head"}>
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t("pages.reports.deliveries")}
          </Text>
          {deliveries.length === 0 ? (
            <Text as="p" tone="subdued">
              {t("pages.reports.noDeliveries")}
            </Text>
          ) : null}
        </BlockStack>
      </div>
      {deliveries.length === 0 ? null : (
        <>
          <Entries deliveries={deliveries} />
          <div className="card-head">
            <Link url="/app/reports/deliveries">{t("deliveries.all")}</Link>
          </div>
        </>
      )}
    </Card>
  );
}

/** The mails as a table. */
export function Entries({ deliveries }: { deliveries: readonly DeliveryEntry[] }) {
  const { t, instant } = useWords();
  return (
    <FiguresScroll label={t("pages.reports.deliveries")}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t("pages.reports.sentAt")}</th>
            <th scope="col">{t("pages.reports.recipient")}</th>
            <th scope="col">{t("pages.schedule.subject")}</th>
            <th scope="col">{t("pages.reports.state")}</th>
          </tr>
        </thead>
        <tbody>
          {deliveries.map(({ deliveryId, at, recipient, subject, state, error }) => (
            <tr key={deliveryId}>
              <td>{instant(at)}</td>
              <td>{recipient}</td>
              <td className="wrap">
                <Link url={`/app/reports/deliveries/${deliveryId}`}>{subject}</Link>
              </td>
              <td>
                <Badge tone={STATE_TONES[state]}>{t(`deliveries.states.${state}`)}</Badge>
                <RowReason text={mailReason(state, error, t)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </FiguresScroll>
  );
}
