import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createExecutor } from "~/jobs/executor.server";
import { defineJob, wakeFor } from "~/jobs/job";

const Payload = z.object({ id: z.number() });

/** A job whose runs wait until they are let go. */
function gated(name: string, concurrency = 2) {
  const started: number[] = [];
  const gates: (() => void)[] = [];
  const job = defineJob({
    name,
    payload: Payload,
    concurrency,
    run: async ({ id }) => {
      started.push(id);
      await new Promise<void>((open) => gates.push(open));
      return null;
    },
  });
  return { job, started, open: () => gates.shift()?.() };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

describe("an executor", () => {
  it("runs no more of a job at a time than the job allows, in the order asked", async () => {
    const { job, started, open } = gated("slow");
    const executor = createExecutor([job]);
    for (const id of [1, 2, 3]) void executor.submit(wakeFor(job, { id }));
    await settled();
    expect(started).toEqual([1, 2]);
    open();
    await settled();
    expect(started).toEqual([1, 2, 3]);
  });

  it("keeps one kind of work from waiting behind another", async () => {
    const imports = gated("import");
    const mails = gated("mail");
    const executor = createExecutor([imports.job, mails.job]);
    for (const id of [1, 2, 3, 4]) void executor.submit(wakeFor(imports.job, { id }));
    void executor.submit(wakeFor(mails.job, { id: 9 }));
    await settled();
    expect(mails.started).toEqual([9]);
  });

  it("asked for the same while it runs, runs it once more and not more often", async () => {
    const { job, started, open } = gated("same");
    const executor = createExecutor([job]);
    const all = [1, 1, 1, 1].map((id) => executor.submit(wakeFor(job, { id })));
    await settled();
    expect(started).toEqual([1]);
    open();
    await settled();
    expect(started).toEqual([1, 1]);
    open();
    await Promise.all(all);
    expect(started).toEqual([1, 1]);
  });

  it("looks again after as long as the job says", async () => {
    const at: number[] = [];
    const job = defineJob({
      name: "again",
      payload: Payload,
      run: async () => {
        at.push(Date.now());
        return at.length < 3 ? 30 : null;
      },
    });
    void createExecutor([job]).submit(wakeFor(job, { id: 1 }));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(at).toHaveLength(3);
    expect((at[2] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(58);
  });

  it("survives a job that fails, an unknown one and a payload that is none", async () => {
    let runs = 0;
    const job = defineJob({
      name: "failing",
      payload: Payload,
      run: async () => {
        runs += 1;
        throw new Error("no");
      },
    });
    const executor = createExecutor([job]);
    await executor.submit(wakeFor(job, { id: 1 }));
    await executor.submit({ job: "failing", payload: "{" });
    await executor.submit({ job: "failing", payload: '{"id":"x"}' });
    await executor.submit({ job: "unknown", payload: "{}" });
    await executor.submit(wakeFor(job, { id: 1 }));
    expect(runs).toBe(2);
  });

  it("stopped, finishes what runs, drops what waits and names what did not end in time", async () => {
    const { job, started, open } = gated("long", 1);
    const executor = createExecutor([job]);
    void executor.submit(wakeFor(job, { id: 1 }));
    const dropped = executor.submit(wakeFor(job, { id: 2 }));
    await settled();
    const stopping = executor.stop(1000);
    await dropped;
    open();
    expect(await stopping).toEqual([]);
    await executor.submit(wakeFor(job, { id: 3 }));
    expect(started).toEqual([1]);

    const stuck = gated("stuck");
    const other = createExecutor([stuck.job]);
    void other.submit(wakeFor(stuck.job, { id: 1 }));
    await settled();
    expect(await other.stop(20)).toEqual(["stuck"]);
  });
});
