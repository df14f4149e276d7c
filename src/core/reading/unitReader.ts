import { countBelow } from '../ascending';
import type { DocumentCheck } from '../engine/documentCheck';
import type { Apart } from '../engine/largeUnit';
import { skeletonOf } from '../engine/skeletons';
import { Hole, UnitCell } from '../engine/unitCell';
import { isObject } from '../isObject';
import { mayHold } from '../navigation/literal';
import { createLocator, type Locator, type Path, type Span } from '../text/locate';
import { parseUnit } from '../text/parseUnit';
import { readJson } from '../text/readJson';
import { OPEN_BRACE, OPEN_BRACKET } from '../text/scan';
import { type Split, shellOffset, unitOffset } from '../text/split';
import { elements, members } from '../text/walk';
import { pathOf } from '../validation/facts';
import type { Inputs } from '../validation/rule';
import { ID_KEYS, ownerIn, regionSummaries } from './regionSummaries';
import { type Walk, walkTo } from './walkTo';

/** A region as it stands in its unit: offsets of the unit. */
export interface RegionText extends Span {
  /** From the root of the unit. */
  path: Path;
  /** Of a region of many megabytes its skeleton: `unitOffsetOf` tells where in the unit a part of it stands. */
  text: string;
  skeleton?: Split | undefined;
}

/** Offset in the unit of an offset in the text of a region. */
export function unitOffsetOf({ start, skeleton }: RegionText, at: number): number {
  return start + (skeleton ? unitOffset(skeleton, at) : at);
}

/** Offset in the text of a region of an offset in the unit; undefined in what the text leaves out. */
export function textOffsetOf({ start, skeleton }: RegionText, offset: number): number | undefined {
  const at = offset - start;
  return skeleton ? shellOffset(skeleton, at) : at;
}

/** What stands at an offset of a unit. */
export interface Spot extends Pick<Walk, 'path' | 'on' | 'span'> {
  /** The region that it is in, if it is in one. */
  region: RegionText | undefined;
  /** The values around it, outermost first: the unit, its lists and objects, down to the value itself. */
  around: readonly Span[];
}

/** A prediction or an annotation as it stands in its unit: offsets of the unit. */
export interface OwnerText extends Span {
  /** From the root of the unit. */
  path: Path;
  /** Its texts, numbers and the like; lists and objects are left out. */
  scalars: Readonly<Record<string, unknown>>;
}

/** Reads a unit at single places, however large it is. Offsets are UTF-16 units from its start. */
export interface UnitReader {
  spotAt(offset: number): Spot | undefined;
  text(start: number, end: number): string;
  /** The task's data, as far as it is JSON. */
  data(): Inputs['data'];
  /** Its predictions and annotations in the order of the text; a flat prediction is its own. */
  owners(): OwnerText[];
  /**
   * The regions of a prediction or annotation, by its path, in order.
   *
   * @param within those that this part of the unit touches; all if left out
   */
  regions(owner: Path, within?: Span): Iterable<RegionText>;
  /** The same, but for those that cannot have or name an id. */
  regionsOfId(owner: Path, id: string): Iterable<RegionText>;
}

/** Longer units are read whole only when they could not be taken apart, and then not at all. */
const LONGEST = 2_097_152;

/** The unit at an offset of a document. */
export function unitAt(check: DocumentCheck, offset: number): UnitCell | undefined {
  for (const cell of check.outline.cells.touching(offset, offset)) if (cell instanceof UnitCell) return cell;
  return undefined;
}

