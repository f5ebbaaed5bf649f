import { useLocation, useNavigate } from "@remix-run/react";
import { Tabs } from "@shopify/polaris";
import { useWords } from "~/components/shell/words";

const TABS = [
  { id: "mrr", path: "/app/subscriptions" },
  { id: "expected", path: "/app/subscriptions/expected" },
  { id: "list", path: "/app/subscriptions/list" },
  { id: "rules", path: "/app/subscriptions/rules" },
] as const;

/** The pages about subscriptions. */
export function SubscriptionTabs() {
  const { t } = useWords();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  return (
    <Tabs
      tabs={TABS.map(({ id }) => ({ id, content: t(`subscriptions.tabs.${id}`) }))}
      selected={Math.max(
        0,
        TABS.findIndex(({ path }) => path === pathname),
      )}
      onSelect={(index) => navigate(TABS[index]?.path ?? "/app/subscriptions")}
      disclosureText={t("subscriptions.tabs.more")}
    />
  );
}
