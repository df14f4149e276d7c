import type { LabelingConfig } from '../labelingConfig/model';
import type { TextSource } from '../ports';
import type { CheckOptions } from '../validation/checkUnit';
import { emptyTally, type Tally, type UnitProblem } from '../validation/problem';
import { type Reporting, type ShownAs, shownAs } from '../validation/reporting';
import { RuleSet } from '../validation/ruleSet';
import { rules as allRules } from '../validation/rules';
import type { TextChange } from './edit';
import { FileFacts } from './fileFacts';
import { FileProblems } from './fileProblems';
import { LARGE } from './finder';
import { type EngineOptions, TELLING } from './options';
import { Outline, type Placed } from './outline';
import { type Found, Search } from './search';
import { checkLarge, checkSmall, type Hole, takeApart, UnitCell } from './unitCell';
import { recheckConfig, recheckEdited, type Work } from './unitWork';

/** How a document is read and checked. */
export type DocumentOptions = EngineOptions;

/**
 * Checks a document and keeps up with its edits: only what an edit can have touched is looked at again. It does nothing
 * by itself: `work` does a slice of what is to be done. Never throws on account of the text.
 */
export class DocumentCheck {
  /** What is shown, by how gravely it is. */
  readonly counts: Tally = emptyTally();
  readonly outline: Outline;
  readonly aboutFile = new FileProblems();
  readonly #options: CheckOptions;
  readonly #expects: 'task' | 'prediction' | undefined;
  readonly #file: FileFacts;
  readonly #large: number;
  readonly #edited = new Set<UnitCell>();
  readonly #jobs = new Map<UnitCell, Work>();
  /** Units that may have been understood wrongly while their text was broken. */
  readonly #doubtful = new Set<UnitCell>();
  #text: TextSource;
  #shownAs: ShownAs;
  #search: { hole: Hole; search: Search } | undefined;
  #config = 0;
  /** Units that have not seen the newest config. */
  #unswept: Iterator<UnitCell> | undefined;
  #isFileChanged = true;
  #isKindChanged = false;
  #review: Generator<undefined, void, undefined> | undefined;

  constructor(text: TextSource, options: DocumentOptions) {
    this.#text = text;
    this.outline = new Outline(text.length);
    const rules = new RuleSet(options.rules ?? allRules);
    this.#options = { ...options, rules, expected: options.expects ?? 'task' };
    this.#expects = options.expects;
    this.#file = new FileFacts(rules);
    this.#shownAs = shownAs(options.reporting);
    this.#large = options.large ?? LARGE;
  }

  /** The unit that was edited last. */
  lastEdited: UnitCell | undefined;

  /** How its units are read and checked. */
  get reading(): Readonly<CheckOptions> {
    return this.#options;
  }

  /** Whether what was edited has not been looked at yet. */
  get isBehind(): boolean {
    return this.#edited.size + this.outline.holes.size > 0;
  }

  /** Whether all that is known of a unit is known of its text of now. */
  isSettled(cell: UnitCell): boolean {
    return !this.#edited.has(cell) && !this.#jobs.has(cell);
  }

  /** Whether there is anything left to do. */
  get isBusy(): boolean {
    return (
      this.isBehind ||
      this.#jobs.size > 0 ||
      this.#isKindChanged ||
      this.#unswept !== undefined ||
      this.#review !== undefined ||
      this.#isFileChanged
    );
  }

