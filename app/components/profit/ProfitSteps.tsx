import { getMetric, type MetricName } from "~/analytics/metrics/registry";
import { Explained } from "~/components/explain/Explained";
import type { Scope } from "~/components/explain/scope";
import { useWords } from "~/components/shell/words";
import type { ProfitSteps as Steps } from "~/reports/pageReports";

const LINES = [
  { step: "grossSales", kind: "adds" },
  { step: "discounts", kind: "takes" },
  { step: "salesReversals", kind: "takes" },
  { step: "netSales", kind: "subtotal" },
  { step: "shipping", kind: "adds" },
  { step: "netRevenue", kind: "subtotal" },
  { step: "cogs", kind: "takes" },
  { step: "grossProfit", kind: "subtotal" },
  { step: "shippingCost", kind: "takes" },
  { step: "handlingCost", kind: "takes" },
  { step: "dutiesCost", kind: "takes" },
  { step: "packagingCost", kind: "takes" },
  { step: "paymentFees", kind: "takes" },
  { step: "contributionProfit", kind: "subtotal" },
] as const satisfies readonly { step: Extract<keyof Steps, MetricName>; kind: "adds" | "takes" | "subtotal" }[];

/** The steps from gross sales to contribution profit, one under the other. */
export function ProfitSteps({ steps, within }: { steps: Steps; within: Partial<Scope> }) {
  const { t, value } = useWords();
  return (
    <table className="figures statement">
      <tbody>
        {LINES.map(({ step, kind }) => (
          <tr key={step} className={`statement-${kind}`}>
            <th scope="row">{t(`metrics.${step}.label`)}</th>
            <td className="number">
              <Explained metric={step} figure={steps[step]} within={within}>
                {value(kind === "takes" ? minus(steps[step]) : steps[step], getMetric(step).unit)}
              </Explained>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const minus = (amount: number | null): number | null => (amount === null || amount === 0 ? amount : -amount);
