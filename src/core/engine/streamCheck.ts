import type { PieceSource } from '../ports';
import type { UnitKind } from '../text/classify';
import { Cursor } from '../text/cursor';
import type { Position } from '../text/lines';
import { createLocator, type Span, toPointer } from '../text/locate';
import { type CheckOptions, checkShell, checkUnit, type UnitResult } from '../validation/checkUnit';
import type { FileProblem } from '../validation/file';
import type { UnitProblem } from '../validation/problem';
import { type ShownAs, shownAs } from '../validation/reporting';
import type { Claim, Rule } from '../validation/rule';
import { RuleSet } from '../validation/ruleSet';
import { rules as allRules } from '../validation/rules';
import { spanOf } from '../validation/sink';
import { type FileColumns, FileFacts, fileColumns, shared } from './fileFacts';
import { type FoundLarge, type FoundUnit, UnitFinder } from './finder';
import { checkApart } from './largeUnit';
import { type EngineOptions, TELLING } from './options';
import { Pieces } from './pieces';
import { takeApart } from './takeApart';

/** How to read a file, and the labeling config that its names and labels are compared with. */
export interface StreamOptions extends EngineOptions {
  /** Gives what follows from other problems too: all that the validator would say, one by one. */
  consequences?: boolean;
}

/** A problem with its place in the whole file, as offsets and as lines. */
export interface PlacedProblem extends FileProblem {
  startPosition: Position;
  endPosition: Position;
}

/** What a file holds. */
export interface Counts {
  tasks: number;
  predictions: number;
  /** Annotations that were checked. */
  annotations: number;
  /** Of predictions and of these annotations. */
  regions: number;
}

/**
 * Checks a text that arrives in pieces and is never held whole. Each step does a little work and yields the problems that
 * it found, often none, so that the caller can show progress, give way or stop. Never throws on account of the text.
 *
 * @returns what the file holds
 */
export function* checkStream(
  source: PieceSource,
  options: StreamOptions,
): Generator<readonly PlacedProblem[], Counts, undefined> {
  const check = new StreamCheck(source, options);
  yield* check.run();
  return check.counts;
}

class StreamCheck {
  readonly counts: Counts = { tasks: 0, predictions: 0, annotations: 0, regions: 0 };
  readonly #pieces: Pieces;
  readonly #cursor: Cursor;
  readonly #finder: UnitFinder;
  readonly #options: CheckOptions;
  readonly #file: FileFacts;
  readonly #shownAs: ShownAs;
  /** What each unit says about the file, and where the unit is. There can be a million of them. */
  readonly #columns: FileColumns[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  /** Units that come before the first telling one wait for it. */
  readonly #waiting: FoundUnit[] = [];
  readonly #all: boolean;
  #index = 0;
  #isDecided: boolean;

  constructor(source: PieceSource, options: StreamOptions) {
    this.#pieces = new Pieces(source);
    this.#cursor = new Cursor(this.#pieces.from, 0, options.form === 'jsonl');
    this.#finder = new UnitFinder(this.#cursor, options.form, undefined, options.large);
    const rules = new RuleSet(options.rules ?? allRules);
    this.#options = { ...options, rules, expected: options.expects ?? 'task' };
    this.#all = options.consequences ?? false;
    this.#isDecided = options.expects !== undefined;
    this.#file = new FileFacts(rules);
    this.#shownAs = shownAs(options.reporting);
  }

