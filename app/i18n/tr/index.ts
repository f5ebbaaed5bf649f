import { common } from "./common";
import { compare } from "./compare";
import { filters } from "./filters";
import { mails } from "./mails";
import { metrics } from "./metrics";
import { pages } from "./pages";
import { reconciliation } from "./reconciliation";
import { reports } from "./reports";

export const tr = { common, compare, filters, mails, metrics, pages, reconciliation, reports };
