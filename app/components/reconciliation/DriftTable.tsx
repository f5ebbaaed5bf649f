import { Badge, Card, Link, Text } from "@shopify/polaris";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { useWords } from "~/components/shell/words";
import type { DriftRow } from "~/reports/reconciliationTypes";
import { Cell } from "./Cell";

/** Orders that differed from Shopify's report, day by day, and whether they were put right. */
export function DriftTable({ drifts }: { drifts: readonly DriftRow[] }) {
  const { t } = useWords();
  return (
    <Card padding="0">
      <div className="card-head">
        <Text as="h2" variant="headingMd">
          {t("reconciliation.driftsTitle")}
        </Text>
        <Text as="p" tone="subdued">
          {t(drifts.length === 0 ? "reconciliation.noDrifts" : "reconciliation.driftsText")}
        </Text>
      </div>
      {drifts.length === 0 ? null : <Drifts drifts={drifts} />}
    </Card>
  );
}

function Drifts({ drifts }: { drifts: readonly DriftRow[] }) {
  const { t, day, instant } = useWords();
  return (
    <FiguresScroll label={t("reconciliation.driftsTitle")}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col" className="pinned">
              {t("reconciliation.order")}
            </th>
            <th scope="col">{t("reconciliation.day")}</th>
            <th scope="col">{t("reconciliation.cause")}</th>
            {(["ours", "shopify", "difference"] as const).map((side) => (
              <th key={side} scope="col" className="number">
                {t("metrics.totalSales.label")}: {t(`reconciliation.${side}`)}
              </th>
            ))}
            <th scope="col">{t("reconciliation.state")}</th>
          </tr>
        </thead>
        <tbody>
          {drifts.map((drift) => (
            <tr key={`${drift.day} ${drift.orderKey}`}>
              <th scope="row" className="pinned">
                <OrderLink orderKey={drift.orderKey} name={drift.name} />
              </th>
              <td>{day(drift.day)}</td>
              <td>{t(`reconciliation.causes.${drift.cause}`)}</td>
              <td className="number">
                {drift.ours ? <Cell figure="totalSales" value={drift.ours.totalSales} /> : "–"}
              </td>
              <td className="number">
                {drift.shopify ? <Cell figure="totalSales" value={drift.shopify.totalSales} /> : "–"}
              </td>
              <td className="number">
                <Cell figure="totalSales" value={drift.difference.totalSales} signed />
              </td>
              <td>
                {drift.repairedAt === null ? (
                  <Badge tone="attention">{t("reconciliation.open")}</Badge>
                ) : (
                  t("reconciliation.repaired", { at: instant(drift.repairedAt) })
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </FiguresScroll>
  );
}

/** An order by its name, with its page in the admin where its id is known. */
export function OrderLink({ orderKey, name }: { orderKey: string; name: string }) {
  if (!/^\d+$/.test(orderKey)) return <>{name}</>;
  return (
    <Link url={`shopify:admin/orders/${orderKey}`} target="_top">
      {name}
    </Link>
  );
}
