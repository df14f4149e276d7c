/** Which task of the project a task of the file is. Pure. */
import { members } from '../text/walk';
import { canonical } from './canonical';
import type { StoredContent } from './content';
import { fingerprint } from './digest';
import { Holders } from './holders';
import type { TaskItem, UploadRead } from './read';
import { textOf, type UploadText } from './uploadText';

/** How tasks of the file are recognised: by their `id` and equal `data`, by one key of `data`, or not at all. */
export type MatchBy = { by: 'id' } | { by: 'data'; key: string } | { by: 'new' };

/** Why a task of the file is not one of the project. */
export type NewTaskReason = 'no-id' | 'id-not-in-project' | 'data-differs';

/** What became of a task: one of the project, a new one, or one that nobody can tell, by its key or without one. */
export type Match = { id: number } | { reason: NewTaskReason } | { ambiguous: number } | { keyless: true };

/** A task of the project. */
export interface KnownTask {
  id: number;
  /** The `dataKey` of all of its data, where it was asked for and can be compared. */
  key?: string | undefined;
}

/** What is known of the project's tasks. */
export interface KnownTasks {
  /** Tasks by id: at least those whose ids stand in the file. */
  readonly byId: ReadonlyMap<number, KnownTask>;
  /** All tasks, by `dataKey` of what they are recognised by; undefined when nobody asked. */
  readonly byData?: ReadonlyMap<string, readonly number[]>;
  /** What they hold, as far as it is known: it tells tasks with equal data apart. */
  readonly stored?: ReadonlyMap<number, readonly StoredContent[]>;
}

/**
 * A short text for what a task is recognised by: all of its `data`, or the value of one key.
 *
 * @param data JSON text of the `data`
 * @returns undefined when it has no such key, or cannot be compared
 */
export function dataKey(data: string, match: MatchBy): string | undefined {
  try {
    if (match.by !== 'data') return fingerprint(canonical(data));
    let found: string | undefined;
    for (const { key, valueStart, valueEnd } of members(data, 0)) {
      if (key === match.key) found = canonical(data, valueStart, valueEnd);
    }
    return found === undefined ? undefined : fingerprint(found);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The same of a task of the file, which is read again for it once. */
export function keyOfTask(text: UploadText, task: TaskItem, match: MatchBy): string | undefined {
  const by = match.by === 'data' ? `data.${match.key}` : 'data';
  if (task.key?.by !== by) {
    const { start, end } = task.data;
    const data = textOf(text, task).slice(start - task.start, end - task.start);
    task.key = { by, value: dataKey(data, match) };
  }
  return task.key.value;
}

/** Whether all tasks of the project have to be known to tell which of the file's are among them. */
export function needsAllTasks(read: UploadRead, known: ReadonlyMap<number, KnownTask>, match: MatchBy): boolean {
  if (match.by === 'new' || read.tasks.length === 0) return false;
  return match.by === 'data' || read.tasks.some((task) => byOwnId(read.text, task, known) === undefined);
}

/**
 * Finds for each task of the file its task of the project. Tasks of the file that say who they are, by an id or by a key of
 * their data, may be one and the same; of those that only have equal data each is one of its own.
 */
export class TaskMatcher {
  readonly #taken = new Set<number>();

  constructor(
    private readonly text: UploadText,
    private readonly known: KnownTasks,
    private readonly match: MatchBy,
  ) {}

  /** Tasks that are found by their id go first, so that none is taken by another one with equal data. */
  all(tasks: readonly TaskItem[]): Map<TaskItem, Match> {
    const found = new Map<TaskItem, Match>();
    if (this.match.by === 'id') {
      for (const task of tasks) {
        const id = byOwnId(this.text, task, this.known.byId);
        if (id === undefined) continue;
        this.#taken.add(id);
        found.set(task, { id });
      }
    }
    this.#byContent(tasks, found);
    // In the order of the file, in which they are sent.
    const all = new Map<TaskItem, Match>();
    for (const task of tasks) all.set(task, found.get(task) ?? this.#byData(task));
    return all;
  }

  /** Those that are there already, whatever order the file has. */
  #byContent(tasks: readonly TaskItem[], found: Map<TaskItem, Match>): void {
    const { stored, byData } = this.known;
    if (this.match.by !== 'id' || !stored || !byData) return;
    const holders = new Holders(this.text, stored, this.#taken);
    for (const task of tasks) {
      const key = found.has(task) ? undefined : keyOfTask(this.text, task, this.match);
      const candidates = key === undefined ? undefined : byData.get(key);
      const id = key && candidates && holders.of(task, key, candidates);
      if (!id) continue;
      this.#taken.add(id);
      found.set(task, { id });
    }
  }

  #byData(task: TaskItem): Match {
    const key = this.match.by === 'new' ? undefined : keyOfTask(this.text, task, this.match);
    const candidates = (key !== undefined && this.known.byData?.get(key)) || [];
    if (this.match.by === 'data') return key === undefined ? { keyless: true } : this.#byKey(task, candidates);
    const id = candidates.find((candidate) => !this.#taken.has(candidate));
    if (id === undefined) return { reason: this.#reason(task) };
    this.#taken.add(id);
    return { id };
  }

  #byKey(task: TaskItem, candidates: readonly number[]): Match {
    const [first] = candidates;
    if (first === undefined) return { reason: this.#reason(task) };
    if (candidates.length === 1) return { id: first };
    const id = candidates.find((candidate) => candidate === task.id);
    return id === undefined ? { ambiguous: candidates.length } : { id };
  }

  #reason(task: TaskItem): NewTaskReason {
    if (task.id === undefined) return 'no-id';
    return this.known.byId.has(task.id) ? 'data-differs' : 'id-not-in-project';
  }
}

/** A script's ids 1 to n often are in a project by chance: only equal `data` makes it the same task. */
export function byOwnId(text: UploadText, task: TaskItem, known: ReadonlyMap<number, KnownTask>): number | undefined {
  const there = task.id === undefined ? undefined : known.get(task.id);
  if (there?.key === undefined) return undefined;
  return keyOfTask(text, task, { by: 'id' }) === there.key ? there.id : undefined;
}
