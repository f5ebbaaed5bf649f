import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { runProcess } from "./process";

const BUILD = fileURLToPath(new URL("../build", import.meta.url));
const WEB_DRAIN_MS = 10_000;

// The web process in production. With WORKER=inline, the default, it also does what happens later.
await runProcess(async () => {
  const { env } = await import("./env.server");
  const serverFile = path.join(BUILD, "server/index.js");
  if (!existsSync(serverFile)) throw new Error("The app is not built yet. Run: npm run build");
  const { readyDatabase } = await import("./database/ready");
  const database = await readyDatabase(env.DATABASE_URL, env.TENURE_HOME);
  const { disconnect } = await import("./db.server");
  const { log } = await import("./log.server");
  const { listen, webApp } = await import("./web.server");
  const build: ServerBuild = await import(/* @vite-ignore */ pathToFileURL(serverFile).href);
  const web = await listen(webApp(build, path.join(BUILD, "client")), env.HOST, env.PORT);
  const work = env.WORKER === "inline" ? await (await import("./jobs/index.server")).startExecutor() : null;
  process.stdout.write(`Tenure listens at ${web.url}\n`);
  return {
    async stop(withinMs) {
      log.info("the app stops");
      const [unfinished] = await Promise.all([work?.stop(withinMs) ?? [], web.stop(WEB_DRAIN_MS)]);
      await disconnect();
      await database.release();
      return unfinished;
    },
  };
});
