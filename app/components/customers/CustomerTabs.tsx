import { useLocation, useNavigate } from "@remix-run/react";
import { Tabs } from "@shopify/polaris";
import { chosenSearch } from "~/components/filter/chosenIn";
import { useWords } from "~/components/shell/words";

const TABS = [
  { id: "list", path: "/app/customers" },
  { id: "groups", path: "/app/customers/groups" },
  { id: "traits", path: "/app/customers/traits" },
  { id: "samePerson", path: "/app/customers/same-person" },
] as const;

/** The ways to look at customers, one page each, about the same orders. */
export function CustomerTabs() {
  const { t } = useWords();
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const selected = TABS.findIndex(({ path }) => path === pathname);
  return (
    <Tabs
      tabs={TABS.map(({ id }) => ({ id, content: t(`customers.tabs.${id}`) }))}
      selected={Math.max(0, selected)}
      onSelect={(index) =>
        navigate(`${TABS[index]?.path ?? "/app/customers"}${chosenSearch(new URLSearchParams(search))}`)
      }
      disclosureText={t("customers.tabs.more")}
    />
  );
}
