import { countBelow } from '../ascending';
import { classifyKeys, type UnitKind } from './classify';
import type { Cursor } from './cursor';
import type { Path } from './locate';
import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './scan';
import { elements, type Member, members, readKey } from './walk';

/**
 * A unit taken apart: its regions, to be parsed one by one, and the shell, which is the rest of its text with `{}` in
 * the place of each region. A unit of any size so costs what its largest region costs. Offsets are UTF-16 units from
 * the start of the unit, but for `at`, which are those of the shell.
 */
export interface Split {
  shell: string;
  /** Where each region's `{}` stands in the shell. */
  at: number[];
  start: number[];
  end: number[];
  /** Length of the unit. */
  length: number;
  /** False when the text stopped being JSON: then the shell says nothing. */
  intact: boolean;
}

/** Parts of the shell that are joined at a time. */
const PARTS = 1_024;
/** Steps between two pauses of a long walk. */
const PAUSE = 2_000;

/**
 * Takes the unit at the cursor apart and leaves the cursor behind it. Every object in a list `result` is cut out: those
 * of predictions, of annotations, and of the unit itself. Pauses now and then.
 */
export function* splitUnit(cursor: Cursor): Generator<undefined, Split, undefined> {
  const splitter = new Splitter(cursor);
  yield* splitter.run();
  return splitter.done();
}

class Splitter {
  readonly #origin: number;
  readonly #at: number[] = [];
  readonly #start: number[] = [];
  readonly #end: number[] = [];
  readonly #shell: string[] = [];
  /** The last parts of the shell, not joined yet: each region leaves two. */
  readonly #parts: string[] = [];
  #shellLength = 0;
  /** Up to where the text has gone into the shell. */
  #taken: number;
  #intact = true;
  #steps = 0;

  constructor(private readonly cursor: Cursor) {
    this.#origin = cursor.offset;
    this.#taken = cursor.offset;
  }

  /** The unit's own members. */
  *run(): Generator<undefined, void, undefined> {
    yield* this.#object(function* (key) {
      if (key === 'result') yield* this.#list(this.#region);
      else if (key === 'predictions' || key === 'annotations') yield* this.#list(this.#prediction);
      else yield* this.#skip();
    });
  }

  done(): Split {
    this.#take();
    return {
      shell: this.#shell.concat(this.#parts).join(''),
      at: this.#at,
      start: this.#start,
      end: this.#end,
      length: this.cursor.offset - this.#origin,
      intact: this.#intact,
    };
  }

  *#prediction(this: Splitter): Generator<undefined, void, undefined> {
    if (this.cursor.code() !== OPEN_BRACE) return yield* this.#skip();
    yield* this.#object(function* (key) {
      if (key === 'result') yield* this.#list(this.#region);
      else yield* this.#skip();
    });
  }

  *#region(this: Splitter): Generator<undefined, void, undefined> {
    const { cursor } = this;
    if (cursor.code() !== OPEN_BRACE) return yield* this.#skip();
    this.#take();
    const start = cursor.offset;
    this.#at.push(this.#shellLength);
    yield* this.#skip(true);
    this.#start.push(start - this.#origin);
    this.#end.push(cursor.offset - this.#origin);
    this.#append('{}');
    this.#taken = cursor.offset;
    cursor.forget();
    if (++this.#steps % 64 === 0) yield;
  }

  /** Goes through an object; `member` goes behind the value that belongs to a key. */
  *#object(member: (this: Splitter, key: string) => Generator<undefined, void, undefined>) {
    const { cursor } = this;
    if (cursor.code() !== OPEN_BRACE) return yield* this.#skip();
    cursor.step();
    cursor.skipSpace();
    while (cursor.code() !== CLOSE_BRACE) {
      if (cursor.code() !== QUOTE) return this.#lost();
      const keyStart = cursor.offset;
      cursor.skipString();
      const key = readKey(cursor.slice(keyStart, cursor.offset));
      cursor.skipSpace();
      if (cursor.code() !== COLON) return this.#lost();
      cursor.step();
      cursor.skipSpace();
      yield* member.call(this, key);
      if (!this.#intact) return;
      yield* this.#pause();
      if (!this.#comma(CLOSE_BRACE)) return this.#lost();
    }
    cursor.step();
  }

  /** Goes through a list; `element` goes behind one element. */
  *#list(element: (this: Splitter) => Generator<undefined, void, undefined>): Generator<undefined, void, undefined> {
    const { cursor } = this;
    if (cursor.code() !== OPEN_BRACKET) return yield* this.#skip();
    cursor.step();
    cursor.skipSpace();
    while (cursor.code() !== CLOSE_BRACKET) {
      if (cursor.code() < 0) return this.#lost();
      yield* element.call(this);
      if (!this.#intact) return;
      yield* this.#pause();
      if (!this.#comma(CLOSE_BRACKET)) return this.#lost();
    }
    cursor.step();
  }

  /** Goes over the comma between two entries; a comma before the end is none. */
  #comma(closer: number): boolean {
    const { cursor } = this;
    cursor.skipSpace();
    if (cursor.code() === closer) return true;
    if (cursor.code() !== COMMA) return false;
    cursor.step();
    cursor.skipSpace();
    return cursor.code() !== closer && cursor.code() >= 0;
  }

  /** @param forgetting whether the value's text is cut out and need not be held */
  *#skip(forgetting = false): Generator<undefined, void, undefined> {
    if (this.cursor.code() < 0 || !(yield* this.cursor.skipLong(forgetting))) this.#intact = false;
  }

  #lost(): void {
    this.#intact = false;
  }

  *#pause(): Generator<undefined, void, undefined> {
    if (++this.#steps % PAUSE === 0) yield;
  }

  /** Puts what was passed since the last cut into the shell. */
  #take(): void {
    const { offset } = this.cursor;
    if (offset > this.#taken) this.#append(this.cursor.slice(this.#taken, offset));
    this.#taken = offset;
  }

  #append(text: string): void {
    this.#parts.push(text);
    this.#shellLength += text.length;
    if (this.#parts.length < PARTS) return;
    this.#shell.push(this.#parts.join(''));
    this.#parts.length = 0;
  }
}

