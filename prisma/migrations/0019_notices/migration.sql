CREATE TABLE "metric_watches" (
    "shop_id" BIGINT NOT NULL,
    "watch_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "metric" TEXT NOT NULL,
    "span" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "threshold" DOUBLE PRECISION,
    "sensitivity" SMALLINT,
    "language" TEXT NOT NULL,
    "paused_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(6),

    CONSTRAINT "metric_watches_pkey" PRIMARY KEY ("shop_id","watch_id")
);

CREATE TABLE "watch_recipients" (
    "shop_id" BIGINT NOT NULL,
    "watch_id" UUID NOT NULL,
    "email" TEXT NOT NULL,

    CONSTRAINT "watch_recipients_pkey" PRIMARY KEY ("shop_id","watch_id","email")
);

CREATE TABLE "metric_notices" (
    "shop_id" BIGINT NOT NULL,
    "notice_id" UUID NOT NULL,
    "metric" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "metric_notices_pkey" PRIMARY KEY ("shop_id","notice_id")
);

CREATE TABLE "watch_checks" (
    "shop_id" BIGINT NOT NULL,
    "watch_id" UUID NOT NULL,
    "last_day" DATE NOT NULL,
    "first_day" DATE NOT NULL,
    "checked_at" TIMESTAMPTZ(6) NOT NULL,
    "verdict" TEXT NOT NULL,
    "value" DOUBLE PRECISION,
    "low" DOUBLE PRECISION,
    "expected" DOUBLE PRECISION,
    "high" DOUBLE PRECISION,
    "finding" JSONB NOT NULL,
    "notice_id" UUID,

    CONSTRAINT "watch_checks_pkey" PRIMARY KEY ("shop_id","watch_id","last_day")
);

-- At most one notice a day and metric, whoever makes it and however often.
CREATE UNIQUE INDEX "metric_notices_shop_id_metric_day_key" ON "metric_notices"("shop_id", "metric", "day");

ALTER TABLE "watch_recipients" ADD CONSTRAINT "watch_recipients_shop_id_watch_id_fkey" FOREIGN KEY ("shop_id", "watch_id") REFERENCES "metric_watches"("shop_id", "watch_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "watch_checks" ADD CONSTRAINT "watch_checks_shop_id_watch_id_fkey" FOREIGN KEY ("shop_id", "watch_id") REFERENCES "metric_watches"("shop_id", "watch_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "watch_checks" ADD CONSTRAINT "watch_checks_shop_id_notice_id_fkey" FOREIGN KEY ("shop_id", "notice_id") REFERENCES "metric_notices"("shop_id", "notice_id") ON DELETE NO ACTION ON UPDATE CASCADE;

ALTER TABLE "metric_watches" ADD CONSTRAINT "metric_watches_condition" CHECK (
  "span" IN ('day', 'week', 'month') AND CASE "kind"
    WHEN 'threshold' THEN "side" IN ('above', 'below') AND "threshold" IS NOT NULL AND "sensitivity" IS NULL
    WHEN 'unusual' THEN "side" IN ('above', 'below', 'either') AND "threshold" IS NULL AND "sensitivity" IN (20, 100, 400) AND "span" <> 'month'
    ELSE false END
);
ALTER TABLE "watch_checks" ADD CONSTRAINT "watch_checks_verdict" CHECK (
  "verdict" IN ('within', 'above', 'below', 'toldBefore', 'unknown', 'tooShort', 'nothing', 'incomplete')
  AND ("verdict" IN ('above', 'below') OR "notice_id" IS NULL)
);

-- A mail of a notice belongs to it as one of a report does to its run.
ALTER TABLE "deliveries" ADD COLUMN "notice_id" UUID;
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_shop_id_notice_id_fkey" FOREIGN KEY ("shop_id", "notice_id") REFERENCES "metric_notices"("shop_id", "notice_id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE UNIQUE INDEX "deliveries_shop_id_notice_id_recipient_copy_key" ON "deliveries"("shop_id", "notice_id", "recipient", "copy");
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_purpose";
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_purpose" CHECK (
  "purpose" IN ('report', 'notice', 'confirmation')
  AND ("purpose" = 'report') = ("run_id" IS NOT NULL) AND ("purpose" = 'notice') = ("notice_id" IS NOT NULL)
);

SELECT guard_by_shop(name) FROM unnest(ARRAY[
  'metric_watches', 'watch_recipients', 'metric_notices', 'watch_checks'
]::regclass[]) AS name;