/** Whether a part of a document can be read now: no unit is still to be found or to be taken apart there. */
export function isReadable(check: DocumentCheck, { start, end }: Span): boolean {
  return check.outline.cells.touching(start, end).every((cell) => {
    if (cell instanceof Hole) return false;
    return cell.length <= LONGEST || (cell.apart && !cell.edit) || check.isSettled(cell);
  });
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

  constructor(readonly whole: string) {}

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
    return { path, on, span, region, around: values };
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

  owners(): OwnerText[] {
    return ownersIn(this.whole);
  }

  *regions(owner: Path, within?: Span): Generator<RegionText, void, undefined> {
    const path = [...owner, 'result'];
    const list = this.#place(path);
    if (!list) return;
    for (const { index, start, end } of elements(this.whole, list.start)) {
      if (within && start > within.end) return;
      if (this.whole.charCodeAt(start) !== OPEN_BRACE || (within && end < within.start)) continue;
      yield { path: [...path, index], start, end, text: this.whole.slice(start, end) };
    }
  }

  *regionsOfId(owner: Path, id: string): Generator<RegionText, void, undefined> {
    for (const region of this.regions(owner)) if (mayHold(region.text, id)) yield region;
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
    const path = pathOf(table, ordinal);
    const region = this.#region(cut, path);
    const at = textOffsetOf(region, offset);
    // In what the skeleton leaves out all of the region has to be read.
    const walked = at === undefined ? { path, start, end, text: read(start, end) } : region;
    const walk = walkTo(walked.text, at ?? offset - start);
    if (!walk) return undefined;
    const toUnit = (value: Span): Span => moved(value, (inner) => unitOffsetOf(walked, inner));
    return {
      path: [...path, ...walk.path],
      on: walk.on,
      span: toUnit(walk.span),
      region,
      around: [...this.#aroundRegion(path), ...walk.values.map(toUnit)],
    };
  }

  #region(cut: number, path: Path, text?: string): RegionText {
    const { split, read } = this.apart;
    const [start, end] = [split.start[cut] as number, split.end[cut] as number];
    const skeleton = skeletonOf(this.apart, cut);
    return { path, start, end, text: skeleton?.shell ?? text ?? read(start, end), skeleton };
  }

  /** The unit, the prediction, and the lists that lead to it and to the region. */
  #aroundRegion(path: Path): Span[] {
    const { split } = this.apart;
    const locate = createLocator(split.shell, { start: 0, end: split.shell.length });
    const steps = Array.from({ length: path.length }, (_, depth) => locate(path.slice(0, depth))?.value);
    return steps.flatMap((span) => (span ? [moved(span, (at) => unitOffset(split, at))] : []));
  }

  #inShell(offset: number, cut: number): Spot | undefined {
    const { split } = this.apart;
    const behind = cut < 0 ? offset : (split.at[cut] as number) + 2 + offset - (split.end[cut] as number);
    const walk = walkTo(split.shell, behind);
    if (!walk) return undefined;
    const { path, on, span, values } = walk;
    const toUnit = (value: Span): Span => moved(value, (at) => unitOffset(split, at));
    return { path, on, span: toUnit(span), region: undefined, around: values.map(toUnit) };
  }

  text(start: number, end: number): string {
    return this.apart.read(start, end);
  }

  data(): Inputs['data'] {
    return this.apart.data;
  }

  owners(): OwnerText[] {
    const { split } = this.apart;
    return ownersIn(split.shell).map((owner) => ({ ...owner, ...moved(owner, (at) => unitOffset(split, at)) }));
  }

  *regions(owner: Path, within?: Span): Generator<RegionText, void, undefined> {
    const { split, table, read } = this.apart;
    const first = ownerIn(table, owner);
    if (first < 0) return;
    let from = 0;
    let piece = '';
    for (let ordinal = table.of.indexOf(first); table.of[ordinal] === first; ordinal++) {
      const cut = table.cut[ordinal] as number;
      const start = split.start[cut] as number;
      const end = split.end[cut] as number;
      if (within && start > within.end) return;
      if (within && end < within.start) continue;
      const path = pathOf(table, ordinal);
      if (skeletonOf(this.apart, cut)) {
        yield this.#region(cut, path);
        continue;
      }
      if (start < from || end > from + piece.length) {
        from = start;
        piece = read(start, Math.max(end, Math.min(start + PIECE, within?.end ?? split.length, split.length)));
      }
      yield { path, start, end, text: piece.slice(start - from, end - from) };
    }
  }

  *regionsOfId(owner: Path, id: string): Generator<RegionText, void, undefined> {
    const { table } = this.apart;
    const first = table.of.indexOf(ownerIn(table, owner));
    for (const [n, summary] of regionSummaries(this.apart, owner).entries()) {
      if (!ID_KEYS.some((key) => summary[key] === id)) continue;
      yield this.#region(table.cut[first + n] as number, pathOf(table, first + n));
    }
  }
}

function moved({ start, end }: Span, by: (at: number) => number): Span {
  return { start: by(start), end: by(end) };
}

/** The predictions and annotations of a unit's text, or of its shell. */
function ownersIn(text: string): OwnerText[] {
  const owners: OwnerText[] = [];
  let isTask = false;
  for (const { key, valueStart } of members(text, 0)) {
    if (key !== 'predictions' && key !== 'annotations') continue;
    isTask = true;
    for (const { index, start, end } of elements(text, valueStart)) {
      if (text.charCodeAt(start) !== OPEN_BRACE) continue;
      owners.push({ path: [key, index], start, end, scalars: scalarsAt(text, start) });
    }
  }
  if (isTask || text.charCodeAt(0) !== OPEN_BRACE) return owners;
  const scalars = scalarsAt(text, 0);
  return 'result' in scalars ? [{ path: [], start: 0, end: text.length, scalars }] : owners;
}

/** Longer texts are left out where only a few words are wanted. */
const LONGEST_SCALAR = 2_000;

/** What the object at an offset says in a few words; of lists and objects only that they are there. */
export function scalarsAt(text: string, start: number): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown> = Object.create(null);
  for (const { key, valueStart, valueEnd } of members(text, start)) {
    const first = text.charCodeAt(valueStart);
    const isPlain = first !== OPEN_BRACE && first !== OPEN_BRACKET && valueEnd - valueStart <= LONGEST_SCALAR;
    found[key] = isPlain ? readJson(text.slice(valueStart, valueEnd)) : undefined;
  }
  return found;
}

/** A region as far as its text can be read. */
export function regionValue({ text, skeleton }: RegionText): Readonly<Record<string, unknown>> {
  const value = readJson(text) ?? parseUnit(text).value;
  if (!isObject(value)) return {};
  return skeleton ? withoutStubs(value, text, skeleton.at) : value;
}

/** Nothing is said of what a skeleton leaves out. */
function withoutStubs(region: Record<string, unknown>, text: string, at: readonly number[]): Record<string, unknown> {
  for (const { key, valueStart } of members(text, 0)) {
    if (at.includes(valueStart)) delete region[key];
    if (key !== 'value' || !isObject(region.value)) continue;
    for (const inner of members(text, valueStart)) if (at.includes(inner.valueStart)) delete region.value[inner.key];
  }
  return region;
}

/** The region of a prediction or annotation that has an id. Most regions are passed over without being parsed. */
export function regionById(
  reader: UnitReader,
  owner: Path,
  id: string,
): { region: RegionText; value: Readonly<Record<string, unknown>> } | undefined {
  for (const region of reader.regionsOfId(owner, id)) {
    const value = regionValue(region);
    if (value.id === id && value.type !== 'relation') return { region, value };
  }
  return undefined;
}
