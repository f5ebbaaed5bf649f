import { useFetcher } from "@remix-run/react";
import { Badge, Banner, BlockStack, Button, Card, InlineStack, Page, Text } from "@shopify/polaris";
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
  readonly state: "pending" | "running" | "done" | "failed";
  /** Why a step failed the last time. */
  readonly failure: string | null;
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

/** The answer to undoing, or to trying again: why it was not possible, or null. */
export interface UndoAnswer {
  readonly cannot: "unknown" | "undone" | "superseded" | "retried" | null;
}

/** Every change of costs, what it did in money, and the way to take it back. */
export function CostChangesPage({ view }: { view: ChangesView }) {
  const { t } = useWords();
  const fetcher = useFetcher<UndoAnswer>();
  const cannot = fetcher.data?.cannot ?? null;
  useSaved(fetcher, cannot === null, t("costs.changes.started"));
  const ask = (intent: "undo" | "retry") => (changeId: string) =>
    fetcher.submit(JSON.stringify({ intent, changeId }), JSON_POST);
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
            <Changes
              changes={view.changes}
              busy={fetcher.state !== "idle"}
              onUndo={ask("undo")}
              onRetry={ask("retry")}
            />
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
  readonly onRetry: (changeId: string) => void;
}

function Changes({ changes, ...actions }: ChangesProps) {
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
            <Change key={change.changeId} change={change} {...actions} />
          ))}
        </tbody>
      </table>
    </FiguresScroll>
  );
}

function Change({ change, ...actions }: { change: ChangeRow } & Omit<ChangesProps, "changes">) {
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
        {change.state === "failed" ? (
          <span className="row-note">{t("costs.changes.failed", { reason: change.failure ?? "" })}</span>
        ) : null}
      </th>
      <td className="number">
        {change.ordersTotal === null ? "–" : count(change.ordersTotal)}
        {change.state === "done" ? null : (
          <span className="row-note">
            <Badge tone={change.state === "failed" ? "critical" : "info"}>
              {t(`costs.changes.states.${change.state}`)}
            </Badge>
          </span>
        )}
      </td>
      <Effect before={change.cogsBefore} after={change.cogsAfter} />
      <Effect before={change.profitBefore} after={change.profitAfter} />
      <td>
        <Actions change={change} what={what} {...actions} />
      </td>
    </tr>
  );
}

function Actions({
  change: { changeId, state, isUndo, undone },
  what,
  busy,
  onUndo,
  onRetry,
}: { change: ChangeRow; what: string } & Omit<ChangesProps, "changes">) {
  const { t } = useWords();
  const button = (name: string, on: (changeId: string) => void) => (
    <Button size="slim" disabled={busy} onClick={() => on(changeId)} accessibilityLabel={`${name}: ${what}`}>
      {name}
    </Button>
  );
  if (undone) return <Badge>{t("costs.changes.undone")}</Badge>;
  return (
    <InlineStack gap="200">
      {state === "failed" ? button(t("costs.changes.retry"), onRetry) : null}
      {isUndo ? null : button(t("costs.changes.undo"), onUndo)}
    </InlineStack>
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
