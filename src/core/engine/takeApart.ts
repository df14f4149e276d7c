import type { Cursor } from '../text/cursor';
import { type Split, splitUnit } from '../text/split';
import type { FoundLarge, FoundUnit, UnitFinder } from './finder';
import type { Pieces } from './pieces';

/** A text that is read in pieces. */
export interface PiecesReader {
  readonly pieces: Pieces;
  /** Reads the pieces. */
  readonly cursor: Cursor;
  readonly finder: UnitFinder;
}

/** Where the regions of a unit are; the unit as it was cut off, where it is torn (`UnitFinder.end`). */
export interface TakenApart {
  split: Split;
  torn: FoundUnit | undefined;
}

/**
 * Takes a large unit apart, so that its regions can be looked at one by one. Nothing of it is held that can be read again;
 * what cannot go back keeps it until it is done. Each step does a little and has nothing to give yet.
 */
export function* takeApart(
  { pieces, cursor, finder }: PiecesReader,
  found: FoundLarge,
): Generator<readonly never[], TakenApart, undefined> {
  cursor.pinned = !pieces.canGoBack;
  const steps = splitUnit(cursor);
  let step = steps.next();
  for (; !step.done; step = steps.next()) {
    if (!cursor.pinned) pieces.release(found.start);
    yield [];
  }
  const split = step.value;
  const torn = finder.end(found, split);
  cursor.pinned = false;
  return { split, torn };
}
