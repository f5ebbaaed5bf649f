import { useFetcher, useNavigate } from "@remix-run/react";
import { InlineStack, Select } from "@shopify/polaris";
import { JSON_POST } from "~/components/form/send";
import { useWords } from "~/components/shell/words";

const SHARES = [0.05, 0.1, 0.2, 0.3] as const;

/** By what customers are of high value: what they bought, or what they are expected to bring; the shop's setting. */
export function ValueBasis({ basis, share }: { basis: "past" | "predicted"; share: number }) {
  const { t, ratio } = useWords();
  const fetcher = useFetcher();
  const navigate = useNavigate();
  const save = (values: { highValueBy?: string; highValueShare?: number }) =>
    fetcher.submit(JSON.stringify(values), JSON_POST);
  const shares = SHARES.some((one) => one === share)
    ? SHARES
    : [...SHARES, share].toSorted((left, right) => left - right);
  return (
    <InlineStack gap="300">
      <Select
        label={t("forecasts.highValue.by")}
        labelInline
        disabled={fetcher.state !== "idle"}
        options={[
          { value: "past", label: t("forecasts.highValue.past") },
          { value: "predicted", label: t("forecasts.highValue.predicted") },
        ]}
        value={basis}
        onChange={(highValueBy) => {
          save({ highValueBy });
          // What the address asks for goes before the setting.
          navigate(`/app/customers?value=${highValueBy}`);
        }}
      />
      {basis === "past" ? null : (
        <Select
          label={t("forecasts.highValue.share")}
          labelInline
          disabled={fetcher.state !== "idle"}
          options={shares.map((one) => ({ value: String(one), label: ratio(one) }))}
          value={String(share)}
          onChange={(highValueShare) => save({ highValueShare: Number(highValueShare) })}
        />
      )}
    </InlineStack>
  );
}
