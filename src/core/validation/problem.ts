/**
 * What it means to the person: `error`: rejected by the validator, or lost, altered or fatal in the editor, or poison
 * for a server. `warning`: it loads, but what is shown is very likely not what was meant. `information`: fine today,
 * fragile tomorrow. `hint` is given by no rule; people choose it for what should be seen without being counted as a fault.
 */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** From the gravest down. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Problems counted by what they mean to the person. */
export type Tally = Record<Severity, number>;

export const emptyTally = (): Tally => ({ error: 0, warning: 0, information: 0, hint: 0 });

/**
 * Who objects. `server`: the validator of label-studio-sdk, or the checks on tasks. `editor`: Label Studio's editor.
 * `upload`: a server would store something that it cannot give back. `authoring`: nobody, and still it is not what was
 * meant.
 */
export type Gate = 'server' | 'editor' | 'upload' | 'authoring';

/** A finding in one unit. Offsets are UTF-16 units from the start of the unit, `pointer` is a JSON Pointer inside it. */
export interface Problem {
  /** Stable, kebab-case; documented under the same name. */
  code: string;
  severity: Severity;
  gates: readonly Gate[];
  /** One or two sentences: what is wrong here and what to do. */
  message: string;
  pointer: string;
  start: number;
  end: number;
  /** JSON for whoever mends it: what was meant, the candidates. */
  data?: unknown;
  /** What this follows from: it goes when that is mended, and people who are told of that are not told of this. */
  causedBy?: Cause;
}

/** A problem, and what it hangs on: that decides when it is looked for again. */
export interface UnitProblem extends Problem {
  /** The region that it is in, counted over the unit; -1 for the rest of the unit. */
  region: number;
  /** Found by comparing the regions of a prediction with each other. */
  compared: boolean;
  /** Claimed from an error of the strict schema: no change of the task's data touches it. */
  ofSchema: boolean;
}

/** What a problem follows from. */
export interface Cause {
  /** JSON Pointer inside the unit: to it, into it or on the way to it somebody says what is wrong. */
  pointer: string;
  /** Who objects there. */
  gates: readonly Gate[];
}

/** File order: where it starts, then where it ends, then by code so that the order never depends on the way here. */
export function inOrder(a: UnitProblem, b: UnitProblem): number {
  return a.start - b.start || a.end - b.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0) || byText(a, b);
}

function byText(a: Problem, b: Problem): number {
  return a.message < b.message ? -1 : a.message > b.message ? 1 : 0;
}
