import { describe, expect, it } from "vitest";
import { createLog } from "~/log.server";

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog("debug", { write: (line: string) => void lines.push(line) }));
  return lines.join("");
}

describe("the log", () => {
  it("hides Admin API tokens, keys and e-mail addresses in texts, fields and errors", () => {
    const text = logged((log) => {
      log.info("sent to ada@example.com with shpat_0123456789abcdef");
      log.info(
        { email: "ada@example.com", nested: { refreshToken: "shprt_1", note: "for bob@example.org" } },
        "fields",
      );
      log.error({ err: new Error("refused eyJhbGciOi.eyJzdWIi.c2lnbmF0 and re_1234567890") }, "failed");
      log.error({ err: new Error("outer", { cause: new Error("postgres://tenure:hunter2@db.internal/x") }) }, "cause");
      log.warn({ headers: { authorization: "Bearer abc", "x-shopify-hmac-sha256": "c2ln" } }, "headers");
    });
    for (const secret of ["ada@", "bob@", "shpat_", "shprt_", "eyJ", "re_123", "hunter2", "Bearer", "c2ln"])
      expect(text).not.toContain(secret);
  });

  it("keeps what is no secret", () => {
    const line = JSON.parse(logged((log) => log.info({ shopId: 7n, job: "report.build", attempts: 2 }, "built")));
    expect(line).toMatchObject({ level: "info", shopId: "7", job: "report.build", attempts: 2, msg: "built" });
  });

  it("keeps message and place of an error", () => {
    const line = JSON.parse(logged((log) => log.error({ err: new Error("order 17: expected a price") }, "failed")));
    expect(line.err.message).toBe("order 17: expected a price");
    expect(line.err.stack).toContain("log.test.ts");
  });
});
