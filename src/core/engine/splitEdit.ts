import { countBelow } from '../ascending';
import type { Split } from '../text/split';
import type { Edit } from './edit';

/** Which part of a unit that was taken apart an edit lies in: a cut, the shell, or neither alone. */
export type EditedPart = { part: 'cut'; cut: number } | { part: 'shell' } | { part: 'both' };

/** Finds the part by the split as it was before the edit. */
export function editedPart({ start, end }: Split, { from, to, delta }: Edit): EditedPart {
  const until = to - delta;
  const cut = firstEndingBehind(end, from);
  const cutStart = start[cut];
  // Behind the last cut, or in the text before this one.
  if (cutStart === undefined || until <= cutStart) return { part: 'shell' };
  if (cutStart < from && until < (end[cut] as number)) return { part: 'cut', cut };
  return { part: 'both' };
}

/** The first cut that ends behind an offset. */
function firstEndingBehind(end: readonly number[], offset: number): number {
  return countBelow(end, offset + 1);
}

/** Moves what lies behind an edit inside of a cut. */
export function editCut(split: Split, cut: number, { delta }: Edit): void {
  split.length += delta;
  (split.end[cut] as number) += delta;
  for (let later = cut + 1; later < split.start.length; later++) {
    (split.start[later] as number) += delta;
    (split.end[later] as number) += delta;
  }
}

/**
 * Repeats an edit of the text between the cuts in the shell, and moves what lies behind it.
 *
 * @param inserted the text of now from `from` to `to`
 */
export function editShell(split: Split, { from, to, delta }: Edit, inserted: string): void {
  const next = firstEndingBehind(split.end, from);
  const before = next - 1;
  const place = before < 0 ? from : (split.at[before] as number) + 2 + from - (split.end[before] as number);
  split.shell = split.shell.slice(0, place) + inserted + split.shell.slice(place + to - from - delta);
  split.length += delta;
  for (let later = next; later < split.at.length; later++) {
    (split.at[later] as number) += delta;
    (split.start[later] as number) += delta;
    (split.end[later] as number) += delta;
  }
}
