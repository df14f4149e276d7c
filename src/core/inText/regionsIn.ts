import type { DocumentCheck } from '../engine/documentCheck';
import { UnitCell } from '../engine/unitCell';
import { readerOf, type UnitReader, WholeReader } from '../reading/unitReader';
import { eachElement, eachMember } from '../text/descend';
import type { Path, Span } from '../text/locate';
import { OPEN_BRACE, skipValue } from '../text/scan';
import { readKey } from '../text/walk';
import { ShownRegion } from './shownRegion';

/** Regions that are looked at for one answer: a line without breaks can be a whole file. */
const MOST_REGIONS = 2_000;
const MOST_CHARACTERS = 1_048_576;

/** The regions that a part of a document touches, in order; of very many the first ones. */
export function regionsIn(check: DocumentCheck, { start, end }: Span): ShownRegion[] {
  const found: ShownRegion[] = [];
  let characters = 0;
  const isFull = (): boolean => found.length >= MOST_REGIONS || characters >= MOST_CHARACTERS;
  const add = (region: ShownRegion, length: number): void => {
    if (isFull()) return;
    found.push(region);
    characters += length;
  };
  for (const cell of check.outline.cells.touching(start, end)) {
    if (isFull()) break;
    const reader = cell instanceof UnitCell ? readerOf(check, cell) : undefined;
    if (!reader) continue;
    const within = { start: start - cell.start, end: end - cell.start };
    if (reader instanceof WholeReader) inText(reader, cell.start, within, add);
    else inRegions(reader, cell.start, within, add);
  }
  return found;
}

type Add = (region: ShownRegion, length: number) => void;

function inRegions(reader: UnitReader, origin: number, within: Span, add: Add): void {
  for (const owner of reader.owners()) {
    if (owner.end < within.start || owner.start > within.end) continue;
    for (const { text, start, skeleton } of reader.regions(owner.path, within)) {
      add(new ShownRegion(reader, owner.path, text, 0, origin + start, skeleton), text.length);
    }
  }
}

/** Goes through a unit once, and into the regions that are wanted. */
function inText(reader: WholeReader, origin: number, within: Span, add: Add): void {
  const { whole } = reader;
  const end = whole.length;
  let isPast = false;
  const orSkipped = (valueEnd: number, start: number): number =>
    isPast ? end : valueEnd < 0 ? skipValue(whole, start) : valueEnd;
  const result = (list: number, owner: Path): number =>
    eachElement(whole, list, (_, start) => {
      // What is behind the part that is asked for is not looked at.
      isPast ||= start > within.end;
      if (isPast) return end;
      const behind = start < within.start ? skipValue(whole, start) : undefined;
      if ((behind !== undefined && behind < within.start) || whole.charCodeAt(start) !== OPEN_BRACE) {
        return behind ?? skipValue(whole, start);
      }
      const region = new ShownRegion(reader, owner, whole, start, origin);
      add(region, region.end - start);
      return region.end;
    });
  const owners = (list: number, key: string): number =>
    eachElement(whole, list, (index, start) =>
      orSkipped(
        eachMember(whole, start, (from, to, value) =>
          orSkipped(readKey(whole.slice(from, to)) === 'result' ? result(value, [key, index]) : -1, value),
        ),
        start,
      ),
    );
  eachMember(whole, 0, (from, to, value) => {
    const key = readKey(whole.slice(from, to));
    if (key === 'result') return orSkipped(result(value, []), value);
    const isOwners = key === 'predictions' || key === 'annotations';
    return orSkipped(isOwners ? owners(value, key) : -1, value);
  });
}