  *run(): Generator<readonly PlacedProblem[], void, undefined> {
    for (let found = this.#finder.next(); found; found = this.#finder.next()) {
      if (found.large) {
        yield* this.#largeUnit(found);
        continue;
      }
      if (this.#isDecided) yield this.#unit(found);
      else yield* this.#wait(found, checkUnit(found.text, this.#options, found.value).own);
    }
    for (const unit of this.#waiting) yield this.#unit(unit);
    yield this.#outerFaults();
    yield [...this.#aboutFile()];
  }

  *#wait(unit: FoundUnit, own: UnitKind): Generator<readonly PlacedProblem[], void, undefined> {
    this.#waiting.push(unit);
    this.#decide(own);
    if (!this.#isDecided && this.#waiting.length < TELLING) return;
    this.#isDecided = true;
    for (const waiting of this.#waiting.splice(0)) yield this.#unit(waiting);
  }

  #decide(own: UnitKind): void {
    if (own === 'unknown' || this.#isDecided) return;
    this.#options.expected = own;
    this.#isDecided = true;
  }

  #unit({ start, end, text, value }: FoundUnit): PlacedProblem[] {
    const result = checkUnit(text, this.#options, value);
    return this.#done(start, end, result);
  }

  /** A unit that is taken apart: first its regions are found, then they are checked one by one. */
  *#largeUnit(found: FoundLarge): Generator<readonly PlacedProblem[], void, undefined> {
    const { start } = found;
    const { split, torn } = yield* takeApart(
      { pieces: this.#pieces, cursor: this.#cursor, finder: this.#finder },
      found,
    );
    if (torn) {
      for (const unit of this.#waiting.splice(0)) yield this.#unit(unit);
      yield this.#unit(torn);
      return;
    }
    const read = (from: number, to: number): string => this.#pieces.slice(start + from, start + to);
    const shell = checkShell(split, this.#options);
    if (!this.#isDecided && shell.own === 'unknown') {
      const end = start + split.length;
      yield* this.#wait({ start, end, text: this.#pieces.slice(start, end), torn: false }, shell.own);
      return;
    }
    this.#decide(shell.own);
    for (const unit of this.#waiting.splice(0)) yield this.#unit(unit);
    const apart = { split, table: shell.table, data: shell.data, read, edits: [] };
    const checks = checkApart(apart, shell, this.#options);
    let check = checks.next();
    for (; !check.done; check = checks.next()) yield [];
    yield this.#done(start, start + split.length, check.value);
  }

  #done(start: number, end: number, result: UnitResult): PlacedProblem[] {
    if (result.kind === 'task') this.counts.tasks++;
    this.counts.predictions += result.predictions;
    this.counts.annotations += result.annotations;
    this.counts.regions += result.regions.of.length;
    const columns = fileColumns(this.#options.rules, result.facts);
    const pointer = result.problems.length > 0 ? this.#pointerOf(start, this.#index) : '';
    if (columns.length > 0) this.#file.add(columns);
    this.#columns.push(shared(columns, this.#columns.at(-1)));
    this.#starts.push(start);
    this.#ends.push(end);
    this.#index++;
    const placed = this.#placeAll(result.problems, start, pointer);
    this.#pieces.release(end);
    return placed;
  }

  #pointerOf(start: number, index: number): string {
    const { root } = this.#finder;
    if (root === 'lines') return `/${this.#pieces.positionAt(start).line}`;
    return root === 'array' ? `/${index}` : '';
  }

  /** Those that are shown, as they are shown. */
  #placeAll(problems: readonly UnitProblem[], origin: number, pointer: string): PlacedProblem[] {
    const placed: PlacedProblem[] = [];
    for (const problem of problems) {
      const severity = this.#all ? problem.severity : this.#shownAs(problem);
      if (severity) placed.push(this.#place({ ...problem, severity }, origin, pointer));
    }
    return placed;
  }

  #place(
    { region: _, compared: __, ofSchema: ___, ...problem }: UnitProblem,
    origin: number,
    pointer: string,
  ): PlacedProblem {
    const start = origin + problem.start;
    const end = origin + problem.end;
    const startPosition = this.#pieces.positionAt(start);
    const endPosition = this.#pieces.positionAt(end);
    return { ...problem, pointer: pointer + problem.pointer, start, end, startPosition, endPosition };
  }

  #outerFaults(): PlacedProblem[] {
    const { reportSyntax, form } = this.#options;
    if (!(reportSyntax ?? form === 'jsonl')) return [];
    const first = this.#finder.faults[0];
    if (!first) return [];
    const start = Math.min(first.start, this.#pieces.length);
    const end = Math.min(first.end, this.#pieces.length);
    const problem = {
      code: 'json-syntax',
      severity: 'error' as const,
      gates: ['server' as const],
      message: `This file is not valid JSON. ${first.message}`,
      pointer: '',
      start,
      end,
      region: -1,
      compared: false,
      ofSchema: false,
    };
    return this.#placeAll([problem], 0, '');
  }

  *#aboutFile(): Generator<PlacedProblem> {
    const found: [Rule, number, Claim][] = [];
    this.#file.check(
      () => this.#columns,
      (rule, unit, claim) => found.push([rule, unit, claim]),
    );
    for (const [rule, unit, claim] of found) {
      const place = { start: this.#starts[unit] ?? 0, end: this.#ends[unit] ?? 0 };
      yield* this.#placeClaim(rule, claim, place, this.#pointerOf(place.start, unit));
    }
  }

  #placeClaim(rule: Rule, claim: Claim, unit: Span, unitPointer: string): PlacedProblem[] {
    const text = this.#pieces.slice(unit.start, unit.end);
    const found = text === '' ? undefined : createLocator(text, { start: 0, end: text.length })(claim.path);
    const { start, end } = spanOf(found, claim.on) ?? { start: 0, end: 1 };
    const { code } = rule;
    const { message, severity, gates, data } = claim;
    const pointer = toPointer(claim.path);
    const hangsOn = { region: -1, compared: false, ofSchema: false };
    const problem: UnitProblem = { code, severity, gates, message, pointer, start, end, ...hangsOn };
    return this.#placeAll([data === undefined ? problem : { ...problem, data }], unit.start, unitPointer);
  }
}