/** Which region of which prediction each cut is. */
export interface RegionTable {
  /** Paths of the predictions that have regions, and behind them of the annotations, from the root of the unit. */
  predictions: Path[];
  /** For each region in order: its prediction in `predictions`, its position in the `result`, and its cut. */
  of: number[];
  index: number[];
  cut: number[];
}

/**
 * Finds the regions that count: of equal keys those under the last, as JSON.parse has it. Those of annotations come behind
 * those of predictions, wherever they stand.
 *
 * @param at where the cuts stand in the shell
 * @param withAnnotations whether those of annotations count
 * @returns with `uncut` when there are objects among them that are no cut
 */
export function regionTable(
  shell: string,
  at: readonly number[],
  withAnnotations: boolean,
): RegionTable & { kind: UnitKind; uncut: boolean } {
  const table = { predictions: [] as Path[], of: [] as number[], index: [] as number[], cut: [] as number[] };
  const own = lastMembers(shell, 0);
  const kind = classifyKeys(own.keys());
  let uncut = false;
  const addResult = (result: Member | undefined, path: Path): void => {
    if (!result) return;
    for (const { index, start } of elements(shell, result.valueStart)) {
      if (shell.charCodeAt(start) !== OPEN_BRACE) continue;
      const cut = cutAt(at, start);
      if (cut < 0) {
        uncut = true;
        continue;
      }
      if (table.predictions.at(-1) !== path) table.predictions.push(path);
      table.of.push(table.predictions.length - 1);
      table.index.push(index);
      table.cut.push(cut);
    }
  };
  const addAll = (key: 'predictions' | 'annotations'): void => {
    const list = own.get(key);
    if (!list) return;
    for (const { index, start } of elements(shell, list.valueStart)) {
      addResult(lastMembers(shell, start).get('result'), [key, index]);
    }
  };
  if (kind === 'task') {
    addAll('predictions');
    if (withAnnotations) addAll('annotations');
  } else addResult(own.get('result'), []);
  return { ...table, kind, uncut };
}

/** Which cut stands at an offset of the shell; -1 if none does. They ascend. */
function cutAt(at: readonly number[], offset: number): number {
  const cut = countBelow(at, offset);
  return at[cut] === offset ? cut : -1;
}

export function lastMembers(text: string, start: number): ReadonlyMap<string, Member> {
  const found = new Map<string, Member>();
  for (const member of members(text, start)) found.set(member.key, member);
  return found;
}

/** Offset in the shell of an offset in the unit; undefined in a cut. */
export function shellOffset(
  { at, start, end }: Pick<Split, 'at' | 'start' | 'end'>,
  offset: number,
): number | undefined {
  const before = countBelow(start, offset) - 1;
  if (before < 0) return offset;
  const behind = offset - (end[before] as number);
  return behind < 0 ? undefined : (at[before] as number) + 2 + behind;
}

/** Offset in the unit of an offset in the shell. */
export function unitOffset({ at, start, end }: Pick<Split, 'at' | 'start' | 'end'>, offset: number): number {
  const before = countBelow(at, offset) - 1;
  if (before < 0) return offset;
  const behind = offset - (at[before] as number) - 2;
  return behind < 0 ? (start[before] as number) + 1 : (end[before] as number) + behind;
}
