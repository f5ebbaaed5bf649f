import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import { FiguresScroll } from "~/components/figures/FiguresScroll";
import { useWords } from "~/components/shell/words";
import { RunReasons, RunState } from "./RunWords";
import type { RunView } from "./runEntry";

/** What became of a report each time it was due or asked for, the newest first. */
export function RunLog({ runs }: { readonly runs: readonly RunView[] }) {
  const { t, instant } = useWords();
  return (
    <Card padding={runs.length === 0 ? "400" : "0"}>
      <div className={runs.length === 0 ? undefined : "card-head"}>
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t("timing.runs.title")}
          </Text>
          {runs.length === 0 ? (
            <Text as="p" tone="subdued">
              {t("timing.runs.none")}
            </Text>
          ) : null}
        </BlockStack>
      </div>
      {runs.length === 0 ? null : (
        <FiguresScroll label={t("timing.runs.title")}>
          <table className="figures">
            <thead>
              <tr>
                <th scope="col">{t("timing.runs.due")}</th>
                <th scope="col">{t("timing.runs.details")}</th>
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <tr key={run.runId}>
                  <th scope="row">
                    {run.deliveryId === null ? (
                      instant(run.asOf)
                    ) : (
                      <Link url={`/app/reports/deliveries/${run.deliveryId}`}>{instant(run.asOf)}</Link>
                    )}
                    {run.kind === "slot" ? null : <div className="quiet-row">{t(`timing.runs.kinds.${run.kind}`)}</div>}
                    <div>
                      <RunState state={run.state} />
                    </div>
                  </th>
                  <td className="wrap">
                    <RunReasons run={run} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </FiguresScroll>
      )}
    </Card>
  );
}
