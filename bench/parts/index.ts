import type { Part } from "../bench";
import { change } from "./change";
import { clv } from "./clv";
import { cohorts } from "./cohorts";
import { generate } from "./generate";
import { growth } from "./growth";
import { importing } from "./import";
import { memory } from "./memory";
import { pages } from "./pages";
import { predictions } from "./predictions";
import { read } from "./read";
import { rebuild } from "./rebuild";
import { reports } from "./reports";
import { subscriptions } from "./subscriptions";

/** All parts, in the order in which they are run. */
export const PARTS: readonly Part[] = [
  generate,
  importing,
  memory,
  growth,
  read,
  pages,
  cohorts,
  change,
  rebuild,
  reports,
  clv,
  predictions,
  subscriptions,
];
