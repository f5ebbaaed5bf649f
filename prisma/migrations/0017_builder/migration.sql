-- The merchant's own words in a report, how its sections show what they hold, its archive, and copies that rest until they are saved.
ALTER TABLE "report_schedules"
  ADD COLUMN "foreword" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "options" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "archived_at" TIMESTAMPTZ(6),
  ADD COLUMN "unsaved_copy" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "report_schedules"
  ADD CONSTRAINT "report_schedules_foreword" CHECK (char_length("foreword") <= 2000),
  -- Nothing in the archive and no copy that was not saved is ever due.
  ADD CONSTRAINT "report_schedules_resting" CHECK (
    ("archived_at" IS NULL AND NOT "unsaved_copy") OR "paused_at" IS NOT NULL
  );
