import { useLocation, useNavigate } from "@remix-run/react";
import { Tabs } from "@shopify/polaris";
import { chosenSearch } from "~/components/filter/chosenIn";
import { useWords } from "~/components/shell/words";

const TABS = [
  { id: "board", path: "/app/lifecycle" },
  { id: "rhythm", path: "/app/lifecycle/rhythm" },
] as const;

/** The board of stages, and the rhythm it rests on, of the same orders. */
export function LifecycleTabs() {
  const { t } = useWords();
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  return (
    <Tabs
      tabs={TABS.map(({ id }) => ({ id, content: t(`lifecycle.tabs.${id}`) }))}
      selected={Math.max(
        0,
        TABS.findIndex(({ path }) => path === pathname),
      )}
      onSelect={(index) =>
        navigate(`${TABS[index]?.path ?? "/app/lifecycle"}${chosenSearch(new URLSearchParams(search))}`)
      }
      disclosureText={t("lifecycle.tabs.more")}
    />
  );
}
