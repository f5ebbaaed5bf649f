import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Card, Page, Text, TextField } from "@shopify/polaris";
import type { Faults } from "~/components/form/fault";
import { SaveBar } from "~/components/form/SaveBar";
import { JSON_POST } from "~/components/form/send";
import { useDraft } from "~/components/form/useDraft";
import { useFault } from "~/components/form/useFault";
import { useSaved } from "~/components/form/useSaved";
import { useWords } from "~/components/shell/words";

/** A payment gateway with its rule as typed, and how many of its payments have no fee. */
export interface Gateway {
  readonly gateway: string;
  readonly percent: string;
  readonly fixed: string;
  readonly unknownPayments: number;
}

type Rules = Readonly<Record<string, Pick<Gateway, "percent" | "fixed">>>;

/** What each gateway keeps of a payment, where Shopify does not tell. */
export function FeesPage({ gateways }: { gateways: readonly Gateway[] }) {
  const { t } = useWords();
  const fetcher = useFetcher<{ readonly faults: Faults }>();
  const faults = fetcher.data?.faults ?? {};
  const draft = useDraft<Rules>(
    Object.fromEntries(gateways.map(({ gateway, percent, fixed }) => [gateway, { percent, fixed }])),
  );
  useSaved(fetcher, Object.keys(faults).length === 0, t("pages.fees.saved"));
  return (
    <Page title={t("pages.fees.title")} backAction={{ content: t("pages.fees.back"), url: "/app/settings" }}>
      <Card padding="0">
        <div className="card-head">
          <BlockStack gap="100">
            <Text as="p">{t("pages.fees.text")}</Text>
            {gateways.length === 0 ? (
              <Text as="p" tone="subdued">
                {t("pages.fees.none")}
              </Text>
            ) : null}
          </BlockStack>
        </div>
        {gateways.length === 0 ? null : (
          <GatewayTable gateways={gateways} rules={draft.values} faults={faults} onChange={draft.set} />
        )}
        <SaveBar
          id="fees"
          open={draft.dirty}
          saving={fetcher.state !== "idle"}
          onSave={() => fetcher.submit(JSON.stringify(draft.values), JSON_POST)}
          onDiscard={draft.reset}
        />
      </Card>
    </Page>
  );
}

interface GatewayTableProps {
  readonly gateways: readonly Gateway[];
  readonly rules: Rules;
  readonly faults: Faults;
  readonly onChange: (changes: Rules) => void;
}

function GatewayTable({ gateways, rules, faults, onChange }: GatewayTableProps) {
  const { t, currency, count } = useWords();
  const wrong = useFault(faults);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
    <section className="figures-scroll" tabIndex={0} aria-label={t("pages.fees.title")}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t("pages.fees.gateway")}</th>
            <th scope="col">{t("pages.fees.percent")}</th>
            <th scope="col">{t("pages.fees.fixed")}</th>
          </tr>
        </thead>
        <tbody>
          {gateways.map(({ gateway, unknownPayments }) => {
            const rule = rules[gateway] ?? { percent: "", fixed: "" };
            return (
              <tr key={gateway}>
                <th scope="row">
                  <span className="customer-number">
                    {gateway}
                    {unknownPayments > 0 ? (
                      <Badge tone="attention">{t("pages.fees.unknown", { count: count(unknownPayments) })}</Badge>
                    ) : null}
                  </span>
                </th>
                <td className="cost-field">
                  <TextField
                    label={`${gateway}: ${t("pages.fees.percent")}`}
                    labelHidden
                    suffix="%"
                    inputMode="decimal"
                    autoComplete="off"
                    value={rule.percent}
                    error={wrong(`${gateway}.percent`)}
                    onChange={(percent) => onChange({ [gateway]: { ...rule, percent } })}
                  />
                </td>
                <td className="cost-field">
                  <TextField
                    label={`${gateway}: ${t("pages.fees.fixed")}`}
                    labelHidden
                    prefix={currency}
                    inputMode="decimal"
                    autoComplete="off"
                    value={rule.fixed}
                    error={wrong(`${gateway}.fixed`)}
                    onChange={(fixed) => onChange({ [gateway]: { ...rule, fixed } })}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
