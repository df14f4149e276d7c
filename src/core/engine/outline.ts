import { addEdit, type TextChange } from './edit';
import type { Root } from './finder';
import { Ledger } from './ledger';
import { Hole, UnitCell } from './unitCell';

/** A unit with its place. */
export interface Placed {
  cell: UnitCell;
  start: number;
  end: number;
}

/**
 * Where the units of a document are, kept through edits. An edit inside of a unit leaves the boundaries of all units as
 * they were, moved by the edit, also while the text is broken: one quote too many must not turn everything behind it
 * inside out. Other edits leave a hole, which is searched for units again.
 */
export class Outline {
  readonly cells = new Ledger<UnitCell | Hole>();
  readonly holes = new Set<Hole>();
  root: Root | undefined;
  /** Offset behind the bracket that opens the list. */
  head = 0;

  constructor(private length: number) {
    this.#dig(undefined, 0, length);
  }

  *units(): Generator<UnitCell, void, undefined> {
    for (const cell of this.cells) if (cell instanceof UnitCell) yield cell;
  }

  /** The root was found in the hole that all of the text was. */
  open(hole: Hole, root: Root, head: number): void {
    this.root = root;
    this.head = head;
    this.cells.place(hole, head, Math.max(hole.end, head));
  }

  /** A unit was found at the beginning of a hole, which is smaller by it from now on. */
  found(hole: Hole, cell: UnitCell, start: number, end: number): void {
    const { end: holeEnd } = hole;
    this.cells.insert(this.cells.previous(hole), [{ stretch: cell, start, end }]);
    this.cells.place(hole, end, Math.max(holeEnd, end));
  }

  /** A hole holds nothing more. */
  close(hole: Hole): void {
    this.holes.delete(hole);
    this.cells.remove(hole);
  }

  /** Everything is to be found anew. */
  reset(): UnitCell[] {
    const removed = [...this.units()];
    this.cells.clear();
    this.holes.clear();
    this.root = undefined;
    this.head = 0;
    this.#dig(undefined, 0, this.length);
    return removed;
  }

  /** Takes units that a search of the whole text has found, in place of what there was. */
  adopt(units: readonly Placed[], root: Root | undefined, head: number): void {
    this.cells.clear();
    this.holes.clear();
    this.root = root;
    this.head = head;
    this.cells.insert(
      undefined,
      units.map(({ cell, start, end }) => ({ stretch: cell, start, end })),
    );
  }

  /**
   * Follows an edit.
   *
   * @returns the unit that it was made in, and units that are no more
   */
  apply(change: TextChange): { edited?: UnitCell; removed: UnitCell[] } {
    const { offset, removed, text } = change;
    const delta = text.length - removed;
    this.length += delta;
    if (this.#isOutside(change)) return { removed: this.#outside(change) };
    const touched = this.cells.touching(offset, offset + removed);
    const only = touched.length === 1 ? touched[0] : undefined;
    if (only instanceof UnitCell && this.#isInside(only, change)) {
      only.edit = addEdit(only.edit, offset - only.start, removed, text.length);
      this.cells.grow(only, delta);
      return { edited: only, removed: [] };
    }
    if (only instanceof Hole && only.start <= offset && offset + removed <= only.end) {
      this.cells.grow(only, delta);
      return { removed: [] };
    }
    return { removed: this.#tear(this.#inLines(touched, offset), offset, delta) };
  }

  /** In JSONL, blanks beside a unit belong to its line, so neighbours are looked at too. */
  #inLines(touched: (UnitCell | Hole)[], offset: number): (UnitCell | Hole)[] {
    if (this.root !== 'lines') return touched;
    const behind = touched.at(-1);
    const next = behind ? this.cells.next(behind) : this.cells.firstEndingAt(offset);
    const first = touched[0] ?? next;
    const previous = first ? this.cells.previous(first) : this.cells.last();
    return [previous, ...touched, next].filter((cell) => cell !== undefined);
  }

  #isInside(cell: UnitCell, { offset, removed, text }: TextChange): boolean {
    if (cell.torn || cell.start >= offset || offset + removed >= cell.end) return false;
    return this.root !== 'lines' || !text.includes('\n');
  }

  /** Whether an edit is made where the root of the document stands, not in what it holds. */
  #isOutside(change: TextChange): boolean {
    if (this.root === undefined || this.root === 'lines') return false;
    if (this.root === 'array') return change.offset < this.head;
    const unit = this.cells.last();
    return !(unit instanceof UnitCell && this.root === 'object' && this.#isInside(unit, change));
  }

  #outside({ offset, removed, text }: TextChange): UnitCell[] {
    const first = this.cells.firstEndingAt(0);
    const origin = this.root === 'array' ? this.head - 1 : (first?.start ?? -1);
    // Blanks before the root move it and change nothing.
    if (removed > 0 || offset > origin || text.trim() !== '' || text.includes('\ufeff')) return this.reset();
    this.head += this.root === 'array' ? text.length : 0;
    this.cells.moveFrom(first, text.length);
    return [];
  }

  /** Makes a hole of what an edit touches, from the unit before it to the unit behind it. */
  #tear(touched: readonly (UnitCell | Hole)[], offset: number, delta: number): UnitCell[] {
    const first = touched[0] ?? this.cells.firstEndingAt(offset);
    const last = touched.at(-1);
    let before = first ? this.cells.previous(first) : this.cells.last();
    let behind = last ? this.cells.next(last) : first;
    for (const cell of touched) this.cells.remove(cell);
    this.cells.moveFrom(behind, delta);
    let from = before?.end ?? this.head;
    let to = behind?.start ?? this.length;
    const merged: (UnitCell | Hole)[] = [...touched];
    if (before instanceof Hole) {
      from = before.start;
      merged.push(before);
      const earlier = this.cells.previous(before);
      this.cells.remove(before);
      before = earlier;
    }
    if (behind instanceof Hole) {
      to = behind.end;
      merged.push(behind);
      this.cells.remove(behind);
      behind = undefined;
    }
    for (const cell of merged) if (cell instanceof Hole) this.holes.delete(cell);
    this.#dig(before, from, to);
    return touched.filter((cell): cell is UnitCell => cell instanceof UnitCell);
  }

  #dig(before: UnitCell | Hole | undefined, start: number, end: number): void {
    const hole = new Hole();
    this.cells.insert(before, [{ stretch: hole, start, end }]);
    this.holes.add(hole);
  }
}
