import { useFetcher } from "@remix-run/react";
import { Badge, Banner, BlockStack, Button, Card, Page, Text } from "@shopify/polaris";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { Pages } from "~/components/figures/Pages";
import { JSON_POST } from "~/components/form/send";
import { useSaved } from "~/components/form/useSaved";
import { useWords, type Words } from "~/components/shell/words";
import { type OpenChange, RecostStatus } from "./RecostStatus";

/** A change of costs with its effect on the orders it touched, minor units. */
export interface ChangeRow {
  readonly changeId: string;
  readonly createdAt: string;
  readonly changedBy: string | null;
  readonly kind: "unitCosts" | "unitCostRules" | "orderCostRules" | "shippingCosts" | "gatewayFees" | "settings";
  readonly name: string | null;
  readonly entries: number;
  readonly state: "pending" | "running" | "done";
  readonly isUndo: boolean;
  readonly undone: boolean;
  readonly ordersTotal: number | null;
  readonly ordersDone: number;
  readonly cogsBefore: number;
  readonly cogsAfter: number;
  readonly profitBefore: number;
  readonly profitAfter: number;
}

export interface ChangesView {
  readonly changes: readonly ChangeRow[];
  readonly open: OpenChange | null;
  readonly page: number;
  readonly lastPage: number;
}

/** The answer to undoing: why it was not possible, or null. */
export interface UndoAnswer {
  readonly cannot: "unknown" | "undone" | "superseded" | null;
}

/** Every change of costs, what it did in money, and the way to take it back. */
export function CostChangesPage({ view }: { view: ChangesView }) {
  const { t } = useWords();
  const fetcher = useFetcher<UndoAnswer>();
  const cannot = fetcher.data?.cannot ?? null;
  useSaved(fetcher, cannot === null, t("costs.changes.undoStarted"));
  const undo = (changeId: string) => fetcher.submit(JSON.stringify({ changeId }), JSON_POST);
  return (
    <Page
      title={t("costs.changes.title")}
      subtitle={t("costs.changes.text")}
      backAction={{ content: t("pages.costs.back"), url: "/app/settings" }}
      fullWidth
    >
      <BlockStack gap="400">
        <RecostStatus open={view.open} linked={false} />
        {cannot ? <Banner tone="warning">{t(`costs.changes.cannot.${cannot}`)}</Banner> : null}
        <Card padding="0">
          {view.changes.length === 0 ? (
            <div className="card-head">
              <Text as="p" tone="subdued">
                {t("costs.changes.none")}
              </Text>
            </div>
          ) : (
            <Changes changes={view.changes} busy={fetcher.state !== "idle"} onUndo={undo} />
          )}
        </Card>
        <Pages page={view.page} last={view.lastPage} />
      </BlockStack>
    </Page>
  );
}

interface ChangesProps {
  readonly changes: readonly ChangeRow[];
  readonly busy: boolean;
  readonly onUndo: (changeId: string) => void;
}

function Changes({ changes, busy, onUndo }: ChangesProps) {
  const { t } = useWords();
  return (
    <FiguresScroll label={t("costs.changes.title")}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t("costs.changes.what")}</th>
            <th scope="col" className="number">
              {t("costs.changes.orders")}
            </th>
            <th scope="col" className="number">
              {t("costs.changes.cogs")}
            </th>
            <th scope="col" className="number">
              {t("costs.changes.profit")}
            </th>
            <th scope="col">
              <span className="visually-hidden">{t("costs.changes.undo")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <Change key={change.changeId} change={change} busy={busy} onUndo={onUndo} />
          ))}
        </tbody>
      </table>
    </FiguresScroll>
  );
}

function Change({ change, busy, onUndo }: { change: ChangeRow } & Omit<ChangesProps, "changes">) {
  const words = useWords();
  const { t, count, instant } = words;
  const what = whatOf(change, words);
  const by = change.changedBy ? ` · ${t("costs.changes.byStaff", { id: change.changedBy })}` : "";
  return (
    <tr>
      <th scope="row" className="wrap">
        {what}
        <span className="row-note">
          {instant(change.createdAt)}
          {by} · {t("costs.changes.entries", { count: change.entries })}
        </span>
      </th>
      <td className="number">
        {change.ordersTotal === null ? "–" : count(change.ordersTotal)}
        {change.state === "done" ? null : (
          <span className="row-note">
            <Badge tone="info">{t(`costs.changes.states.${change.state}`)}</Badge>
          </span>
        )}
      </td>
      <Effect before={change.cogsBefore} after={change.cogsAfter} />
      <Effect before={change.profitBefore} after={change.profitAfter} />
      <td>
        {change.undone ? (
          <Badge>{t("costs.changes.undone")}</Badge>
        ) : change.isUndo ? null : (
          <Button
            size="slim"
            disabled={busy}
            onClick={() => onUndo(change.changeId)}
            accessibilityLabel={`${t("costs.changes.undo")}: ${what}`}
          >
            {t("costs.changes.undo")}
          </Button>
        )}
      </td>
    </tr>
  );
}

function whatOf({ kind, name, isUndo }: ChangeRow, { t }: Words): string {
  const what = name ? `${t(`costs.changes.kinds.${kind}`)} – ${name}` : t(`costs.changes.kinds.${kind}`);
  return isUndo ? t("costs.changes.undoing", { what }) : what;
}

/** The difference in money, and below it what it was and what it is. */
function Effect({ before, after }: { before: number; after: number }) {
  const { t, money } = useWords();
  const sign = after > before ? "+" : "";
  return (
    <td className="number">
      {sign}
      {money(after - before)}
      <span className="row-note">{t("costs.changes.fromTo", { before: money(before), after: money(after) })}</span>
    </td>
  );
}
