import { randomBytes } from "node:crypto";
import { Session } from "@shopify/shopify-api";
import { describe, expect, it } from "vitest";
import { prisma } from "~/db.server";
import { sessionStorage } from "~/shopify/sessionStorage.server";
import { tokenCipher } from "~/shopify/tokenCipher.server";

const key = () => randomBytes(32).toString("base64");

describe("a token at rest", () => {
  it("decrypts in its own place only, so that a row's token is of no use in another row", () => {
    const cipher = tokenCipher(key());
    const sealed = cipher.encrypt("shpat_secret", "offline_a/access_token");
    expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]+$/);
    expect(sealed).not.toContain("secret");
    expect(cipher.decrypt(sealed, "offline_a/access_token")).toBe("shpat_secret");
    expect(() => cipher.decrypt(sealed, "offline_b/access_token")).toThrow();
    expect(() => cipher.decrypt(sealed, "offline_a/refresh_token")).toThrow();
  });

  it("never looks the same twice and does not survive a changed byte", () => {
    const cipher = tokenCipher(key());
    const sealed = cipher.encrypt("shpat_secret", "here");
    expect(cipher.encrypt("shpat_secret", "here")).not.toBe(sealed);
    const altered = `${sealed.slice(0, -2)}${sealed.endsWith("AA") ? "BB" : "AA"}`;
    expect(() => cipher.decrypt(altered, "here")).toThrow();
  });

  it("is still read after a change of key, as long as the old one is in the ring", () => {
    const [old, fresh] = [key(), key()];
    const sealed = tokenCipher(old).encrypt("shpat_secret", "here");
    const rotated = tokenCipher(fresh, old);
    expect(rotated.decrypt(sealed, "here")).toBe("shpat_secret");
    expect(rotated.isCurrent(sealed)).toBe(false);
    expect(rotated.isCurrent(rotated.encrypt("shpat_secret", "here"))).toBe(true);
    expect(() => tokenCipher(fresh).decrypt(sealed, "here")).toThrow("encrypted by a key that is not in the ring");
  });

  it("refuses a key that is not 32 bytes", () => {
    expect(() => tokenCipher(Buffer.from("short").toString("base64"))).toThrow("token key of 5 bytes");
  });
});

describe("a session", () => {
  const session = new Session({
    id: "offline_quiet.myshopify.com",
    shop: "quiet.myshopify.com",
    state: "",
    isOnline: false,
    scope: "read_orders",
    accessToken: "shpat_readable",
    expires: new Date("2026-11-22T10:00:00Z"),
    refreshToken: "shprt_readable",
    refreshTokenExpires: new Date("2027-02-20T10:00:00Z"),
  });

  it("comes back as it was stored, and its tokens cannot be read in the database", async () => {
    await sessionStorage.storeSession(session);
    const loaded = await sessionStorage.loadSession(session.id);
    expect(loaded?.equals(session)).toBe(true);
    const rows = await prisma.session.findMany();
    expect(JSON.stringify(rows)).not.toMatch(/readable/);
  });

  it("whose token was moved from another row counts as absent", async () => {
    await sessionStorage.storeSession(session);
    const other = new Session({ ...session.toObject(), id: "offline_loud.myshopify.com", shop: "loud.myshopify.com" });
    await sessionStorage.storeSession(other);
    const stolen = await prisma.session.findUniqueOrThrow({ where: { id: session.id } });
    await prisma.session.update({ where: { id: other.id }, data: { accessToken: stolen.accessToken } });
    expect(await sessionStorage.loadSession(other.id)).toBeUndefined();
    expect(await sessionStorage.loadSession(session.id)).toBeDefined();
  });

  it("is stored by two first visits at once without a collision", async () => {
    const fresh = new Session({ ...session.toObject(), id: "offline_new.myshopify.com", shop: "new.myshopify.com" });
    await Promise.all(Array.from({ length: 8 }, () => sessionStorage.storeSession(fresh)));
    expect(await sessionStorage.findSessionsByShop("new.myshopify.com")).toHaveLength(1);
    await sessionStorage.deleteSession(fresh.id);
    expect(await sessionStorage.loadSession(fresh.id)).toBeUndefined();
  });
});
