import { describe, expect, it } from "vitest";
import { UNSENT_REASONS } from "~/analytics/mailWorth";
import { historyDetail, mailReason } from "~/components/deliveries/mailReason";
import { reasons } from "~/components/reports/RunWords";
import type { RunView } from "~/components/reports/runEntry";
import { LANGUAGES } from "~/i18n/languages";
import { translator } from "~/i18n/translate";

const ja = translator("ja");

describe("why a mail was not sent", () => {
  it("is told in the reader's language, and in no other words than its own", () => {
    expect(mailReason("suppressed", "paused", ja)).toBe("送信前に一時停止されました。");
    expect(mailReason("failed", "validation_error (422): Invalid field", ja)).toBe(
      "メールサービスがこのメールを受け付けません。",
    );
    expect(mailReason("pending", "fetch failed", ja)).toBe("まだ送信できていません。自動的に再試行します。");
    expect(mailReason("unknown", "no try told", ja)).toBe("メールサービスが受け付けたかどうか回答がありませんでした。");
    expect(mailReason("bounced", "550 no such user", ja)).toBeNull();
    expect(mailReason("suppressed", "the app was removed from the shop", ja)).toBeNull();
  });

  it("has a sentence of its own for each reason in each language", () => {
    for (const language of LANGUAGES) {
      const t = translator(language);
      const told = UNSENT_REASONS.map((reason) => mailReason("suppressed", reason, t));
      expect(new Set(told).size, language).toBe(UNSENT_REASONS.length);
      expect(told).not.toContain(null);
    }
  });

  it("stands in the history in the reader's words; what the mail service says is marked as its own", () => {
    expect(historyDetail("dropped", "removed", ja)).toBe("送信前に受信者が宛先から外されました。");
    expect(historyDetail("refused", "invalid_attachment (422): x", ja)).toBe(
      "メールサービスの回答：invalid_attachment (422): x",
    );
    expect(historyDetail("unanswered", "fetch failed", ja)).toBeNull();
    expect(historyDetail("taken", null, ja)).toBeNull();
  });
});

describe("why a report was not made", () => {
  const run: RunView = {
    runId: "run",
    kind: "slot",
    asOf: "2026-11-02T08:00:00.000Z",
    state: "failed",
    waitingSince: null,
    waitsUntil: "2026-11-02T11:00:00.000Z",
    ifIncomplete: "send",
    missing: [],
    why: "division of nothing",
    nextTryAt: "2026-11-02T09:00:00.000Z",
    decision: null,
    mails: 0,
    deliveryId: null,
  };
  const words = { t: ja, instant: (iso: string) => iso };

  it("is told in the reader's language", () => {
    expect(reasons(run, words)).toEqual(["アプリの不具合により作成できなかったため、中止しました。"]);
    expect(reasons({ ...run, state: "pending" }, words)).toEqual([
      "アプリの不具合により作成できませんでした。",
      "2026-11-02T09:00:00.000Zに再試行します。",
    ]);
  });
});
