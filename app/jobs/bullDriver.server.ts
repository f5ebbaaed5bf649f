import Bull from "bull";
import Redis from "ioredis";
import { log } from "~/log.server";
import type { QueueDriver, Work } from "./driver";
import { readWake, type Wake, wakeText } from "./job";

const PREFIX = "tenure";
/** More waiting wake-ups than this tell nothing new: the clock finds what they stand for. */
const MOST_WAITING = 10_000;
const CLOSE_MS = 5000;

/** Wake-ups over Bull: each reaches one worker process. Bull holds no schedule and no truth; losing Redis loses nothing. */
export function bullDriver(url: string): QueueDriver {
  const complain = complainer();
  const producer = connection(url, complain, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  const senders = new Map<string, Bull.Queue>();
  let listening: Listening | null = null;

  const senderFor = (job: string) => {
    const known = senders.get(job) ?? quiet(new Bull(job, { prefix: PREFIX, createClient: () => producer }), complain);
    senders.set(job, known);
    return known;
  };

  return {
    name: "bull",
    async wake(wake: Wake) {
      // Bull waits for a lost connection without end; the caller must not.
      if (producer.status !== "ready") throw new Error(`Redis is not connected (${producer.status})`);
      const queue = senderFor(wake.job);
      if ((await queue.getWaitingCount()) >= MOST_WAITING) return;
      await queue.add({ wake: wakeText(wake) }, { attempts: 1, removeOnComplete: true, removeOnFail: true });
    },
    async listen(jobs, work) {
      listening = await listen(url, jobs, work, complain);
    },
    async stopListening() {
      await listening?.stop();
      listening = null;
    },
    async close() {
      await listening?.stop();
      await Promise.race([Promise.all([...senders.values()].map((queue) => queue.close(true))), pause(CLOSE_MS)]);
      producer.disconnect();
    },
  };
}

/** Throws when Redis may throw keys away: then Bull's queues would silently lose jobs. Answers false when it cannot be reached now. */
export async function checkRedis(url: string): Promise<boolean> {
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    connectTimeout: 5000,
  });
  redis.on("error", () => undefined);
  try {
    await redis.connect();
  } catch {
    redis.disconnect();
    return false;
  }
  try {
    const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info("memory"))?.[1];
    if (policy !== undefined && policy !== "noeviction")
      throw new Error(
        `Redis at REDIS_URL has maxmemory-policy "${policy}": expected "noeviction", or jobs would be thrown away when its memory is full`,
      );
    return true;
  } finally {
    redis.disconnect();
  }
}

interface Listening {
  stop(): Promise<void>;
}

async function listen(
  url: string,
  jobs: readonly { readonly name: string; readonly concurrency: number }[],
  work: Work,
  complain: (error: Error) => void,
): Promise<Listening> {
  const shared = { client: connection(url, complain, {}), subscriber: connection(url, complain, LISTENER) };
  const own: Redis[] = [];
  const createClient = (type: "client" | "subscriber" | "bclient") => {
    if (type !== "bclient") return shared[type];
    const blocking = connection(url, complain, LISTENER);
    own.push(blocking);
    return blocking;
  };
  const queues = jobs.map(({ name, concurrency }) => {
    const queue = quiet(new Bull(name, { prefix: PREFIX, createClient }), complain);
    void queue.process(concurrency, async (job) => {
      const wake = readWake(String(job.data.wake));
      if (wake) await work(wake);
    });
    return queue;
  });
  return {
    async stop() {
      await Promise.race([Promise.all(queues.map((queue) => queue.close(true))), pause(CLOSE_MS)]);
      for (const redis of [shared.client, shared.subscriber, ...own]) redis.disconnect();
    },
  };
}

// Bull asks this of connections that subscribe or block.
const LISTENER = { enableReadyCheck: false, maxRetriesPerRequest: null };

function connection(url: string, complain: (error: Error) => void, options: object): Redis {
  const redis = new Redis(url, { retryStrategy: (times) => Math.min(times * 200, 5000), ...options });
  redis.on("error", complain);
  return redis;
}

function quiet(queue: Bull.Queue, complain: (error: Error) => void): Bull.Queue {
  queue.on("error", complain);
  queue.setMaxListeners(0);
  return queue;
}

/** Logs the first error of a minute: a Redis that is down raises one with every attempt to connect. */
function complainer(): (error: Error) => void {
  let last = 0;
  return (error) => {
    if (Date.now() - last < 60_000) return;
    last = Date.now();
    log.warn({ err: error }, "Redis does not answer; the clock finds the work meanwhile");
  };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
