-- CreateTable
CREATE TABLE "sync_state" (
    "shop_id" BIGINT NOT NULL,
    "run" INTEGER NOT NULL DEFAULT 1,
    "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "planned_at" TIMESTAMPTZ(6),
    "usable_since" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),
    "orders_total" INTEGER,
    "orders_watermark" TIMESTAMPTZ(6),
    "customers_watermark" TIMESTAMPTZ(6),
    "products_watermark" TIMESTAMPTZ(6),
    "next_at" TIMESTAMPTZ(6),
    "caught_up_at" TIMESTAMPTZ(6),
    "reconciled_at" TIMESTAMPTZ(6),
    "problems" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "sync_state_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "sync_windows" (
    "shop_id" BIGINT NOT NULL,
    "window_id" BIGSERIAL NOT NULL,
    "run" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "field" TEXT,
    "starts_at" TIMESTAMPTZ(6),
    "ends_at" TIMESTAMPTZ(6),
    "watermark" TIMESTAMPTZ(6),
    "expected" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "merged" INTEGER,
    "error" TEXT,
    "done_at" TIMESTAMPTZ(6),

    CONSTRAINT "sync_windows_pkey" PRIMARY KEY ("shop_id","window_id")
);

-- CreateTable
CREATE TABLE "bulk_files" (
    "shop_id" BIGINT NOT NULL,
    "window_id" BIGINT NOT NULL,
    "file" TEXT NOT NULL,
    "tag" TEXT NOT NULL,
    "operation_id" TEXT,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "asked_at" TIMESTAMPTZ(6) NOT NULL,
    "polls" INTEGER NOT NULL DEFAULT 0,
    "poll_at" TIMESTAMPTZ(6) NOT NULL,
    "object_count" BIGINT,
    "root_object_count" BIGINT,

    CONSTRAINT "bulk_files_pkey" PRIMARY KEY ("shop_id","window_id","file")
);

-- CreateTable
CREATE TABLE "webhook_inbox" (
    "shop_id" BIGINT NOT NULL,
    "topic" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "webhook_id" TEXT,
    "triggered_at" TIMESTAMPTZ(6),
    "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "body" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "error" TEXT,

    CONSTRAINT "webhook_inbox_pkey" PRIMARY KEY ("shop_id","topic","event_id")
);

-- CreateTable
CREATE TABLE "reconciliations" (
    "shop_id" BIGINT NOT NULL,
    "reconciled_at" TIMESTAMPTZ(6) NOT NULL,
    "months" JSONB NOT NULL,
    "days" JSONB NOT NULL,
    "refetched" INTEGER NOT NULL,

    CONSTRAINT "reconciliations_pkey" PRIMARY KEY ("shop_id","reconciled_at")
);

-- CreateTable
CREATE TABLE "data_requests" (
    "shop_id" BIGINT NOT NULL,
    "request_id" TEXT NOT NULL,
    "customer_id" BIGINT NOT NULL,
    "requested_at" TIMESTAMPTZ(6) NOT NULL,
    "answer" JSONB NOT NULL,

    CONSTRAINT "data_requests_pkey" PRIMARY KEY ("shop_id","request_id")
);

-- CreateIndex
CREATE INDEX "sync_state_shop_id_next_at_idx" ON "sync_state"("shop_id", "next_at");

-- CreateIndex
CREATE INDEX "sync_windows_shop_id_state_idx" ON "sync_windows"("shop_id", "state");

-- CreateIndex
CREATE INDEX "bulk_files_shop_id_operation_id_idx" ON "bulk_files"("shop_id", "operation_id");

-- CreateIndex
CREATE INDEX "webhook_inbox_shop_id_state_next_at_idx" ON "webhook_inbox"("shop_id", "state", "next_at");

-- AddForeignKey
ALTER TABLE "bulk_files" ADD CONSTRAINT "bulk_files_shop_id_window_id_fkey" FOREIGN KEY ("shop_id", "window_id") REFERENCES "sync_windows"("shop_id", "window_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Of two readings of one version of an order the later one wins.
ALTER TABLE "orders" ADD COLUMN "observed_at" TIMESTAMPTZ(6);

-- The clock finds in these what is due in any shop.
SELECT guard_by_shop(name, dispatch => true) FROM unnest(ARRAY['sync_state', 'webhook_inbox']::regclass[]) AS name;
SELECT guard_by_shop(name) FROM unnest(ARRAY['sync_windows', 'bulk_files', 'reconciliations', 'data_requests']::regclass[]) AS name;

-- A window's rows are inserted and then given their costs and their order's number in the same transaction. Room in the page
-- keeps the second version beside the first, so that no index has to be written twice.
ALTER TABLE "sales" SET (fillfactor = 55);
ALTER TABLE "orders" SET (fillfactor = 70);
