/** What of a file's predictions is on the server already. Pure. */
import { keyOfItem, type StoredContent, versionOf } from './content';
import type { PredictionItem } from './read';
import type { UploadText } from './uploadText';

/** A prediction for a task of the project. */
export interface Placed {
  prediction: PredictionItem;
  task: number;
}

/** What a prediction of the file is, seen from the server. */
export type Compared =
  /** It is there, under this id. */
  | (Placed & { state: 'same'; id: number })
  /** Its task has another prediction of the same model version, which is not in the file. */
  | (Placed & { state: 'changed'; replaces: number })
  | (Placed & { state: 'new' });

/** What the server has on the tasks and of the model versions in question, and the file has not. */
export interface Surplus {
  task: number;
  version: string;
  id: number;
}

export interface Comparison {
  /** In the order of the file. */
  items: Compared[];
  surplus: Surplus[];
}

/**
 * Compares per task and model version, as multisets: a content that stands twice in the file has to be there twice.
 * Nothing is looked at where the server has nothing of a version. Each step looks at one task and version.
 *
 * @param stored predictions of the tasks in question; undefined when the server has none of any version of the file
 */
export function* comparePredictions(
  text: UploadText,
  placed: readonly Placed[],
  stored: ReadonlyMap<number, readonly StoredContent[]> | undefined,
): Generator<undefined, Comparison, undefined> {
  if (!stored) return { items: placed.map((item) => ({ ...item, state: 'new' })), surplus: [] };
  const items = new Map<Placed, Compared>();
  const surplus: Surplus[] = [];
  for (const group of grouped(placed)) {
    yield;
    const there = (stored.get(group.task) ?? []).filter(({ version }) => version === group.version);
    const left = matchEqual(text, group.placed, there, items);
    for (const item of group.placed) {
      if (items.has(item)) continue;
      const old = left.shift();
      items.set(item, old ? { ...item, state: 'changed', replaces: old.id } : { ...item, state: 'new' });
    }
    for (const { id } of left) surplus.push({ task: group.task, version: group.version, id });
  }
  return { items: placed.map((item) => items.get(item) as Compared), surplus };
}

interface Group {
  task: number;
  version: string;
  placed: Placed[];
}

function grouped(placed: readonly Placed[]): Iterable<Group> {
  const groups = new Map<string, Group>();
  for (const item of placed) {
    const version = versionOf(item.prediction);
    const name = `${item.task} ${version}`;
    const group = groups.get(name);
    if (group) group.placed.push(item);
    else groups.set(name, { task: item.task, version, placed: [item] });
  }
  return groups.values();
}

/**
 * Notes what is there already.
 *
 * @returns what is left of the server's
 */
function matchEqual(
  text: UploadText,
  placed: readonly Placed[],
  there: readonly StoredContent[],
  found: Map<Placed, Compared>,
): StoredContent[] {
  if (there.length === 0) return [];
  const byKey = new Map<string, StoredContent[]>();
  for (const content of there) {
    const same = byKey.get(content.key);
    if (same) same.push(content);
    else byKey.set(content.key, [content]);
  }
  const taken = new Set<number>();
  for (const item of placed) {
    const same = byKey.get(keyOfItem(text, item.prediction))?.shift();
    if (!same) continue;
    taken.add(same.id);
    found.set(item, { ...item, state: 'same', id: same.id });
  }
  return there.filter(({ id }) => !taken.has(id));
}
