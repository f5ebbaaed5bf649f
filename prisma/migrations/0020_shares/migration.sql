-- A report that people without access to the shop may read behind a signed link: one run as it was frozen, or always the newest
-- of a schedule. The link names the row; the row is the truth.
CREATE TABLE "shares" (
    "shop_id" BIGINT NOT NULL,
    "share_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "run_id" UUID,
    "schedule_id" UUID,
    "label" TEXT NOT NULL,
    "language" TEXT,
    "sees_persons" BOOLEAN NOT NULL DEFAULT false,
    "formats" TEXT[],
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "created_by" TEXT,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),
    "pages" INTEGER NOT NULL DEFAULT 0,
    "last_viewed_at" TIMESTAMPTZ(6),

    CONSTRAINT "shares_pkey" PRIMARY KEY ("shop_id","share_id")
);
ALTER TABLE "shares" ADD CONSTRAINT "shares_subject" CHECK (("run_id" IS NULL) <> ("schedule_id" IS NULL));
ALTER TABLE "shares" ADD CONSTRAINT "shares_formats" CHECK ("formats" IS NOT NULL AND "formats" <@ ARRAY['xlsx', 'pdf', 'csv']);
ALTER TABLE "shares" ADD CONSTRAINT "shares_expires" CHECK ("expires_at" > "created_at");
ALTER TABLE "shares" ADD CONSTRAINT "shares_shop_id_run_id_fkey" FOREIGN KEY ("shop_id", "run_id") REFERENCES "report_runs"("shop_id", "run_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "shares" ADD CONSTRAINT "shares_shop_id_schedule_id_fkey" FOREIGN KEY ("shop_id", "schedule_id") REFERENCES "report_schedules"("shop_id", "schedule_id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "shares_shop_id_created_at_idx" ON "shares"("shop_id", "created_at" DESC);
CREATE INDEX "shares_ended" ON "shares" (least("expires_at", "revoked_at"));

-- Of a reader nothing is kept but what kind of device asked for what: no address, no name, no cookie.
CREATE TABLE "share_views" (
    "shop_id" BIGINT NOT NULL,
    "share_id" UUID NOT NULL,
    "view_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "at" TIMESTAMPTZ(6) NOT NULL,
    "what" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "language" TEXT NOT NULL,

    CONSTRAINT "share_views_pkey" PRIMARY KEY ("shop_id","share_id","view_id")
);
ALTER TABLE "share_views" ADD CONSTRAINT "share_views_what" CHECK ("what" IN ('page', 'xlsx', 'pdf', 'csv'));
ALTER TABLE "share_views" ADD CONSTRAINT "share_views_agent" CHECK ("agent" IN ('computer', 'phone', 'tablet', 'program', 'unknown'));
ALTER TABLE "share_views" ADD CONSTRAINT "share_views_shop_id_share_id_fkey" FOREIGN KEY ("shop_id", "share_id") REFERENCES "shares"("shop_id", "share_id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "share_views_shop_id_share_id_at_idx" ON "share_views"("shop_id", "share_id", "at" DESC);

SELECT guard_by_shop('shares', dispatch => true);
SELECT guard_by_shop('share_views');
