/** Keys of `data` by which tasks of a file could be recognised that are not in the project by id and equal data. Pure. */
import { members } from '../text/walk';
import { canonical } from './canonical';
import { fingerprint } from './digest';
import type { TaskItem } from './read';
import { textOf, type UploadText } from './uploadText';

export interface KeyOffer {
  key: string;
  /** Tasks of the file for which the project has exactly one with this value. */
  found: number;
  /** Tasks of the file that were looked for. */
  of: number;
}

/** Tasks of the file that are looked at: they show which key it is that both sides share. */
const SAMPLE = 1_000;

/** Values of the file and how often each is in the file and in the project. */
type Values = Map<string, { inFile: number; inProject: number }>;

/** Goes along while the tasks of the project are listed. */
export class KeyTally {
  readonly #keys = new Map<string, Values>();
  readonly #tasks = new Map<TaskItem, ReadonlyMap<string, string>>();

  /** @param tasks those that were not found by their id */
  constructor(text: UploadText, tasks: readonly TaskItem[]) {
    for (const task of tasks.slice(0, SAMPLE)) {
      const { start, end } = task.data;
      const values = valuesOf(textOf(text, task).slice(start - task.start, end - task.start));
      this.#tasks.set(task, values);
      for (const [key, value] of values) {
        const known = this.#keys.get(key) ?? new Map();
        this.#keys.set(key, known);
        known.set(value, { inFile: (known.get(value)?.inFile ?? 0) + 1, inProject: 0 });
      }
    }
  }

  /** Counts a task of the project. @param data JSON text */
  add(data: string): void {
    if (this.#keys.size === 0) return;
    for (const [key, value] of valuesOf(data, this.#keys)) {
      const known = this.#keys.get(key)?.get(value);
      if (known) known.inProject++;
    }
  }

  /**
   * The best first; none by which nothing is found.
   *
   * @param isNew whether a task was not found in the project by its data either
   */
  offers(isNew: (task: TaskItem) => boolean): KeyOffer[] {
    const counts = new Map<string, number>();
    let of = 0;
    for (const [task, values] of this.#tasks) {
      if (!isNew(task)) continue;
      of++;
      for (const [key, value] of values) {
        const { inFile = 0, inProject = 0 } = this.#keys.get(key)?.get(value) ?? {};
        // A value that several tasks have tells none of them.
        if (inFile === 1 && inProject === 1) counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    return [...counts].map(([key, found]) => ({ key, found, of })).sort((a, b) => b.found - a.found);
  }
}

/** The values of an object, as short texts that are equal for equal values. */
function valuesOf(data: string, only?: ReadonlyMap<string, unknown>): Map<string, string> {
  const values = new Map<string, string>();
  for (const { key, valueStart, valueEnd } of members(data, 0)) {
    if (only?.has(key) === false) continue;
    try {
      values.set(key, fingerprint(canonical(data, valueStart, valueEnd)));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return values;
}
