-- When a report goes: quarters and years, what it waits for, what is made up for after an outage, and on which conditions.
ALTER TABLE "report_schedules"
  ADD COLUMN "span_month" SMALLINT,
  ADD COLUMN "wait_hours" SMALLINT NOT NULL DEFAULT 3,
  ADD COLUMN "if_incomplete" TEXT NOT NULL DEFAULT 'send',
  ADD COLUMN "catch_up" TEXT NOT NULL DEFAULT 'latest',
  ADD COLUMN "catch_up_hours" SMALLINT NOT NULL DEFAULT 24,
  ADD COLUMN "conditions" JSONB NOT NULL DEFAULT '{"mode": "all", "of": []}';

ALTER TABLE "report_schedules" DROP CONSTRAINT "report_schedules_rhythm";
ALTER TABLE "report_schedules" ADD CONSTRAINT "report_schedules_rhythm" CHECK (
  "every" IN ('day', 'week', 'month', 'quarter', 'year')
  AND ("every" = 'week') = ("weekday" IS NOT NULL)
  AND ("every" IN ('month', 'quarter', 'year')) = ("month_day" IS NOT NULL)
  AND ("every" IN ('quarter', 'year')) = ("span_month" IS NOT NULL)
  AND "weekday" BETWEEN 1 AND 7 AND "month_day" BETWEEN 1 AND 31
  AND "span_month" BETWEEN 1 AND CASE "every" WHEN 'quarter' THEN 3 ELSE 12 END
);

-- A reader's own clock; null is the shop's.
ALTER TABLE "schedule_recipients" ADD COLUMN "time_zone" TEXT;

-- What a run waits for since when, what was missing when it ended, and what its conditions came to.
ALTER TABLE "report_runs"
  ADD COLUMN "timing" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "opened_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN "waiting_since" TIMESTAMPTZ(6),
  ADD COLUMN "missing" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "decision" JSONB;

ALTER TABLE "report_runs" DROP CONSTRAINT "report_runs_state";
ALTER TABLE "report_runs" ADD CONSTRAINT "report_runs_state" CHECK ("state" IN ('pending', 'built', 'skipped', 'notNeeded', 'failed'));
-- What was not needed tells why.
ALTER TABLE "report_runs" ADD CONSTRAINT "report_runs_decided" CHECK ("state" <> 'notNeeded' OR "decision" IS NOT NULL);

UPDATE "report_runs" SET "opened_at" = "created_at";

CREATE INDEX "report_runs_shop_id_as_of_idx" ON "report_runs"("shop_id", "as_of");
