import type { UnitProblem } from '../validation/problem';

/** One replacement of text, as an editor tells it. Offsets are UTF-16 units in the text before it. */
export interface TextChange {
  offset: number;
  removed: number;
  text: string;
}

/** What has changed in a unit since its last check: from `from` to `to`, as offsets in its text of now. */
export interface Edit {
  from: number;
  to: number;
  /** Characters that it has become longer by. */
  delta: number;
}

/** Adds a change, given by its offset in the unit, to what has changed already. */
export function addEdit(before: Edit | undefined, offset: number, removed: number, inserted: number): Edit {
  const delta = inserted - removed;
  if (!before) return { from: offset, to: offset + inserted, delta };
  const map = (at: number, inside: number): number => (at >= offset + removed ? at + delta : at > offset ? inside : at);
  return {
    from: Math.min(map(before.from, offset), offset),
    to: Math.max(map(before.to, offset + inserted), offset + inserted),
    delta: before.delta + delta,
  };
}

/** Moves a problem with the text around it. The problem lies before or behind the edit, or all around it. */
export function moved(problem: UnitProblem, { from, to, delta }: Edit): UnitProblem {
  if (delta === 0 || problem.end <= from) return problem;
  if (problem.start >= to - delta) return { ...problem, start: problem.start + delta, end: problem.end + delta };
  return { ...problem, end: Math.max(problem.end + delta, problem.start) };
}
