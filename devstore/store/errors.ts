/** One thing wrong with a store folder: where it stands and which rule it breaks. */
export interface FolderProblem {
  readonly file: string;
  /** Line number from 1, or null for a problem of the whole file. */
  readonly line: number | null;
  /** Path of the field (`lineItems[0].quantity`), or null for a problem of the whole line. */
  readonly field: string | null;
  readonly rule: string;
}

/** How many problems are collected before reading stops. */
export const problemLimit = 20;

/** A store folder that cannot be opened. The message names file, line, field and rule of up to 20 problems, one a line. */
export class StoreFolderError extends Error {
  readonly problems: readonly FolderProblem[];

  constructor(problems: readonly FolderProblem[]) {
    super(problems.map(problemText).join("\n"));
    this.name = "StoreFolderError";
    this.problems = problems;
  }
}

function problemText({ file, line, field, rule }: FolderProblem): string {
  const place = line === null ? file : `${file} line ${line}`;
  return `${field === null ? place : `${place}, ${field}`}: ${rule}`;
}

/** Collects problems; throws as soon as the limit is reached, so that a wholly wrong file is not read to its end. */
export class Problems {
  private readonly found: FolderProblem[] = [];

  add(problem: FolderProblem): void {
    this.found.push(problem);
    if (this.found.length >= problemLimit) this.throwIfAny();
  }

  /** Whether anything is wrong with a line. */
  has(file: string, line: number): boolean {
    return this.found.some((problem) => problem.file === file && problem.line === line);
  }

  /** @throws StoreFolderError when anything was added. */
  throwIfAny(): void {
    if (this.found.length > 0) throw new StoreFolderError(this.found);
  }
}
