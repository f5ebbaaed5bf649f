import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, Page, Text, TextField } from "@shopify/polaris";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { DayField } from "~/components/form/DayField";
import type { Faults } from "~/components/form/fault";
import { SaveBar } from "~/components/form/SaveBar";
import { JSON_POST } from "~/components/form/send";
import { useDraft } from "~/components/form/useDraft";
import { useFault } from "~/components/form/useFault";
import { useSaved } from "~/components/form/useSaved";
import { useWords } from "~/components/shell/words";
import { type OpenChange, RecostStatus } from "./RecostStatus";

/** What a gateway keeps from a day on (empty: since ever), as typed. */
interface FeeRule {
  readonly validFrom: string;
  readonly percent: string;
  readonly fixed: string;
}

/** A payment gateway with its rules, and how many of its payments have no fee. */
export interface Gateway {
  readonly gateway: string;
  readonly rules: readonly FeeRule[];
  readonly unknownPayments: number;
}

export interface FeesView {
  readonly gateways: readonly Gateway[];
  readonly open: OpenChange | null;
}

type Rules = Readonly<Record<string, readonly FeeRule[]>>;

const NO_RULE: FeeRule = { validFrom: "", percent: "", fixed: "" };

/** What each gateway keeps of a payment, where Shopify does not tell. */
export function FeesPage({ view: { gateways, open } }: { view: FeesView }) {
  const { t } = useWords();
  const fetcher = useFetcher<{ readonly faults: Faults }>();
  const faults = fetcher.data?.faults ?? {};
  const draft = useDraft<Rules>(
    Object.fromEntries(gateways.map(({ gateway, rules }) => [gateway, rules.length > 0 ? rules : [NO_RULE]])),
  );
  useSaved(fetcher, Object.keys(faults).length === 0, t("pages.fees.saved"));
  return (
    <Page title={t("pages.fees.title")} backAction={{ content: t("pages.fees.back"), url: "/app/settings" }}>
      <BlockStack gap="400">
        <RecostStatus open={open} />
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
      </BlockStack>
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
  const { t } = useWords();
  return (
    <FiguresScroll label={t("pages.fees.title")}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t("pages.fees.gateway")}</th>
            <th scope="col">{t("costs.fees.from")}</th>
            <th scope="col">{t("pages.fees.percent")}</th>
            <th scope="col">{t("pages.fees.fixed")}</th>
            <th scope="col">
              <span className="visually-hidden">{t("costs.known.remove")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {gateways.map((gateway) => (
            <GatewayRows
              key={gateway.gateway}
              gateway={gateway}
              rules={rules[gateway.gateway] ?? [NO_RULE]}
              faults={faults}
              onChange={(changed) => onChange({ [gateway.gateway]: changed })}
            />
          ))}
        </tbody>
      </table>
    </FiguresScroll>
  );
}

interface GatewayRowsProps {
  readonly gateway: Gateway;
  readonly rules: readonly FeeRule[];
  readonly faults: Faults;
  readonly onChange: (rules: readonly FeeRule[]) => void;
}

/** A row per rate, the first with the gateway's name and the way to a later one. */
function GatewayRows({ gateway: { gateway, unknownPayments }, rules, faults, onChange }: GatewayRowsProps) {
  const { t, count } = useWords();
  return rules.map((rule, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a rate that is being typed has nothing else that stays
    <tr key={index}>
      <th scope="row">
        {index > 0 ? (
          <span className="visually-hidden">{gateway}</span>
        ) : (
          <BlockStack gap="100" inlineAlign="start">
            <span className="customer-number">
              {gateway}
              {unknownPayments > 0 ? (
                <Badge tone="attention">{t("pages.fees.unknown", { count: count(unknownPayments) })}</Badge>
              ) : null}
            </span>
            <Button
              variant="plain"
              accessibilityLabel={t("costs.fees.laterOf", { gateway })}
              onClick={() => onChange([...rules, NO_RULE])}
            >
              {t("costs.fees.later")}
            </Button>
          </BlockStack>
        )}
      </th>
      <RateFields
        name={gateway}
        rule={rule}
        path={`${gateway}.${index}`}
        faults={faults}
        onChange={(changes) => onChange(rules.map((one, at) => (at === index ? { ...one, ...changes } : one)))}
      />
      <td>
        {rules.length > 1 ? (
          <Button
            variant="plain"
            tone="critical"
            accessibilityLabel={t("costs.fees.remove", { gateway, day: rule.validFrom || t("costs.fees.ever") })}
            onClick={() => onChange(rules.filter((_, at) => at !== index))}
          >
            {t("costs.known.remove")}
          </Button>
        ) : null}
      </td>
    </tr>
  ));
}

interface RateFieldsProps {
  readonly name: string;
  readonly rule: FeeRule;
  readonly path: string;
  readonly faults: Faults;
  readonly onChange: (changes: Partial<FeeRule>) => void;
}

function RateFields({ name, rule, path, faults, onChange }: RateFieldsProps) {
  const { t, currency } = useWords();
  const wrong = useFault(faults);
  return (
    <>
      <td className="cost-field">
        <DayField
          label={`${name}: ${t("costs.fees.from")}`}
          labelHidden
          value={rule.validFrom}
          error={wrong(`${path}.validFrom`)}
          onChange={(validFrom) => onChange({ validFrom })}
        />
      </td>
      <td className="cost-field">
        <TextField
          label={`${name}: ${t("pages.fees.percent")}`}
          labelHidden
          suffix="%"
          inputMode="decimal"
          autoComplete="off"
          value={rule.percent}
          error={wrong(`${path}.percent`)}
          onChange={(percent) => onChange({ percent })}
        />
      </td>
      <td className="cost-field">
        <TextField
          label={`${name}: ${t("pages.fees.fixed")}`}
          labelHidden
          prefix={currency}
          inputMode="decimal"
          autoComplete="off"
          value={rule.fixed}
          error={wrong(`${path}.fixed`)}
          onChange={(fixed) => onChange({ fixed })}
        />
      </td>
    </>
  );
}
