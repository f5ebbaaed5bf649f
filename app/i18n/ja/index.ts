import { alerts } from "./alerts";
import { builder } from "./builder";
import { cohorts } from "./cohorts";
import { common } from "./common";
import { compare } from "./compare";
import { costs } from "./costs";
import { customers } from "./customers";
import { deliveries } from "./deliveries";
import { drivers } from "./drivers";
import { filters } from "./filters";
import { forecasts } from "./forecasts";
import { lifecycle } from "./lifecycle";
import { mails } from "./mails";
import { metrics } from "./metrics";
import { pages } from "./pages";
import { platforms } from "./platforms";
import { predictions } from "./predictions";
import { reconciliation } from "./reconciliation";
import { reports } from "./reports";
import { sections } from "./sections";
import { shared } from "./shared";
import { spans } from "./spans";
import { statement } from "./statement";
import { subscriptions } from "./subscriptions";
import { timing } from "./timing";

export const ja = {
  alerts,
  builder,
  cohorts,
  common,
  costs,
  compare,
  customers,
  deliveries,
  drivers,
  filters,
  forecasts,
  lifecycle,
  mails,
  metrics,
  pages,
  platforms,
  predictions,
  reconciliation,
  reports,
  shared,
  sections,
  spans,
  statement,
  subscriptions,
  timing,
};
