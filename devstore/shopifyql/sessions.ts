import type { SessionRow } from "../store/types";
import type { Metric, Table } from "./table";

/** `FROM sessions`: visits by local day and source, from the store's `sessions.csv`. All of them are human. */
export function sessionsTable(rows: readonly SessionRow[]): Table {
  return {
    name: "sessions",
    metrics,
    dimensions,
    exponent: 0,
    facts: function* () {
      for (const row of rows) {
        yield {
          day: row.day,
          dimensions: { referrer_source: row.source, human_or_bot_session: "human" },
          amounts: { sessions: row.sessions, completed: row.conversions },
          order: null,
        };
      }
    },
  };
}

const dimensions = {
  referrer_source: { displayName: "Referrer source", dataType: "STRING" },
  human_or_bot_session: { displayName: "Human or bot session", dataType: "STRING" },
} as const;

const metrics: Readonly<Record<string, Metric>> = {
  sessions: { displayName: "Sessions", dataType: "INTEGER", of: (bucket) => bucket.sum("sessions") },
  sessions_that_completed_checkout: {
    displayName: "Sessions that completed checkout",
    dataType: "INTEGER",
    of: (bucket) => bucket.sum("completed"),
  },
  conversion_rate: {
    displayName: "Conversion rate",
    dataType: "PERCENT",
    of: (bucket) => (bucket.sum("sessions") === 0 ? null : bucket.sum("completed") / bucket.sum("sessions")),
  },
};
