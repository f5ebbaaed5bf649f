-- CreateTable
CREATE TABLE "report_schedules" (
    "shop_id" BIGINT NOT NULL,
    "schedule_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "title" TEXT NOT NULL,
    "sections" TEXT[],
    "clock" TEXT NOT NULL,
    "period_rule" TEXT NOT NULL,
    "comparison" TEXT NOT NULL,
    "attach_xlsx" BOOLEAN NOT NULL,
    "attach_pdf" BOOLEAN NOT NULL,
    "language" TEXT NOT NULL,
    "every" TEXT NOT NULL,
    "weekday" SMALLINT,
    "month_day" SMALLINT,
    "local_time" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "paused_at" TIMESTAMPTZ(6),
    "next_slot_day" DATE NOT NULL,
    "next_slot_at" TIMESTAMPTZ(6) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(6),

    CONSTRAINT "report_schedules_pkey" PRIMARY KEY ("shop_id","schedule_id")
);

-- CreateTable
CREATE TABLE "schedule_recipients" (
    "shop_id" BIGINT NOT NULL,
    "schedule_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "language" TEXT,

    CONSTRAINT "schedule_recipients_pkey" PRIMARY KEY ("shop_id","schedule_id","email")
);

-- CreateTable
CREATE TABLE "report_runs" (
    "shop_id" BIGINT NOT NULL,
    "run_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "schedule_id" UUID,
    "kind" TEXT NOT NULL,
    "slot_day" DATE,
    "as_of" TIMESTAMPTZ(6) NOT NULL,
    "settings" JSONB NOT NULL,
    "recipients" JSONB,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(6),
    "lease_id" UUID,
    "error" TEXT,
    "report" JSONB,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "built_at" TIMESTAMPTZ(6),

    CONSTRAINT "report_runs_pkey" PRIMARY KEY ("shop_id","run_id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "shop_id" BIGINT NOT NULL,
    "delivery_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "sender" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "plain_text" TEXT NOT NULL,
    "headers" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "unsubscribe_token" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "first_try_at" TIMESTAMPTZ(6),
    "next_try_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(6),
    "lease_id" UUID,
    "provider_id" TEXT,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(6),

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("shop_id","delivery_id")
);

-- CreateTable
CREATE TABLE "delivery_attachments" (
    "shop_id" BIGINT NOT NULL,
    "run_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "position" SMALLINT NOT NULL,
    "file_name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "content_id" TEXT,
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "delivery_attachments_pkey" PRIMARY KEY ("shop_id","run_id","language","position")
);

-- CreateTable
CREATE TABLE "suppressions" (
    "shop_id" BIGINT NOT NULL,
    "email" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suppressions_pkey" PRIMARY KEY ("shop_id","email")
);

-- CreateTable
CREATE TABLE "alerts" (
    "shop_id" BIGINT NOT NULL,
    "alert_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "code" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "raised_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "hold_until" TIMESTAMPTZ(6),
    "resolved_at" TIMESTAMPTZ(6),

    CONSTRAINT "alerts_pkey" PRIMARY KEY ("shop_id","alert_id")
);

-- CreateTable
CREATE TABLE "shop_tasks" (
    "shop_id" BIGINT NOT NULL,
    "task" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "lease_until" TIMESTAMPTZ(6),
    "lease_id" UUID,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "last_done_at" TIMESTAMPTZ(6),

    CONSTRAINT "shop_tasks_pkey" PRIMARY KEY ("shop_id","task")
);

-- CreateIndex
CREATE INDEX "report_schedules_next_slot_at_idx" ON "report_schedules"("next_slot_at");

-- CreateIndex
CREATE UNIQUE INDEX "report_runs_shop_id_schedule_id_slot_day_key" ON "report_runs"("shop_id", "schedule_id", "slot_day");

-- CreateIndex
CREATE INDEX "deliveries_unsubscribe_token_idx" ON "deliveries"("unsubscribe_token");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_shop_id_run_id_recipient_key" ON "deliveries"("shop_id", "run_id", "recipient");

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_shop_id_idempotency_key_key" ON "deliveries"("shop_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "shop_tasks_due_at_idx" ON "shop_tasks"("due_at");

-- AddForeignKey
ALTER TABLE "schedule_recipients" ADD CONSTRAINT "schedule_recipients_shop_id_schedule_id_fkey" FOREIGN KEY ("shop_id", "schedule_id") REFERENCES "report_schedules"("shop_id", "schedule_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_runs" ADD CONSTRAINT "report_runs_shop_id_schedule_id_fkey" FOREIGN KEY ("shop_id", "schedule_id") REFERENCES "report_schedules"("shop_id", "schedule_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_shop_id_run_id_fkey" FOREIGN KEY ("shop_id", "run_id") REFERENCES "report_runs"("shop_id", "run_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_attachments" ADD CONSTRAINT "delivery_attachments_shop_id_run_id_fkey" FOREIGN KEY ("shop_id", "run_id") REFERENCES "report_runs"("shop_id", "run_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A slot has one run and only a slot has a day.
ALTER TABLE "report_runs" ADD CONSTRAINT "report_runs_kind" CHECK ("kind" IN ('slot', 'now', 'test') AND ("kind" = 'slot') = ("slot_day" IS NOT NULL));
ALTER TABLE "report_runs" ADD CONSTRAINT "report_runs_state" CHECK ("state" IN ('pending', 'built', 'skipped', 'failed'));
ALTER TABLE "report_runs" ADD CONSTRAINT "report_runs_built" CHECK (("state" = 'built') = ("report" IS NOT NULL));
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_state" CHECK ("state" IN ('pending', 'leased', 'sent', 'failed', 'unknown', 'suppressed'));
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_sent" CHECK (("state" = 'sent') = ("sent_at" IS NOT NULL));
ALTER TABLE "report_schedules" ADD CONSTRAINT "report_schedules_rhythm" CHECK (
  "every" IN ('day', 'week', 'month')
  AND ("every" = 'week') = ("weekday" IS NOT NULL) AND ("every" = 'month') = ("month_day" IS NOT NULL)
  AND "weekday" BETWEEN 1 AND 7 AND "month_day" BETWEEN 1 AND 31
);

-- What the clock looks for, in any shop: only rows that still have something to do are indexed.
CREATE INDEX "report_runs_due" ON "report_runs" ("next_try_at") WHERE "state" = 'pending';
CREATE INDEX "deliveries_due" ON "deliveries" ("next_try_at") WHERE "state" IN ('pending', 'leased');
-- One open alert of a kind for a shop.
CREATE UNIQUE INDEX "alerts_open" ON "alerts" ("shop_id", "code") WHERE "resolved_at" IS NULL;

SELECT guard_by_shop(name, dispatch => true) FROM unnest(ARRAY[
  'report_schedules', 'report_runs', 'deliveries', 'alerts', 'shop_tasks'
]::regclass[]) AS name;
SELECT guard_by_shop(name) FROM unnest(ARRAY[
  'schedule_recipients', 'delivery_attachments', 'suppressions'
]::regclass[]) AS name;
