import { type FoundUnit, UnitFinder } from '../engine/finder';
import { type EngineOptions, TELLING } from '../engine/options';
import { Pieces } from '../engine/pieces';
import type { PieceSource } from '../ports';
import { Cursor } from '../text/cursor';
import type { Position } from '../text/lines';
import { splitUnit } from '../text/split';
import { classifyUnit } from '../text/units';
import { type CheckOptions, checkUnit } from '../validation/checkUnit';
import { shownAs } from '../validation/reporting';
import { RuleSet } from '../validation/ruleSet';
import { rules as allRules } from '../validation/rules';
import { fixUnit, type Wanted } from './fixUnit';
import type { TextEdit } from './textEdits';

/** The next part of a text that is being mended. */
export interface FixedPart {
  /** What it becomes. */
  text: string;
  /** What was done, where something was: the part is then one unit. */
  change?: FixedChange;
}

export interface FixedChange {
  /** The unit as it was, and where it was. */
  before: string;
  start: number;
  position: Position;
  /** Offsets in the unit. */
  edits: readonly TextEdit[];
  /** How many problems were mended, by code. */
  fixed: ReadonlyMap<string, number>;
}

/**
 * Mends a text that arrives in pieces, unit by unit: the parts that it gives are the text as it becomes. No more than one
 * unit is held, and the first few where they have to tell first what the file holds. Everything between units, and units
 * that are no JSON, stay as they are, and so do problems that are not shown.
 */
export function* fixStream(
  source: PieceSource,
  options: EngineOptions,
  wanted: Wanted,
): Generator<FixedPart, void, undefined> {
  yield* new StreamFix(source, options, wanted).run();
}

class StreamFix {
  readonly #pieces: Pieces;
  readonly #cursor: Cursor;
  readonly #finder: UnitFinder;
  readonly #options: CheckOptions;
  readonly #wanted: Wanted;
  #isDecided: boolean;
  /** Up to where the text has been given on. */
  #done = 0;

  constructor(source: PieceSource, options: EngineOptions, wanted: Wanted) {
    this.#pieces = new Pieces(source);
    this.#cursor = new Cursor(this.#pieces.from, 0, options.form === 'jsonl');
    this.#finder = new UnitFinder(this.#cursor, options.form, undefined, options.large);
    const isShown = shownAs(options.reporting);
    this.#wanted = (rule, fix, problem) => wanted(rule, fix, problem) && isShown(problem) !== undefined;
    this.#options = {
      ...options,
      rules: new RuleSet(options.rules ?? allRules),
      expected: options.expects ?? 'task',
    };
    this.#isDecided = options.expects !== undefined;
  }

  *run(): Generator<FixedPart, void, undefined> {
    const waiting: FoundUnit[] = [];
    for (let unit = this.#next(); unit; unit = this.#next()) {
      waiting.push(unit);
      this.#decide(unit);
      if (!this.#isDecided && waiting.length < TELLING) continue;
      this.#isDecided = true;
      for (const each of waiting.splice(0)) yield* this.#mend(each);
    }
    for (const each of waiting) yield* this.#mend(each);
    yield* this.#rest();
  }

  #decide({ text }: FoundUnit): void {
    if (this.#isDecided) return;
    const own = classifyUnit(text, { start: 0, end: text.length });
    if (own === 'unknown') return;
    this.#options.expected = own;
    this.#isDecided = true;
  }

  /** The next unit with its text, however large it is. */
  #next(): FoundUnit | undefined {
    const found = this.#finder.next();
    if (!found?.large) return found;
    const steps = splitUnit(this.#cursor);
    let step = steps.next();
    while (!step.done) step = steps.next();
    const split = step.value;
    const torn = this.#finder.end(found, split);
    if (torn) return torn;
    const { start } = found;
    const end = start + split.length;
    return { start, end, text: this.#pieces.slice(start, end), torn: !split.intact };
  }

  *#mend({ start, end, text, value, torn }: FoundUnit): Generator<FixedPart, void, undefined> {
    if (start > this.#done) yield { text: this.#pieces.slice(this.#done, start) };
    this.#done = end;
    if (torn) {
      yield { text };
    } else {
      const known = checkUnit(text, this.#options, value);
      const { edits, text: fixedText, fixed } = fixUnit(text, this.#options, this.#wanted, known);
      if (edits.length === 0) yield { text };
      else {
        const position = this.#pieces.positionAt(start);
        yield { text: fixedText, change: { before: text, start, position, edits, fixed } };
      }
    }
    this.#pieces.release(end);
  }

  /** What stands behind the last unit. */
  *#rest(): Generator<FixedPart, void, undefined> {
    for (;;) {
      const text = this.#pieces.from(this.#done);
      if (text === undefined || text === '') return;
      this.#done += text.length;
      yield { text };
      this.#pieces.release(this.#done);
    }
  }
}
