import { addTo } from '../addTo';
import type { Gate, UnitProblem } from '../validation/problem';
import type { DocumentCheck } from './documentCheck';
import type { UnitCell } from './unitCell';

/** So many consequences are told of one problem: somebody is to read them. */
const MOST = 10;

interface Told {
  cell: UnitCell;
  problem: UnitProblem;
}

/** Offsets from the start of the file. */
export interface Consequence {
  start: number;
  end: number;
  message: string;
}

/**
 * What is not shown as a problem of its own because it follows from one that is. Each consequence belongs to the first
 * problem that stands where its cause is, into it or on the way to it, and that the same gate minds.
 */
export class Consequences {
  readonly #byProblem = new Map<UnitProblem, Consequence[]>();

  constructor(
    private readonly check: DocumentCheck,
    told: readonly Told[],
  ) {
    const byCell = new Map<UnitCell, UnitProblem[]>();
    for (const { cell, problem } of told) {
      const problems = byCell.get(cell);
      if (problems) problems.push(problem);
      else byCell.set(cell, [problem]);
    }
    for (const [cell, problems] of byCell) this.#sort(cell, problems);
  }

  /** @returns at most ten, in file order */
  of(cell: UnitCell, problem: UnitProblem): readonly Consequence[] {
    const found = this.#byProblem.get(problem) ?? [];
    return found.map(({ start, end, message }) => ({ start: start + cell.start, end: end + cell.start, message }));
  }

  #sort(cell: UnitCell, problems: readonly UnitProblem[]): void {
    let causes: Causes | undefined;
    for (const problem of cell.problems) {
      if (!problem.causedBy || !this.#isConsequence(problem)) continue;
      causes ??= new Causes(problems);
      const cause = causes.at(problem.causedBy.pointer, problem.causedBy.gates);
      if (!cause) continue;
      const found = this.#byProblem.get(cause) ?? [];
      if (found.length < MOST) found.push(problem);
      this.#byProblem.set(cause, found);
    }
  }

  /** Whether it is its cause alone that keeps it from being shown. */
  #isConsequence(problem: UnitProblem): boolean {
    if (this.check.shownAs(problem) !== undefined) return false;
    const { causedBy: _, ...alone } = problem;
    return this.check.shownAs(alone) !== undefined;
  }
}

/** Problems by the places that they are at or in. */
class Causes {
  readonly #at = new Map<string, UnitProblem[]>();
  readonly #inside = new Map<string, UnitProblem[]>();

  constructor(problems: readonly UnitProblem[]) {
    for (const problem of problems) {
      addTo(this.#at, problem.pointer, problem);
      for (const pointer of upwards(problem.pointer)) addTo(this.#inside, pointer, problem);
    }
  }

  at(pointer: string, gates: readonly Gate[]): UnitProblem | undefined {
    const isMeant = (problem: UnitProblem): boolean => problem.gates.some((gate) => gates.includes(gate));
    const within = this.#inside.get(pointer)?.find(isMeant);
    if (within) return within;
    for (const above of upwards(pointer)) {
      const found = this.#at.get(above)?.find(isMeant);
      if (found) return found;
    }
    return undefined;
  }
}

/** A JSON Pointer and those of what it is in. */
function* upwards(pointer: string): Generator<string> {
  let rest = pointer;
  while (rest !== '') {
    yield rest;
    rest = rest.slice(0, rest.lastIndexOf('/'));
  }
  yield '';
}
