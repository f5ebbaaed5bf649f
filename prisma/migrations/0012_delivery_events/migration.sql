-- What a recipient gets: which files (null: those of the schedule), and whether customers stand in it as more than numbers.
ALTER TABLE "schedule_recipients"
  ADD COLUMN "formats" TEXT[],
  ADD COLUMN "sees_persons" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "schedule_recipients" ADD CONSTRAINT "schedule_recipients_formats" CHECK ("formats" <@ ARRAY['xlsx', 'pdf', 'csv']);

-- CreateTable
CREATE TABLE "recipient_consents" (
    "shop_id" BIGINT NOT NULL,
    "email" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "ask_id" UUID,
    "asked_at" TIMESTAMPTZ(6),
    "confirmed_at" TIMESTAMPTZ(6),

    CONSTRAINT "recipient_consents_pkey" PRIMARY KEY ("shop_id","email")
);
ALTER TABLE "recipient_consents" ADD CONSTRAINT "recipient_consents_state" CHECK (
  "state" IN ('asked', 'confirmed') AND ("state" = 'confirmed') = ("confirmed_at" IS NOT NULL)
);

-- Whoever got reports before there was a question has not objected to them: an unsubscribed address stays out by its suppression.
ALTER TABLE "schedule_recipients" NO FORCE ROW LEVEL SECURITY;
INSERT INTO "recipient_consents" ("shop_id", "email", "state", "confirmed_at")
SELECT DISTINCT "shop_id", "email", 'confirmed', now() FROM "schedule_recipients";
ALTER TABLE "schedule_recipients" FORCE ROW LEVEL SECURITY;

-- A mail that asks for confirmation belongs to no run; a mail sent again is another one to the same reader.
ALTER TABLE "deliveries"
  ALTER COLUMN "run_id" DROP NOT NULL,
  ADD COLUMN "purpose" TEXT NOT NULL DEFAULT 'report',
  ADD COLUMN "copy" SMALLINT NOT NULL DEFAULT 0,
  ADD COLUMN "copy_of" UUID,
  ADD COLUMN "sees_persons" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "formats" TEXT[] NOT NULL DEFAULT '{xlsx,pdf,csv}';
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_state", DROP CONSTRAINT "deliveries_sent";
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_state" CHECK ("state" IN (
  'pending', 'leased', 'sent', 'delayed', 'delivered', 'bounced', 'complained', 'failed', 'unknown', 'suppressed'
));
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_sent" CHECK (
  CASE WHEN "state" IN ('sent', 'delayed', 'delivered', 'bounced', 'complained') THEN "sent_at" IS NOT NULL
       WHEN "state" IN ('pending', 'leased') THEN "sent_at" IS NULL ELSE true END
);
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_purpose" CHECK (
  "purpose" IN ('report', 'confirmation') AND ("purpose" = 'report') = ("run_id" IS NOT NULL)
);
DROP INDEX "deliveries_shop_id_run_id_recipient_key";
CREATE UNIQUE INDEX "deliveries_shop_id_run_id_recipient_copy_key" ON "deliveries"("shop_id", "run_id", "recipient", "copy");
CREATE INDEX "deliveries_created" ON "deliveries" ("shop_id", "created_at" DESC);
-- The mail service names a mail, not its shop.
CREATE INDEX "deliveries_delivery_id_idx" ON "deliveries"("delivery_id");
CREATE INDEX "deliveries_provider_id_idx" ON "deliveries"("provider_id");

-- One set of files for each language and each of the two views on customers.
ALTER TABLE "delivery_attachments"
  ADD COLUMN "sees_persons" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "format" TEXT;
ALTER TABLE "delivery_attachments" NO FORCE ROW LEVEL SECURITY;
UPDATE "delivery_attachments" SET "format" = CASE WHEN "content_type" = 'application/pdf' THEN 'pdf' ELSE 'xlsx' END WHERE "content_id" IS NULL;
ALTER TABLE "delivery_attachments" FORCE ROW LEVEL SECURITY;
ALTER TABLE "delivery_attachments" DROP CONSTRAINT "delivery_attachments_pkey";
ALTER TABLE "delivery_attachments" ADD CONSTRAINT "delivery_attachments_pkey" PRIMARY KEY ("shop_id", "run_id", "language", "sees_persons", "position");

ALTER TABLE "report_runs" ADD COLUMN "files_made_at" TIMESTAMPTZ(6), ADD COLUMN "files_deleted_at" TIMESTAMPTZ(6);
CREATE INDEX "report_runs_files" ON "report_runs" ("built_at") WHERE "state" = 'built' AND "files_deleted_at" IS NULL;

-- CreateTable
CREATE TABLE "delivery_events" (
    "shop_id" BIGINT NOT NULL,
    "event_id" TEXT NOT NULL,
    "delivery_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "detail" TEXT,

    CONSTRAINT "delivery_events_pkey" PRIMARY KEY ("shop_id","event_id")
);
CREATE INDEX "delivery_events_shop_id_delivery_id_at_idx" ON "delivery_events"("shop_id", "delivery_id", "at");
ALTER TABLE "delivery_events" ADD CONSTRAINT "delivery_events_shop_id_delivery_id_fkey" FOREIGN KEY ("shop_id", "delivery_id") REFERENCES "deliveries"("shop_id", "delivery_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "delivery_events" ADD CONSTRAINT "delivery_events_source" CHECK ("source" IN ('tenure', 'resend'));

SELECT guard_by_shop(name) FROM unnest(ARRAY['recipient_consents', 'delivery_events']::regclass[]) AS name;
