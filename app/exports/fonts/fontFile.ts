import { readFileSync } from "node:fs";

/** What is needed of a font to know whether a character can be drawn, and how wide. */
export interface FontFile {
  /** Whether the font has a glyph for the code point. */
  covers(codePoint: number): boolean;
  /** Advance width of the code point in em; that of the missing glyph where the font has none. */
  advance(codePoint: number): number;
}

/** Reads a TrueType file: its character map and advance widths (OpenType 1.9, tables cmap, head, hhea, hmtx). Throws on a file without them. */
export function readFont(path: string): FontFile {
  const bytes = readFileSync(path);
  const tables = tableOffsets(bytes);
  const at = (tag: string): number => {
    const offset = tables.get(tag);
    if (offset === undefined) throw new Error(`font ${path}: expected a table "${tag}"`);
    return offset;
  };
  const glyphOf = characterMap(bytes, at("cmap"), path);
  const unitsPerEm = bytes.readUInt16BE(at("head") + 18);
  const metrics = bytes.readUInt16BE(at("hhea") + 34);
  const widths = at("hmtx");
  return {
    covers: (codePoint) => glyphOf(codePoint) !== 0,
    advance: (codePoint) => {
      // Glyphs past the last metric share its width.
      const entry = Math.min(glyphOf(codePoint), metrics - 1);
      return bytes.readUInt16BE(widths + 4 * entry) / unitsPerEm;
    },
  };
}

type GlyphOf = (codePoint: number) => number;

function tableOffsets(bytes: Buffer): Map<string, number> {
  const offsets = new Map<string, number>();
  const count = bytes.readUInt16BE(4);
  for (let index = 0; index < count; index += 1) {
    const record = 12 + 16 * index;
    offsets.set(bytes.toString("latin1", record, record + 4), bytes.readUInt32BE(record + 8));
  }
  return offsets;
}

/** The Unicode map: format 12 (all planes) where there is one, else format 4 (the first 65,536 code points). */
function characterMap(bytes: Buffer, cmap: number, path: string): GlyphOf {
  const count = bytes.readUInt16BE(cmap + 2);
  const subtables = Array.from({ length: count }, (_, index) => cmap + bytes.readUInt32BE(cmap + 4 + 8 * index + 4));
  const ofFormat = (format: number) => subtables.find((offset) => bytes.readUInt16BE(offset) === format);
  const all = ofFormat(12);
  if (all !== undefined) return segmentedCoverage(bytes, all);
  const basic = ofFormat(4);
  if (basic !== undefined) return segmentMapping(bytes, basic);
  throw new Error(`font ${path}: expected a character map of format 4 or 12`);
}

function segmentedCoverage(bytes: Buffer, offset: number): GlyphOf {
  const groups = bytes.readUInt32BE(offset + 12);
  const startOf = (group: number) => bytes.readUInt32BE(offset + 16 + 12 * group);
  const endOf = (group: number) => bytes.readUInt32BE(offset + 16 + 12 * group + 4);
  return (codePoint) => {
    const group = firstWhere(groups, (index) => endOf(index) >= codePoint);
    if (group === groups || startOf(group) > codePoint) return 0;
    return bytes.readUInt32BE(offset + 16 + 12 * group + 8) + codePoint - startOf(group);
  };
}

function segmentMapping(bytes: Buffer, offset: number): GlyphOf {
  const doubled = bytes.readUInt16BE(offset + 6);
  const ends = offset + 14;
  const starts = ends + doubled + 2;
  const deltas = starts + doubled;
  const ranges = deltas + doubled;
  return (codePoint) => {
    if (codePoint > 0xffff) return 0;
    const segment = firstWhere(doubled / 2, (index) => bytes.readUInt16BE(ends + 2 * index) >= codePoint);
    if (segment === doubled / 2) return 0;
    const start = bytes.readUInt16BE(starts + 2 * segment);
    if (start > codePoint) return 0;
    const delta = bytes.readUInt16BE(deltas + 2 * segment);
    const range = bytes.readUInt16BE(ranges + 2 * segment);
    if (range === 0) return (codePoint + delta) & 0xffff;
    const glyph = bytes.readUInt16BE(ranges + 2 * segment + range + 2 * (codePoint - start));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  };
}

/** The first index of a sorted sequence for which `holds`; `length` when there is none. */
function firstWhere(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