  /** Follows edits: changes in the order of the editor, and the text after all of them. */
  edit(changes: readonly TextChange[], text: TextSource): void {
    this.#text = text;
    this.#search = undefined;
    this.#review = undefined;
    // Units that have seen the config already are passed over.
    if (this.#unswept) this.#unswept = this.outline.units();
    for (const change of changes) {
      const { edited, removed } = this.outline.apply(change);
      for (const cell of removed) this.#drop(cell);
      if (!edited) continue;
      this.#edited.add(edited);
      // It was being looked at again while nobody typed.
      if (this.#jobs.delete(edited) && edited.apart) this.#doubtful.add(edited);
      this.lastEdited = edited;
    }
  }

  /** Takes another labeling config: the rules that read it are run again. */
  setConfig(config: LabelingConfig | undefined): void {
    this.#options.config = config;
    this.#config++;
    this.#unswept = this.outline.units();
  }

  /** Takes another choice of what is shown and how gravely. Nothing is checked again. */
  setReporting(reporting: Reporting | undefined): void {
    this.#shownAs = shownAs(reporting);
    Object.assign(this.counts, emptyTally());
    for (const cell of this.outline.units()) {
      this.#count(this.problemsOf(cell), 1);
      this.#weigh(cell);
    }
  }

  /** How a problem is shown; undefined when it is not. */
  shownAs(problem: UnitProblem): ReturnType<ShownAs> {
    return this.#shownAs(problem);
  }

  /**
   * Does some of what is to be done, at least one small step.
   *
   * @param isOver asked after each step
   * @returns whether everything is done
   */
  work(isOver: () => boolean): boolean {
    do {
      if (!this.#step()) return true;
    } while (!isOver());
    return !this.isBusy;
  }

  /**
   * To be called when nobody has typed for a moment: looks again at what was kept as it was while the text was broken.
   */
  settle(): void {
    for (const cell of this.#doubtful) {
      // What is known of a large unit stays until all of it has been looked at again: somebody may type on.
      if (cell.apart)
        this.#jobs.set(
          cell,
          checkLarge(cell, () => this.#text, this.#options),
        );
      else this.#edited.add(cell);
    }
    this.#doubtful.clear();
    this.#review = this.#reviewAll();
  }

  /** The text between two offsets. */
  readonly slice = (start: number, end: number): string => this.#text.slice(start, end);

  /**
   * The text of a unit.
   *
   * @param most characters of it; all if left out
   */
  readonly textOf = (cell: UnitCell, most = cell.length): string =>
    this.#text.slice(cell.start, Math.min(cell.end, cell.start + most));

  /** Everything that was found in a unit, that about the file included, in file order. */
  problemsOf(cell: UnitCell): readonly UnitProblem[] {
    const more = this.aboutFile.of(cell);
    return more.length === 0 ? cell.problems : [...more, ...cell.problems];
  }

  #step(): boolean {
    for (const cell of this.#edited) {
      this.#edited.delete(cell);
      this.#recheck(cell);
      return true;
    }
    for (const hole of this.outline.holes) {
      this.#searchIn(hole);
      return true;
    }
    for (const [cell, work] of this.#jobs) {
      this.#settleUnit(cell, () => {
        if (work.next().done) this.#jobs.delete(cell);
      });
      return true;
    }
    if (this.#isKindChanged) this.#tellKind();
    else if (this.#unswept) this.#sweep(this.#unswept);
    else if (this.#isFileChanged) this.#renewFile();
    else if (this.#review) {
      if (this.#review.next().done) this.#review = undefined;
    } else return false;
    return true;
  }

  #recheck(cell: UnitCell): void {
    this.#settleUnit(cell, () => {
      const outcome = recheckEdited(cell, () => this.#text, this.#options, this.#large);
      if (outcome === 'doubtful') this.#doubtful.add(cell);
      else if (outcome !== 'done') this.#jobs.set(cell, outcome);
    });
  }

  #searchIn(hole: Hole): void {
    if (this.#search?.hole !== hole) {
      const { form } = this.#options;
      const search = new Search(this.#text, form, hole.start, hole.end, this.outline.root, this.#large);
      this.#search = { hole, search };
    }
    const { search } = this.#search;
    const found = search.step();
    if (this.outline.root === undefined && search.root !== undefined) this.outline.open(hole, search.root, search.head);
    if (found === 'nothing') return;
    if (found === 'end') this.outline.close(hole);
    else this.#found(found, hole);
  }

  #found(found: Exclude<Found, string>, hole: Hole): void {
    const cell = new UnitCell();
    const isLarge = 'split' in found;
    this.outline.found(hole, cell, found.start, isLarge ? found.start + found.split.length : found.end);
    this.#settleUnit(cell, () => {
      cell.config = this.#config;
      if (isLarge)
        this.#jobs.set(
          cell,
          takeApart(cell, found.split, () => this.#text, this.#options),
        );
      else {
        checkSmall(cell, found.text, this.#options, found.value);
        cell.torn = found.torn;
      }
    });
  }

