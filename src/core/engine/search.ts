import type { TextSource } from '../ports';
import { Cursor } from '../text/cursor';
import { type Split, splitUnit } from '../text/split';
import type { TextForm } from '../text/units';
import { type FoundLarge, type FoundUnit, type Root, UnitFinder } from './finder';

/** Characters that are read at a time. */
const PIECE = 131_072;

/** What a step of a search has found: a unit, a large unit taken apart, nothing yet, or the end. */
export type Found = FoundUnit | { start: number; split: Split } | 'nothing' | 'end';

interface Taking {
  found: FoundLarge;
  steps: Generator<undefined, Split, undefined>;
}

/** Searches a stretch of a text for units, a small step at a time. Worthless as soon as the text has changed. */
export class Search {
  readonly #cursor: Cursor;
  readonly #finder: UnitFinder;
  #large: Taking | undefined;

  /** @param root how the units of the file hang together, where that is known already */
  constructor(text: TextSource, form: TextForm, start: number, end: number, root: Root | undefined, large: number) {
    const from = (offset: number): string | undefined =>
      offset < end ? text.slice(offset, Math.min(offset + PIECE, end)) : undefined;
    this.#cursor = new Cursor(from, start, form === 'jsonl');
    this.#finder = new UnitFinder(this.#cursor, form, root && { root, behindUnit: true }, large);
  }

  get root(): Root | undefined {
    return this.#finder.root;
  }

  get head(): number {
    return this.#finder.head;
  }

  /** Whether there is nothing but units, and commas where they belong. */
  get isSound(): boolean {
    return this.#finder.faults.length === 0;
  }

  step(): Found {
    if (this.#large) return this.#takeApart(this.#large);
    const found = this.#finder.next();
    if (!found) return 'end';
    if (!found.large) return found;
    this.#large = { found, steps: splitUnit(this.#cursor) };
    return 'nothing';
  }

  #takeApart({ found, steps }: Taking): Found {
    const step = steps.next();
    if (!step.done) return 'nothing';
    this.#large = undefined;
    const split = step.value;
    const torn = this.#finder.end(found, split);
    return torn ?? { start: found.start, split };
  }
}
