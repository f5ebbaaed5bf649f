import { common } from "./common";
import { mails } from "./mails";
import { metrics } from "./metrics";
import { pages } from "./pages";
import { reports } from "./reports";

export const tr = { common, mails, metrics, pages, reports };
