import type { Role } from "./options";
import { UsageError } from "./options";
import { dayOf } from "./values";

/** Where the columns are in a line. */
export interface Columns {
  readonly customer: number;
  readonly date: number;
  /** Null when the log has no amounts. */
  readonly amount: number | null;
  readonly hasHeader: boolean;
  /** The columns' names as the file has them, or their places. */
  readonly names: Readonly<Record<Role, string | null>>;
}

/** Names a column may have, best first; capitals, blanks and punctuation do not matter. */
const NAMES: Readonly<Record<Role, readonly string[]>> = {
  customer: [
    ..."customer customerid custid cust id clientid client userid user buyerid buyer memberid accountid email".split(
      " ",
    ),
    ..."customeremail masterid customername name".split(" "),
  ],
  date: [
    ..."date orderdate purchasedate transactiondate invoicedate day orderday processedat createdat orderedat".split(
      " ",
    ),
    ..."purchasedat timestamp datetime time t".split(" "),
  ],
  amount: [
    ..."amount total totalprice orderamount ordertotal ordervalue sales netsales revenue value spend spent price".split(
      " ",
    ),
    ..."monetaryvalue monetary dollarvalue transactionvalue paymentvalue payment subtotal".split(" "),
  ],
};

const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/**
 * Finds the columns in the first line. A first line in which some column is a date is no header: then the customer stands
 * first, the date second, the amount third if at all. @throws UsageError that names what was looked for and what is there
 */
export function columnsOf(first: readonly string[], named: Partial<Record<Role, string>>): Columns {
  const isData = first.some((value) => dayOf(value) !== null);
  if (isData) return withoutHeader(first, named);
  const place = (role: Role): number | null => {
    const wanted = named[role];
    if (wanted !== undefined) {
      const at = first.findIndex((name) => plain(name) === plain(wanted));
      if (at === -1) throw new UsageError(`--columns ${role}=${wanted}: the log has the columns ${first.join(", ")}`);
      return at;
    }
    for (const name of NAMES[role]) {
      const at = first.findIndex((own) => plain(own) === name);
      if (at !== -1) return at;
    }
    return null;
  };
  const [customer, date, amount] = [place("customer"), place("date"), place("amount")];
  if (customer === null || date === null) {
    const missing = customer === null ? "customer" : "date";
    throw new UsageError(
      `line 1: expected a column "${missing}"; there are ${first.join(", ")}. Name it by --columns ${missing}=NAME`,
    );
  }
  const name = (at: number | null) => (at === null ? null : (first[at] ?? null));
  return {
    customer,
    date,
    amount,
    hasHeader: true,
    names: { customer: name(customer), date: name(date), amount: name(amount) },
  };
}

function withoutHeader(first: readonly string[], named: Partial<Record<Role, string>>): Columns {
  if (Object.keys(named).length > 0) {
    throw new UsageError("line 1: --columns needs a first line with names of columns, and the first line is an order");
  }
  if (first.length > 3 || dayOf(first[1] ?? "") === null) {
    throw new UsageError(
      "line 1: without names of columns a line is customer,date or customer,date,amount. Add a first line with names",
    );
  }
  return {
    customer: 0,
    date: 1,
    amount: first.length === 3 ? 2 : null,
    hasHeader: false,
    names: { customer: "1st", date: "2nd", amount: first.length === 3 ? "3rd" : null },
  };
}
