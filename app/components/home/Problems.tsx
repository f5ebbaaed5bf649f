import { Banner, BlockStack } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";
import type { Translate } from "~/i18n/translate";
import type { Problem } from "./homeView";

const MOST_SHOWN = 2;
const NO_PARAMS = { scope: "", detail: "", days: 0, status: "", from: "", to: "", count: 0 };

/** What stands in the way of right numbers, in plain words; the most urgent two. */
export function Problems({ problems }: { problems: readonly Problem[] }) {
  const { t, instant } = useWords();
  const moment = (iso: string | number | undefined) => (typeof iso === "string" && iso !== "" ? instant(iso) : "…");
  if (problems.length === 0) return null;
  return (
    <BlockStack gap="300">
      {problems.slice(0, MOST_SHOWN).map((problem) => (
        <Banner key={problem.key} tone="warning" action={actionOf(problem, t)}>
          <p>
            {t(`pages.problems.${problem.key}`, {
              ...NO_PARAMS,
              ...problem.params,
              from: moment(problem.params.from),
              to: moment(problem.params.to),
            })}
          </p>
        </Banner>
      ))}
    </BlockStack>
  );
}

/** The page that says more of it. */
function actionOf({ key }: Problem, t: Translate) {
  if (key === "sales_drift") return { content: t("reconciliation.title"), url: "/app/reconciliation" };
  if (["mail_bounced", "mail_complained", "mail_refused", "mail_changed"].includes(key))
    return { content: t("deliveries.title"), url: "/app/reports/deliveries" };
  return undefined;
}
