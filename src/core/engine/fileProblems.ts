import { createLocator, toPointer } from '../text/locate';
import type { UnitProblem } from '../validation/problem';
import type { Claim, Rule } from '../validation/rule';
import { spanOf } from '../validation/sink';
import type { FileColumns, FileFacts } from './fileFacts';
import { placesIn } from './largeUnit';
import type { UnitCell } from './unitCell';

/** What the rules about the whole file say, at the units where they say it. */
export class FileProblems {
  readonly #byCell = new Map<UnitCell, UnitProblem[]>();

  of(cell: UnitCell): readonly UnitProblem[] {
    return this.#byCell.get(cell) ?? [];
  }

  get cells(): Iterable<UnitCell> {
    return this.#byCell.keys();
  }

  /** A unit is no more; what was said there is said elsewhere with the next `renew`. */
  drop(cell: UnitCell): void {
    this.#byCell.delete(cell);
  }

  has(cell: UnitCell): boolean {
    return this.#byCell.has(cell);
  }

  /** Runs the rules about the file again. */
  renew(facts: FileFacts, units: () => Iterable<UnitCell>, textOf: (cell: UnitCell) => string): void {
    this.#byCell.clear();
    const claims: [Rule, number, Claim][] = [];
    facts.check(
      () => columnsOf(units()),
      (rule, unit, claim) => claims.push([rule, unit, claim]),
    );
    for (const [rule, unit, claim] of claims) {
      const cell = nth(units(), unit);
      if (!cell) continue;
      const problem = problemOf(rule, claim, cell, textOf);
      const own = this.#byCell.get(cell);
      if (own) own.push(problem);
      else this.#byCell.set(cell, [problem]);
    }
  }
}

function* columnsOf(units: Iterable<UnitCell>): Generator<FileColumns> {
  for (const { columns } of units) yield columns;
}

function nth(units: Iterable<UnitCell>, wanted: number): UnitCell | undefined {
  let index = 0;
  for (const unit of units) if (index++ === wanted) return unit;
  return undefined;
}

function problemOf({ code }: Rule, claim: Claim, cell: UnitCell, textOf: (cell: UnitCell) => string): UnitProblem {
  const { message, severity, gates, path, on, data } = claim;
  const { start, end } = spanOf(placeOf(cell, claim, textOf), on) ?? { start: 0, end: 1 };
  const hangsOn = { region: -1, compared: false, ofSchema: false };
  const problem = { code, severity, gates, message, pointer: toPointer(path), start, end, ...hangsOn };
  return data === undefined ? problem : { ...problem, data };
}

function placeOf(cell: UnitCell, { path }: Claim, textOf: (cell: UnitCell) => string) {
  if (cell.apart) return placesIn(cell.apart)(path);
  const text = textOf(cell);
  return createLocator(text, { start: 0, end: text.length })(path);
}
