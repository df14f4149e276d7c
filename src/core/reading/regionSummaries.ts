import type { Apart } from '../engine/largeUnit';
import type { Path } from '../text/locate';
import { members } from '../text/walk';
import { readJson } from './unitReader';

/** What other regions have to know of a region: its names and ids, and of its value the labels. */
export type RegionSummary = Readonly<Record<string, unknown>>;

const KEYS: ReadonlySet<string> = new Set(['id', 'type', 'from_name', 'to_name', 'parentID', 'from_id', 'to_id']);
/** Longer values say nothing in a few words. */
const LONGEST = 2_048;
/** Characters that are read at a time. */
const PIECE = 262_144;

/**
 * The regions of a prediction or annotation of a large unit, each at its position in the result. What was read once is
 * kept until the region is edited.
 */
export function regionSummaries(apart: Apart, owner: Path): RegionSummary[] {
  const { split, table } = apart;
  apart.summaries ??= [];
  const { summaries } = apart;
  const own = table.predictions.findIndex(
    (path) => path.length === owner.length && path.every((step, n) => step === owner[n]),
  );
  const found: RegionSummary[] = [];
  if (own < 0) return found;
  let from = 0;
  let piece = '';
  for (let ordinal = table.of.indexOf(own); table.of[ordinal] === own; ordinal++) {
    let summary = summaries[ordinal];
    if (!summary) {
      const cut = table.cut[ordinal] as number;
      const [start, end] = [split.start[cut] as number, split.end[cut] as number];
      if (start < from || end > from + piece.length) {
        from = start;
        piece = apart.read(start, Math.max(end, Math.min(start + PIECE, split.length)));
      }
      summary = summaryOf(piece.slice(start - from, end - from));
      summaries[ordinal] = summary;
    }
    found[table.index[ordinal] as number] = summary;
  }
  return found;
}

function summaryOf(text: string): RegionSummary {
  const summary: Record<string, unknown> = {};
  let value = -1;
  for (const { key, valueStart, valueEnd } of members(text, 0)) {
    if (key === 'value') value = valueStart;
    else if (KEYS.has(key)) summary[key] = readShort(text, valueStart, valueEnd);
  }
  const { type } = summary;
  if (value < 0 || typeof type !== 'string') return summary;
  for (const { key, valueStart, valueEnd } of members(text, value)) {
    if (key === type) summary.value = { [type]: readShort(text, valueStart, valueEnd) };
  }
  return summary;
}

function readShort(text: string, start: number, end: number): unknown {
  return end - start > LONGEST ? undefined : readJson(text.slice(start, end));
}
