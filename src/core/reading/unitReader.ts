import { countBelow } from '../ascending';
import type { DocumentCheck } from '../engine/documentCheck';
import type { Apart } from '../engine/largeUnit';
import { UnitCell } from '../engine/unitCell';
import { isObject } from '../isObject';
import { createLocator, type Locator, type Path, type Span } from '../text/locate';
import { parseUnit } from '../text/parseUnit';
import { OPEN_BRACE } from '../text/scan';
import { unitOffset } from '../text/split';
import { elements } from '../text/walk';
import { pathOf } from '../validation/facts';
import type { Inputs } from '../validation/rule';
import { type Walk, walkTo } from './walkTo';

/** A region as it stands in its unit: offsets of the unit. */
export interface RegionText extends Span {
  /** From the root of the unit. */
  path: Path;
  text: string;
}

/** What stands at an offset of a unit. */
export interface Spot extends Pick<Walk, 'path' | 'on' | 'span'> {
  /** The region that it is in, if it is in one. */
  region: RegionText | undefined;
}

/** Reads a unit at single places, however large it is. Offsets are UTF-16 units from its start. */
export interface UnitReader {
  spotAt(offset: number): Spot | undefined;
  text(start: number, end: number): string;
  /** The task's data, as far as it is JSON. */
  data(): Inputs['data'];
  /** The regions of a prediction or annotation, by its path, in order. */
  regions(owner: Path): Iterable<RegionText>;
}

/** Longer units are read whole only when they could not be taken apart, and then not at all. */
const LONGEST = 2_097_152;

/** The unit at an offset of a document. */
export function unitAt(check: DocumentCheck, offset: number): UnitCell | undefined {
  for (const cell of check.outline.cells.touching(offset, offset)) if (cell instanceof UnitCell) return cell;
  return undefined;
}

/** A reader for a unit; undefined for a large one that has not been taken apart yet. */
export function readerOf(check: DocumentCheck, cell: UnitCell): UnitReader | undefined {
  // While an edit waits to be looked at the cuts are those from before it.
  if (cell.apart && cell.isShellSound && !cell.edit) return new ApartReader(cell.apart);
  return cell.length <= LONGEST ? new WholeReader(check.textOf(cell)) : undefined;
}

/** How many steps lead from the root of a unit to the prediction or annotation that a path leads into. */
export function ownerDepth(path: Path): 0 | 2 | undefined {
  if (path[0] !== 'predictions' && path[0] !== 'annotations') return 0;
  return typeof path[1] === 'number' ? 2 : undefined;
}

/** A unit whose text is held. */
export class WholeReader implements UnitReader {
  #locate: Locator | undefined;
  #data: { value: Inputs['data'] } | undefined;

  constructor(private readonly whole: string) {}

  spotAt(offset: number): Spot | undefined {
    const walk = walkTo(this.whole, offset);
    if (!walk) return undefined;
    const { path, on, span, values } = walk;
    const depth = ownerDepth(path);
    let region: RegionText | undefined;
    if (depth !== undefined && path[depth] === 'result' && typeof path[depth + 1] === 'number') {
      const { start, end } = values[depth + 2] as Span;
      if (this.whole.charCodeAt(start) === OPEN_BRACE) {
        region = { path: path.slice(0, depth + 2), start, end, text: this.whole.slice(start, end) };
      }
    }
    return { path, on, span, region };
  }

  text(start: number, end: number): string {
    return this.whole.slice(start, end);
  }

  data(): Inputs['data'] {
    if (!this.#data) {
      const place = this.#place(['data']);
      const value = place && readJson(this.whole.slice(place.start, place.end));
      this.#data = { value: isObject(value) ? value : undefined };
    }
    return this.#data.value;
  }

  *regions(owner: Path): Generator<RegionText, void, undefined> {
    const path = [...owner, 'result'];
    const list = this.#place(path);
    if (!list) return;
    for (const { index, start, end } of elements(this.whole, list.start)) {
      if (this.whole.charCodeAt(start) !== OPEN_BRACE) continue;
      yield { path: [...path, index], start, end, text: this.whole.slice(start, end) };
    }
  }

  #place(path: Path): Span | undefined {
    this.#locate ??= createLocator(this.whole, { start: 0, end: this.whole.length });
    return this.#locate(path)?.value;
  }
}

/** Characters that are read at a time where all regions of a large unit are asked for. */
const PIECE = 262_144;

/** A large unit that was taken apart: only what is asked for is read. */
class ApartReader implements UnitReader {
  constructor(private readonly apart: Apart) {}

  spotAt(offset: number): Spot | undefined {
    const { split, table, read } = this.apart;
    const cut = countBelow(split.start, offset + 1) - 1;
    const start = split.start[cut];
    const end = split.end[cut] as number;
    if (start === undefined || offset >= end) return this.#inShell(offset, cut);
    const ordinal = table.cut.indexOf(cut);
    if (ordinal < 0) return undefined;
    const text = read(start, end);
    const walk = walkTo(text, offset - start);
    if (!walk) return undefined;
    const path = pathOf(table, ordinal);
    const region = { path, start, end, text };
    return {
      path: [...path, ...walk.path],
      on: walk.on,
      span: { start: start + walk.span.start, end: start + walk.span.end },
      region,
    };
  }

  #inShell(offset: number, cut: number): Spot | undefined {
    const { split } = this.apart;
    const behind = cut < 0 ? offset : (split.at[cut] as number) + 2 + offset - (split.end[cut] as number);
    const walk = walkTo(split.shell, behind);
    if (!walk) return undefined;
    const { path, on, span } = walk;
    const moved = { start: unitOffset(split, span.start), end: unitOffset(split, span.end) };
    return { path, on, span: moved, region: undefined };
  }

  text(start: number, end: number): string {
    return this.apart.read(start, end);
  }

  data(): Inputs['data'] {
    return this.apart.data;
  }

  *regions(owner: Path): Generator<RegionText, void, undefined> {
    const { split, table, read } = this.apart;
    const first = table.predictions.findIndex((path) => path.length === owner.length && path.every(isAt(owner)));
    if (first < 0) return;
    let from = 0;
    let piece = '';
    for (let ordinal = table.of.indexOf(first); table.of[ordinal] === first; ordinal++) {
      const cut = table.cut[ordinal] as number;
      const start = split.start[cut] as number;
      const end = split.end[cut] as number;
      if (start < from || end > from + piece.length) {
        from = start;
        piece = read(start, Math.max(end, Math.min(start + PIECE, split.length)));
      }
      yield { path: pathOf(table, ordinal), start, end, text: piece.slice(start - from, end - from) };
    }
  }
}

const isAt =
  (other: Path) =>
  (step: string | number, index: number): boolean =>
    step === other[index];

/** What a text means; undefined when it is no JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A region as far as its text can be read. */
export function regionValue({ text }: Pick<RegionText, 'text'>): Readonly<Record<string, unknown>> {
  const { value } = parseUnit(text);
  return isObject(value) ? value : {};
}

/** The region of a prediction or annotation that has an id. Most regions are passed over without being parsed. */
export function regionById(
  reader: UnitReader,
  owner: Path,
  id: string,
): { region: RegionText; value: Readonly<Record<string, unknown>> } | undefined {
  const written = JSON.stringify(id);
  for (const region of reader.regions(owner)) {
    if (!region.text.includes(written)) continue;
    const value = regionValue(region);
    if (value.id === id && value.type !== 'relation') return { region, value };
  }
  return undefined;
}
