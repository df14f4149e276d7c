import { type FoundUnit, UnitFinder } from '../../engine/finder';
import { Pieces } from '../../engine/pieces';
import { isObject } from '../../isObject';
import type { RereadableSource } from '../../ports';
import { Cursor } from '../../text/cursor';
import { lastMembers } from '../../text/split';
import type { TextForm } from '../../text/units';
import { kindOf } from '../../validation/nodes';

/** A task of a file, its parts as they are written. */
export interface TaskSource {
  id: string | undefined;
  data: string;
  meta: string | undefined;
}

/**
 * The tasks of a file, one after the other, without holding the file. A task without `data` is data itself, as for an
 * import. What is no task, or no JSON, is passed over.
 *
 * @throws whatever the source throws
 */
export function* tasksIn(source: RereadableSource, form: TextForm): Generator<TaskSource | undefined, void, undefined> {
  const pieces = new Pieces(source);
  const cursor = new Cursor(pieces.from, 0, form === 'jsonl');
  const finder = new UnitFinder(cursor, form);
  for (let found = finder.next(); found; found = finder.next()) {
    const { start } = found;
    const unit = found.large ? wholeOf(found, finder, cursor, pieces) : found;
    yield unit.torn ? undefined : taskOf(unit);
    pieces.release(start + unit.text.length);
  }
}

function wholeOf(
  found: Exclude<ReturnType<UnitFinder['next']>, FoundUnit | undefined>,
  finder: UnitFinder,
  cursor: Cursor,
  pieces: Pieces,
): Pick<FoundUnit, 'text' | 'value' | 'torn'> {
  const { start } = found;
  const intact = cursor.skipValue() === true;
  const torn = finder.end(found, { intact, length: cursor.offset - start });
  return torn ?? { text: pieces.slice(start, cursor.offset), torn: !intact };
}

function taskOf({ text, value: known }: Pick<FoundUnit, 'text' | 'value'>): TaskSource | undefined {
  const value = known ?? parsed(text);
  const { kind } = kindOf(value, 'task');
  if (!isObject(value) || kind !== 'task') return undefined;
  const members = lastMembers(text, 0);
  const source = (key: string): string | undefined => {
    const member = members.get(key);
    return member && text.slice(member.valueStart, member.valueEnd);
  };
  if (!('data' in value)) return { id: undefined, data: text, meta: undefined };
  return isObject(value.data) ? { id: source('id'), data: source('data') ?? '{}', meta: source('meta') } : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
