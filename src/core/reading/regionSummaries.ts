import type { Apart } from '../engine/largeUnit';
import { skeletonOf } from '../engine/skeletons';
import type { Path } from '../text/locate';
import { readJson } from '../text/readJson';
import type { RegionTable } from '../text/split';
import { members } from '../text/walk';

/** What other regions have to know of a region: its names and ids, and of its value the labels. */
export type RegionSummary = Readonly<Record<string, unknown>>;

/** Keys whose value is the id of a region. */
export const ID_KEYS = ['id', 'parentID', 'from_id', 'to_id'] as const;

const KEYS: ReadonlySet<string> = new Set([...ID_KEYS, 'type', 'from_name', 'to_name']);
/** Longer lists say nothing in a few words. */
const LONGEST = 2_048;
/** Characters that are read at a time. */
const PIECE = 262_144;

/** By the edits of its regions, which a unit has as long as it is not taken apart anew. */
const known = new WeakMap<Apart['edits'], { edits: number[]; summaries: RegionSummary[] }>();

/**
 * The regions of a prediction or annotation of a large unit, in order. What was read once is kept until the region is
 * edited.
 */
export function regionSummaries(apart: Apart, owner: Path): RegionSummary[] {
  const { split, table } = apart;
  const kept = known.get(apart.edits) ?? { edits: [], summaries: [] };
  known.set(apart.edits, kept);
  const own = ownerIn(table, owner);
  const found: RegionSummary[] = [];
  let from = 0;
  let piece = '';
  for (let ordinal = own < 0 ? -1 : table.of.indexOf(own); table.of[ordinal] === own; ordinal++) {
    const cut = table.cut[ordinal] as number;
    const edits = apart.edits[cut] ?? 0;
    if (kept.edits[cut] !== edits) {
      const [start, end] = [split.start[cut] as number, split.end[cut] as number];
      const skeleton = skeletonOf(apart, cut);
      if (!skeleton && (start < from || end > from + piece.length)) {
        from = start;
        piece = apart.read(start, Math.max(end, Math.min(start + PIECE, split.length)));
      }
      kept.summaries[cut] = summaryOf(skeleton?.shell ?? piece.slice(start - from, end - from));
      kept.edits[cut] = edits;
    }
    found.push(kept.summaries[cut] as RegionSummary);
  }
  return found;
}

/** Which of the predictions and annotations of a unit a path leads to; -1 if it has no regions. */
export function ownerIn({ predictions }: RegionTable, owner: Path): number {
  return predictions.findIndex((path) => path.length === owner.length && path.every((step, n) => step === owner[n]));
}

function summaryOf(text: string): RegionSummary {
  const summary: Record<string, unknown> = {};
  let value = -1;
  for (const { key, valueStart, valueEnd } of members(text, 0)) {
    if (key === 'value') value = valueStart;
    else if (KEYS.has(key)) summary[key] = readJson(text.slice(valueStart, valueEnd));
  }
  const { type } = summary;
  if (value < 0 || typeof type !== 'string') return summary;
  for (const { key, valueStart, valueEnd } of members(text, value)) {
    const isShort = valueEnd - valueStart <= LONGEST;
    if (key === type && isShort) summary.value = { [type]: readJson(text.slice(valueStart, valueEnd)) };
  }
  return summary;
}
