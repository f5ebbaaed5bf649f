import pg from "pg";

/** How often a statement ran and how long it was waited for, in milliseconds. */
interface Waited {
  calls: number;
  ms: number;
}

type Query = (...input: unknown[]) => unknown;

/** Statements that begin alike are told apart by their ends. */
const SHOWN_HEAD = 120;
const SHOWN_TAIL = 80;

const waited = new Map<string, Waited>();
let waitedMs = 0;

/** Milliseconds this process has waited for the database so far, all connections together. */
export const databaseMs = (): number => waitedMs;

/** How long each statement was waited for since the last report, the longest first. */
export function statementReport(): string {
  const report = reportOf(waited);
  waited.clear();
  return report;
}

/** Watches every statement of every connection that is opened from now on. */
export function watchStatements(): void {
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const query = prototype.query;
  prototype.query = function watching(this: unknown, ...input: unknown[]): unknown {
    const started = performance.now();
    const done = () => note(textOf(input[0]), performance.now() - started);
    const callback = input.at(-1);
    if (typeof callback === "function") {
      const told = (...answer: unknown[]): unknown => {
        done();
        return callback(...answer);
      };
      return query.call(this, ...input.slice(0, -1), told);
    }
    const running = query.call(this, ...input);
    if (running instanceof Promise) return running.finally(done);
    if (isStream(running)) running.once("close", done);
    return running;
  };
}

const isStream = (value: unknown): value is NodeJS.EventEmitter =>
  typeof value === "object" && value !== null && "once" in value;

function textOf(query: unknown): string {
  if (typeof query === "string") return query;
  if (typeof query !== "object" || query === null) return "";
  const { text, cursor } = query as { text?: unknown; cursor?: { text?: unknown } };
  return String(text ?? cursor?.text ?? "");
}

function note(text: string, ms: number): void {
  waitedMs += ms;
  const key = shortened(text.replace(/\s+/g, " ").trim());
  const known = waited.get(key) ?? { calls: 0, ms: 0 };
  waited.set(key, { calls: known.calls + 1, ms: known.ms + ms });
}

const shortened = (text: string): string =>
  text.length <= SHOWN_HEAD + SHOWN_TAIL ? text : `${text.slice(0, SHOWN_HEAD)} … ${text.slice(-SHOWN_TAIL)}`;

function reportOf(waited: ReadonlyMap<string, Waited>): string {
  const rows = [...waited].sort(([, left], [, right]) => right.ms - left.ms);
  const total = rows.reduce((sum, [, { ms }]) => sum + ms, 0);
  const lines = rows.map(
    ([text, { calls, ms }]) =>
      `${(ms / 1000).toFixed(2).padStart(9)} s ${((100 * ms) / total).toFixed(1).padStart(5)}% ${String(calls).padStart(7)} × ${text}`,
  );
  return [`${(total / 1000).toFixed(2).padStart(9)} s waited for in all`, ...lines].join("\n");
}
