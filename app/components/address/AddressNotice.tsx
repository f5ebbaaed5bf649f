import { useLocation } from "@remix-run/react";
import { Banner, List } from "@shopify/polaris";
import { addressFaultText } from "~/components/address/addressText";
import { useWords } from "~/components/shell/words";
import { type AddressFault, addressFaults } from "./addressFaults";

/** Says which parts of the page's address could not be read, and that they are left aside. */
export function AddressNotice() {
  const { t } = useWords();
  const { search } = useLocation();
  const faults = addressFaults(new URLSearchParams(search));
  if (faults.length === 0) return null;
  return (
    <div className="address-notice">
      <Banner tone="warning" title={t("filters.address.title")}>
        <p>{t("filters.address.leftAside")}</p>
        <FaultList faults={faults} />
      </Banner>
    </div>
  );
}

/** Each fault as a sentence. */
export function FaultList({ faults }: { faults: readonly AddressFault[] }) {
  const { language } = useWords();
  const texts = new Set(faults.map((fault) => addressFaultText(fault, language)));
  return (
    <List>
      {[...texts].map((text) => (
        <List.Item key={text}>{text}</List.Item>
      ))}
    </List>
  );
}
