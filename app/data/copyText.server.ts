const TAB = 0x09;
const NEWLINE = 0x0a;
const BACKSLASH = 0x5c;
const LETTER_N = 0x4e;
const SPACE = 0x20;
const DELETE = 0x7f;

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** The longest a UTF-16 unit can become: three bytes of UTF-8. What is escaped becomes two. */
const BYTES_PER_UNIT = 3;
const FIRST_BYTES = 1 << 16;

/**
 * Rows in COPY's text format, written byte by byte into one buffer. Values are short and nearly all ASCII; to put lines
 * together as strings first takes three times as long as to parse the JSON they come from.
 */
export class CopyText {
  private bytes: Buffer = Buffer.allocUnsafe(FIRST_BYTES);
  private resting: Buffer = Buffer.allocUnsafe(FIRST_BYTES);
  private end = 0;

  /** Bytes held. */
  get length(): number {
    return this.end;
  }

  /** Adds the value of a column; undefined counts as null. @throws TypeError on one of a kind that no column has */
  value(value: unknown): void {
    if (value === null || value === undefined) this.nothing();
    else if (typeof value === "string") this.text(value);
    else if (typeof value === "number") this.ascii(String(value));
    else if (typeof value === "boolean") this.ascii(value ? "t" : "f");
    else if (Array.isArray(value)) this.text(arrayLiteral(value));
    else throw new TypeError(`staged value of type ${typeof value}: expected text, number, boolean, list or null`);
    this.bytes[this.end++] = TAB;
  }

  /** Ends the row that holds the values added since the last one. */
  endRow(): void {
    this.bytes[this.end - 1] = NEWLINE;
  }

  /** Everything written so far, to be used before the next time; from here on the text is empty. Two buffers take turns. */
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.end);
    [this.bytes, this.resting] = [this.resting, this.bytes];
    this.end = 0;
    return taken;
  }

  private nothing(): void {
    this.makeRoom(3);
    this.bytes[this.end++] = BACKSLASH;
    this.bytes[this.end++] = LETTER_N;
  }

  private text(text: string): void {
    if (!this.ascii(text)) this.end += this.bytes.write(escaped(text), this.end);
  }

  /** Writes text of plain ASCII and answers true; of any other text nothing is written. There is room for it in either case. */
  private ascii(text: string): boolean {
    const { length } = text;
    this.makeRoom(length * BYTES_PER_UNIT + 1);
    const { bytes, end } = this;
    for (let index = 0; index < length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit < SPACE || unit === BACKSLASH || unit >= DELETE) return false;
      bytes[end + index] = unit;
    }
    this.end = end + length;
    return true;
  }

  private makeRoom(more: number): void {
    if (this.end + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.end + more));
    this.bytes.copy(larger, 0, 0, this.end);
    this.bytes = larger;
  }
}

/** As COPY wants it. PostgreSQL's text has no NUL, so one inside a title is left out. */
const escaped = (text: string): string =>
  text.replaceAll("\0", "").replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? "");

const arrayLiteral = (values: readonly unknown[]): string =>
  values.length === 0 ? "{}" : `{${values.map((value) => `"${String(value).replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