  /** Does something to a unit and keeps the sums in step with it. */
  #settleUnit(cell: UnitCell, change: () => void): void {
    const { result, columns } = cell;
    change();
    if (cell.result === result) return;
    this.#count(result?.problems, -1);
    this.#count(cell.problems, 1);
    if (cell.result?.own !== result?.own) this.#isKindChanged = true;
    if (columns !== cell.columns && (columns.length > 0 || cell.columns.length > 0)) {
      this.#file.remove(columns);
      this.#file.add(cell.columns);
      this.#isFileChanged = true;
    }
    if (this.aboutFile.has(cell)) this.#isFileChanged = true;
    this.#weigh(cell);
  }

  #count(problems: readonly UnitProblem[] | undefined, sign: 1 | -1): void {
    for (const problem of problems ?? []) {
      const severity = this.#shownAs(problem);
      if (severity) this.counts[severity] += sign;
    }
  }

  /** Units without anything to show are passed over when problems are chosen. */
  #weigh(cell: UnitCell): void {
    let weight = 0;
    for (const problem of cell.problems) if (this.#shownAs(problem)) weight++;
    for (const problem of this.aboutFile.of(cell)) if (this.#shownAs(problem)) weight++;
    this.outline.cells.weigh(cell, weight);
  }

  #drop(cell: UnitCell): void {
    this.#edited.delete(cell);
    this.#jobs.delete(cell);
    this.#doubtful.delete(cell);
    this.#count(cell.result?.problems, -1);
    this.#count(this.aboutFile.of(cell), -1);
    if (cell.columns.length > 0) this.#file.remove(cell.columns);
    if (cell.columns.length > 0 || this.aboutFile.has(cell)) this.#isFileChanged = true;
    this.aboutFile.drop(cell);
    this.#isKindChanged = true;
    if (this.lastEdited === cell) this.lastEdited = undefined;
  }

  /** What a unit without telling keys is may have changed with its neighbours. */
  #tellKind(): void {
    this.#isKindChanged = false;
    const expected = this.#expects ?? this.#firstTelling() ?? 'task';
    if (expected === this.#options.expected) return;
    this.#options.expected = expected;
    for (const cell of this.outline.units()) {
      const { result } = cell;
      if (result?.own !== 'unknown' || result.kind === 'unknown') continue;
      cell.forget();
      this.#edited.add(cell);
    }
  }

  #firstTelling(): 'task' | 'prediction' | undefined {
    let seen = 0;
    for (const { result } of this.outline.units()) {
      if (result && result.own !== 'unknown') return result.own;
      if (++seen === TELLING) return undefined;
    }
    return undefined;
  }

  #sweep(units: Iterator<UnitCell>): void {
    const step = units.next();
    if (step.done) {
      this.#unswept = undefined;
      return;
    }
    const cell = step.value;
    if (cell.config === this.#config || !cell.result) return;
    cell.config = this.#config;
    this.#settleUnit(cell, () => recheckConfig(cell, () => this.#text, this.#options));
  }

  #renewFile(): void {
    this.#isFileChanged = false;
    const before = [...this.aboutFile.cells];
    for (const cell of before) this.#count(this.aboutFile.of(cell), -1);
    this.aboutFile.renew(
      this.#file,
      () => this.outline.units(),
      (cell) => this.textOf(cell),
    );
    for (const cell of this.aboutFile.cells) this.#count(this.aboutFile.of(cell), 1);
    for (const cell of new Set([...before, ...this.aboutFile.cells])) this.#weigh(cell);
  }

  /** Searches the whole text for units; takes them if the text proves to be sound, which it was not thought to be. */
  *#reviewAll(): Generator<undefined, void, undefined> {
    let isTorn = false;
    for (const { torn } of this.outline.units()) isTorn ||= torn;
    if (!isTorn) return;
    const search = new Search(this.#text, this.#options.form, 0, this.#text.length, undefined, this.#large);
    const known = new Map<number, UnitCell>();
    for (const cell of this.outline.units()) if (!cell.torn) known.set(cell.start, cell);
    const units: Placed[] = [];
    for (let found = search.step(); found !== 'end'; found = search.step()) {
      if (found !== 'nothing') {
        if ('split' in found ? !found.split.intact : found.torn) return;
        const { start } = found;
        const end = 'split' in found ? start + found.split.length : found.end;
        const cell = known.get(start);
        units.push({ cell: cell?.end === end ? cell : new UnitCell(), start, end });
      }
      yield;
    }
    if (search.isSound) this.#adopt(units, search);
  }

  #adopt(units: readonly Placed[], { root, head }: Search): void {
    const kept = new Set(units.map(({ cell }) => cell));
    for (const cell of this.outline.units()) if (!kept.has(cell)) this.#drop(cell);
    this.outline.adopt(units, root, head);
    for (const { cell } of units) if (!cell.result) this.#edited.add(cell);
  }
}
