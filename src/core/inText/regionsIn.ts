import type { DocumentCheck } from '../engine/documentCheck';
import { UnitCell } from '../engine/unitCell';
import { type OwnerText, type RegionText, readerOf, regionValue, type UnitReader } from '../reading/unitReader';
import type { Span } from '../text/locate';

/** A region in a part of a document that is shown. */
export interface ShownRegion {
  reader: UnitReader;
  owner: OwnerText;
  region: RegionText;
  value: Readonly<Record<string, unknown>>;
  /** Offset of its text in the document. */
  start: number;
}

/** Regions that are looked at for one answer: a line without breaks can be a whole file. */
const MOST_REGIONS = 2_000;
const MOST_CHARACTERS = 1_048_576;

/** The regions that a part of a document touches, in order; of very many the first ones. */
export function* regionsIn(check: DocumentCheck, { start, end }: Span): Generator<ShownRegion, void, undefined> {
  let regions = 0;
  let characters = 0;
  for (const cell of check.outline.cells.touching(start, end)) {
    const reader = cell instanceof UnitCell ? readerOf(check, cell) : undefined;
    if (!reader) continue;
    const within = { start: start - cell.start, end: end - cell.start };
    for (const owner of reader.owners()) {
      if (owner.end < within.start || owner.start > within.end) continue;
      for (const region of reader.regions(owner.path, within)) {
        yield { reader, owner, region, value: regionValue(region), start: cell.start + region.start };
        characters += region.text.length;
        if (++regions >= MOST_REGIONS || characters >= MOST_CHARACTERS) return;
      }
    }
  }
}
