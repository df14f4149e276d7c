/** What the other regions of a prediction leave for one: which questions are open, and which ids can be named. */
import { isObject } from '../isObject';
import { asksPerRegion, fillIn, resolveControl } from '../labelingConfig/lookup';
import type { ConfigControl, LabelingConfig } from '../labelingConfig/model';
import type { Path } from '../text/locate';
import { ANSWER_TYPES } from '../validation/regionTypes';
import { answerOf, Submission } from '../validation/submitted';
import type { Around, Spot } from './spot';

export type Item = Readonly<Record<string, unknown>>;

const ANSWERS: ReadonlySet<unknown> = new Set(ANSWER_TYPES);

/** The items of the result that the spot is in, without the one that it is in. */
export function siblingsOf({ at }: Spot, { prediction, region }: Pick<Around, 'prediction' | 'region'>): Item[] {
  const result = at([...prediction, 'result']);
  if (!Array.isArray(result)) return [];
  const own = region?.path.at(-1);
  return result.filter((item: unknown, index): item is Item => index !== own && isObject(item));
}

/** Whether a control asks a question that has one answer, in a task or for a region. Several texts can be given. */
export function isQuestion({ tag }: ConfigControl): boolean {
  const type = tag.toLowerCase();
  return type !== 'textarea' && ANSWERS.has(type);
}

/** Whether another result answers the question that a control asks of the task. */
export function isAnswered(config: LabelingConfig, control: ConfigControl, siblings: readonly Item[]): boolean {
  if (!isQuestion(control) || asksPerRegion(control)) return false;
  return siblings.some(({ from_name: from }) => {
    return typeof from === 'string' && resolveControl(config, from)?.tag === control;
  });
}

/**
 * Whether the editor asks the question of a control, given the other results: what it does not ask it leaves out.
 *
 * @param id of the region that it is about
 */
export function isAsked(
  config: LabelingConfig,
  control: ConfigControl,
  siblings: readonly Item[],
  id?: string,
): boolean {
  if (!control.visibility) return true;
  const answers = siblings.flatMap((item) => answerOf(item, isObject(item.value) ? item.value : {}) ?? []);
  const type = control.tag.toLowerCase();
  const own = answerOf({ from_name: control.name, type, id }, { [type]: [] });
  return !own || new Submission(config, [...answers, own]).leftOut(own) === undefined;
}

/** Ids of regions that an answer about regions can belong to: those with a shape that it has not answered yet. */
export function openRegions(config: LabelingConfig, control: ConfigControl, siblings: readonly Item[]): string[] {
  const answered = new Set(
    siblings.flatMap(({ from_name: from, id }) =>
      isQuestion(control) && typeof from === 'string' && resolveControl(config, from)?.tag === control ? [id] : [],
    ),
  );
  const names = firstNames(config, control);
  const ids = siblings.flatMap(({ id, type, to_name: to }) => {
    const isRegion = typeof id === 'string' && !ANSWERS.has(type) && type !== 'relation';
    return isRegion && !answered.has(id) && names.has(to) ? [id] : [];
  });
  return [...new Set(ids)].filter((id) => isAsked(config, control, siblings, id));
}

/** The objects of a control by name: of those that a Repeater makes the first, which is the one that is proposed. */
function firstNames({ objects }: LabelingConfig, { toNames }: ConfigControl): ReadonlySet<unknown> {
  const filled = (name: string): string => {
    const placeholders = objects.get(name)?.repeaters.map(({ placeholder }) => [placeholder, 0] as const);
    return placeholders ? fillIn(name, new Map(placeholders)) : name;
  };
  return new Set(toNames.map(filled));
}

/** Ids of regions that hang below one, which cannot be its parent. */
export function idsBelow(id: unknown, siblings: readonly Item[]): ReadonlySet<unknown> {
  const below = new Set<unknown>([id]);
  if (typeof id !== 'string') return below;
  for (let size = 0; size !== below.size; ) {
    size = below.size;
    for (const item of siblings) if (below.has(item.parentID)) below.add(item.id);
  }
  return below;
}

/** The list that an item of a path stands in, and its index: of `['value', 'choices', 1]` the choices and 1. */
export function otherItems(value: unknown, path: Path): unknown[] {
  const [, key, index] = path;
  const list = isObject(value) && typeof key === 'string' ? value[key] : undefined;
  return Array.isArray(list) ? list.filter((_, n) => n !== index) : [];
}
