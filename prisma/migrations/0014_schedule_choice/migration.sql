-- Which orders a scheduled report is made of, how it divides them, and a span of its own to compare with.
ALTER TABLE "report_schedules"
  ADD COLUMN "filter" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "switches" JSONB,
  ADD COLUMN "grain" TEXT NOT NULL DEFAULT 'month',
  ADD COLUMN "cohort_span" TEXT NOT NULL DEFAULT 'month',
  ADD COLUMN "compare_start" DATE,
  ADD COLUMN "compare_end" DATE;

ALTER TABLE "report_schedules" ADD CONSTRAINT "report_schedules_compared" CHECK (
  ("comparison" = 'chosen') = ("compare_start" IS NOT NULL)
  AND ("comparison" = 'chosen') = ("compare_end" IS NOT NULL)
  AND "compare_start" < "compare_end"
);
