import { afterAll, describe, expect, it } from "vitest";
import { createPool } from "~/database/pool";
import { disconnect, prisma } from "~/db.server";

const pool = createPool(process.env.DATABASE_URL ?? "", { max: 1 });
afterAll(async () => {
  await pool.end();
  await disconnect();
});

describe("a connection", () => {
  it("is in UTC even where the process is not, so that Prisma and SQL write the same instant", async () => {
    expect(process.env.TZ).toBe("Asia/Kathmandu");
    expect((await pool.query("SHOW timezone")).rows).toEqual([{ TimeZone: "UTC" }]);
    const at = new Date("2025-03-09T06:59:59.000Z");
    await prisma.session.create({
      data: { id: "zone", shop: "a.myshopify.com", state: "", accessToken: "", expires: at },
    });
    const read = await pool.query(
      "SELECT extract(epoch FROM expires)::bigint AS seconds FROM sessions WHERE id = 'zone'",
    );
    expect(read.rows).toEqual([{ seconds: at.getTime() / 1000 }]);
  });

  it("gives bigint sums as exact numbers and refuses those a number cannot hold", async () => {
    expect((await pool.query("SELECT 9007199254740991::bigint AS sum")).rows).toEqual([
      { sum: Number.MAX_SAFE_INTEGER },
    ]);
    await expect(pool.query("SELECT 9007199254740992::bigint AS sum")).rejects.toThrow("2^53");
  });

  it("gives dates as the text they are", async () => {
    expect((await pool.query("SELECT date '2025-01-31' AS day")).rows).toEqual([{ day: "2025-01-31" }]);
  });
});
