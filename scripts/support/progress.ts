import { Presets, SingleBar } from "cli-progress";

/** Shows how far a named step is: a bar on a terminal, a line at the start and the end elsewhere. Writes to stderr. */
export interface Step {
  /** `done` of `total`; `detail` says of what, in plain words. */
  update(done: number, total: number, detail?: string): void;
  finish(words?: string): void;
}

const NAME_WIDTH = 22;

export function startStep(name: string): Step {
  return process.stderr.isTTY ? barStep(name) : lineStep(name);
}

function barStep(name: string): Step {
  const started = Date.now();
  const format = `  ${name.padEnd(NAME_WIDTH)} {bar} {percentage}%  {detail}`;
  const bar = new SingleBar({ format, barsize: 24, hideCursor: true, clearOnComplete: true }, Presets.rect);
  bar.start(100, 0, { detail: "" });
  return {
    update: (done, total, detail = "") => bar.update(total > 0 ? Math.floor((100 * done) / total) : 0, { detail }),
    finish: (words = "") => {
      bar.stop();
      process.stderr.write(`${finished(name, words, started)}\n`);
    },
  };
}

function lineStep(name: string): Step {
  const started = Date.now();
  let shown = "";
  process.stderr.write(`  ${name} …\n`);
  return {
    update: (done, total, detail = "") => {
      const tenth = total > 0 ? `${Math.floor((10 * done) / total) * 10}%` : "";
      if (tenth === shown) return;
      shown = tenth;
      process.stderr.write(`  ${name}: ${tenth} ${detail}\n`);
    },
    finish: (words = "") => process.stderr.write(`${finished(name, words, started)}\n`),
  };
}

function finished(name: string, words: string, started: number): string {
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  return `  ${name.padEnd(NAME_WIDTH)} done${words ? `: ${words}` : ""} (${seconds} s)`;
}
