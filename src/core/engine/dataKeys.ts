import { isObject } from '../isObject';
import type { DocumentCheck } from './documentCheck';

/** Tasks that are asked, and characters of them: a question while somebody types must not read a whole file. */
const MOST_TASKS = 200;
const MOST_CHARACTERS = 1_000_000;

/** Keys of the data of tasks, and how many tasks have said so. */
export interface DataKeys {
  keys: Set<string>;
  tasks: number;
}

/** The keys that the data of the first tasks of a document has. */
export function dataKeysOf(check: DocumentCheck): DataKeys {
  const found: DataKeys = { keys: new Set(), tasks: 0 };
  let read = 0;
  for (const cell of check.outline.units()) {
    read += cell.length;
    if (found.tasks === MOST_TASKS || read > MOST_CHARACTERS) break;
    const data = dataIn(check.textOf(cell));
    if (!data) continue;
    found.tasks += 1;
    for (const key of Object.keys(data)) found.keys.add(key);
  }
  return found;
}

function dataIn(text: string): object | undefined {
  try {
    const unit: unknown = JSON.parse(text);
    return isObject(unit) && isObject(unit.data) ? unit.data : undefined;
  } catch {
    // It is being typed.
    return undefined;
  }
}
