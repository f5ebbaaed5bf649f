import { log } from "~/log.server";

/** How long a row is another's after its last sign of life: a process that dies is replaced within it. */
export const LEASE_MS = 60_000;

/**
 * Does long work under a lease that `renew` prolongs every third of its length. Work whose lease was lost goes on; its
 * last write is refused then, because that names the lease.
 */
export async function underLease<T>(
  renew: (until: Date) => Promise<boolean>,
  work: () => Promise<T>,
  now: () => Date = () => new Date(),
): Promise<T> {
  const timer = setInterval(() => {
    renew(new Date(now().getTime() + LEASE_MS)).then(
      (held) => {
        if (!held) clearInterval(timer);
      },
      (error: unknown) => log.warn({ err: error }, "a lease could not be renewed"),
    );
  }, LEASE_MS / 3);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
