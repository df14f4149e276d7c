import type { Path } from '../text/locate';
import type { Fault } from './checks';

/** Why a value is not taken. */
export interface Objection {
  /** Whether Python fails on the value, instead of rejecting it. */
  readonly raised: boolean;
  /** From the value to what is wrong. */
  readonly path: Path;
  /** What is wanted there, or the text of Python's exception. */
  readonly detail: string;
}

export function rejected(path: Path, wanted: string): Objection {
  return { raised: false, path, detail: wanted };
}

export function raised(message: string, path: Path = []): Objection {
  return { raised: true, path, detail: message };
}

/** The objection of a value class. */
export function objectionOf(fault: Fault | undefined): Objection | undefined {
  return fault && rejected(fault.steps.reverse(), fault.wanted);
}

/** The same objection, seen from further out. */
export function below(step: string | number, objection: Objection): Objection {
  return { ...objection, path: [step, ...objection.path] };
}
