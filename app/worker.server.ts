import { runProcess } from "./process";

// The second process: does what happens later. Any number of them may run.
await runProcess(async () => {
  const { env } = await import("./env.server");
  const { readyDatabase } = await import("./database/ready");
  const database = await readyDatabase(env.DATABASE_URL, env.TENURE_HOME);
  const { disconnect } = await import("./db.server");
  const { log } = await import("./log.server");
  const { startExecutor } = await import("./jobs/index.server");
  const work = await startExecutor();
  log.info({ queue: env.REDIS_URL ? "bull" : "postgres" }, "the worker works");
  return {
    async stop(withinMs) {
      log.info("the worker stops");
      const unfinished = await work.stop(withinMs);
      await disconnect();
      await database.release();
      return unfinished;
    },
  };
});
