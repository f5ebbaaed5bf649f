import { common } from "./common";
import { compare } from "./compare";
import { customers } from "./customers";
import { filters } from "./filters";
import { lifecycle } from "./lifecycle";
import { mails } from "./mails";
import { metrics } from "./metrics";
import { pages } from "./pages";
import { platforms } from "./platforms";
import { reconciliation } from "./reconciliation";
import { reports } from "./reports";
import { statement } from "./statement";

export const en = {
  common,
  compare,
  customers,
  filters,
  lifecycle,
  mails,
  metrics,
  pages,
  platforms,
  reconciliation,
  reports,
  statement,
};
