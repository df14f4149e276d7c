/** What of a file's predictions is on the server already. Pure. */
import { addTo } from '../addTo';
import { keyOfItem, type StoredContent, versionOf } from './content';
import type { PredictionItem } from './read';
import type { UploadText } from './uploadText';

/** A prediction for a task of the project. */
export interface Placed {
  prediction: PredictionItem;
  task: number;
}

/** A prediction for a task that is in the project. */
export interface PlannedCreate extends Placed {
  /** Id of the one that it takes the place of: of the same task and model version, and no longer in the file. */
  replaces?: number;
}

/** A prediction that the server has already. */
export interface PlannedSame extends Placed {
  /** Its id. */
  id: number;
}

/** What the server has on the tasks and of the model versions in question, and the file has not. */
export interface Surplus {
  task: number;
  version: string;
  id: number;
}

/** Predictions in the order of the file. */
export interface Comparison {
  creates: PlannedCreate[];
  same: PlannedSame[];
  surplus: Surplus[];
}

/**
 * Compares per task and model version, as multisets: a content that stands twice in the file has to be there twice.
 * Nothing is looked at where the server has nothing of a version. Each step looks at one task.
 *
 * @param stored predictions of the tasks in question; undefined when the server has none of any version of the file
 */
export function* comparePredictions(
  text: UploadText,
  placed: readonly Placed[],
  stored: ReadonlyMap<number, readonly StoredContent[]> | undefined,
): Generator<undefined, Comparison, undefined> {
  const found = new Map<Placed, PlannedSame | PlannedCreate>();
  const surplus: Surplus[] = [];
  for (const [task, items] of stored ? byTask(placed) : []) {
    const there = stored?.get(task) ?? [];
    if (there.length === 0) continue;
    yield;
    for (const version of new Set(items.map(({ prediction }) => versionOf(prediction)))) {
      const left = match(
        text,
        items.filter(({ prediction }) => versionOf(prediction) === version),
        there.filter((content) => content.version === version),
        found,
      );
      for (const { id } of left) surplus.push({ task, version, id });
    }
  }
  return { ...sorted(placed, found), surplus };
}

function byTask(placed: readonly Placed[]): Map<number, Placed[]> {
  const groups = new Map<number, Placed[]>();
  for (const item of placed) {
    addTo(groups, item.task, item);
  }
  return groups;
}

const isSame = (one: PlannedSame | PlannedCreate): one is PlannedSame => 'id' in one;

function sorted(
  placed: readonly Placed[],
  found: ReadonlyMap<Placed, PlannedSame | PlannedCreate>,
): Omit<Comparison, 'surplus'> {
  const creates: PlannedCreate[] = [];
  const same: PlannedSame[] = [];
  for (const item of placed) {
    const one: PlannedSame | PlannedCreate = found.get(item) ?? item;
    if (isSame(one)) same.push(one);
    else creates.push(one);
  }
  return { creates, same };
}

/**
 * Notes what is there already, and what takes the place of something. All are of one task and version.
 *
 * @returns what is left of the server's
 */
function match(
  text: UploadText,
  items: readonly Placed[],
  there: readonly StoredContent[],
  found: Map<Placed, PlannedSame | PlannedCreate>,
): StoredContent[] {
  const left = matchEqual(text, items, there, found);
  for (const item of items) {
    const old = found.has(item) ? undefined : left.shift();
    if (old) found.set(item, { ...item, replaces: old.id });
  }
  return left;
}

/** @returns what is left of the server's */
function matchEqual(
  text: UploadText,
  items: readonly Placed[],
  there: readonly StoredContent[],
  found: Map<Placed, PlannedSame | PlannedCreate>,
): StoredContent[] {
  if (there.length === 0) return [];
  const byKey = new Map<string, StoredContent[]>();
  for (const content of there) {
    addTo(byKey, content.key, content);
  }
  const taken = new Set<number>();
  for (const item of items) {
    const same = byKey.get(keyOfItem(text, item.prediction))?.shift();
    if (!same) continue;
    taken.add(same.id);
    const { prediction, task } = item;
    found.set(item, { prediction, task, id: same.id });
  }
  return there.filter(({ id }) => !taken.has(id));
}
