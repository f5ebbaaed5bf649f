import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, beforeAll, expect, it } from "vitest";
import { visitorPace } from "~/visitorPace";

let now = 1_000_000;
const app = express();
app.set("trust proxy", "loopback");
app.use("/shared", visitorPace({ most: 3, windowMs: 60_000, now: () => now }));
app.use((_, response) => void response.send("read"));
const server = app.listen(0, "127.0.0.1");
beforeAll(async () => {
  if (!server.listening) await once(server, "listening");
});
afterAll(() => void server.close());

const ask = async (visitor: string, path = "/shared/x") => {
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}${path}`, { headers: { "X-Forwarded-For": visitor } });
};
const statuses = async (visitor: string, times: number, path?: string) => {
  const answers: number[] = [];
  for (let time = 0; time < times; time += 1) answers.push((await ask(visitor, path)).status);
  return answers;
};

it("a visitor asks for shared reports only so often within a minute, others and other pages are not held up", async () => {
  expect(await statuses("203.0.113.9", 5)).toEqual([200, 200, 200, 429, 429]);
  expect(await statuses("203.0.113.10", 2)).toEqual([200, 200]);
  expect(await statuses("203.0.113.9", 2, "/app")).toEqual([200, 200]);
  now += 45_000;
  expect((await ask("203.0.113.9")).headers.get("Retry-After")).toBe("15");
  now += 15_000;
  expect(await statuses("203.0.113.9", 4)).toEqual([200, 200, 200, 429]);
});
