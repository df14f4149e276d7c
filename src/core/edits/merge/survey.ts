import { sameText } from '../../fixes/merge/entry';
import { isObject } from '../../isObject';
import { createLocator, type Span } from '../../text/locate';
import { kindOf } from '../../validation/nodes';
import { valueIn } from '../editDocument';

/** Predictions of one task that have one model version: of a task in the file, or flat ones that name one task. */
export interface Group {
  /** Where each of them is: index of its unit, and its index in the task's `predictions`; undefined for a flat one. */
  members: { unit: number; index: number | undefined }[];
  /** They do not have one score. */
  scoresDiffer: boolean;
}

/** What could be merged of one model version. */
export interface VersionSurvey {
  /** Empty for predictions that name none. */
  version: string;
  groups: Group[];
  /** How many predictions are in the groups. */
  predictions: number;
  scoresDiffer: boolean;
}

/** Predictions that belong together as far as it was read; most of them stand alone. */
interface Found extends Group {
  score: string | undefined;
}

type Versions = Map<string, Map<string, Found>>;

/**
 * Finds predictions of one task and one model version. Pauses behind each unit.
 *
 * @param units all of the text
 * @param selected stretches that somebody has chosen: only the units, and in a task the predictions, that they touch count
 * @returns versions of which something can be merged, in the order of the file
 * @throws an Error that names the line of a unit that is no JSON
 */
export function* surveyVersions(
  text: string,
  units: readonly Span[],
  expected: 'task' | 'prediction',
  selected: readonly Span[],
): Generator<undefined, VersionSurvey[], undefined> {
  const versions: Versions = new Map();
  for (const [unit, span] of units.entries()) {
    if (selected.length > 0 && !selected.some((one) => touches(one, span))) continue;
    const value = valueIn(text, span);
    const { kind } = kindOf(value, expected);
    if (!isObject(value)) continue;
    if (kind === 'prediction' && taskKey(value) !== undefined) {
      note(versions, `task ${taskKey(value)}`, value, unit, undefined);
    } else if (kind === 'task' && Array.isArray(value.predictions)) {
      for (const index of chosenIn(text, span, value.predictions.length, selected)) {
        const prediction: unknown = value.predictions[index];
        if (isObject(prediction)) note(versions, `unit ${unit}`, prediction, unit, index);
      }
    }
    yield;
  }
  return [...versions].map(surveyOf).filter(({ groups }) => groups.length > 0);
}

const touches = (one: Span, other: Span): boolean => other.start < one.end && other.end > one.start;

/** The predictions of a task that a selection touches; all if it touches fewer than two, which could not be merged. */
function chosenIn(text: string, { start, end }: Span, count: number, selected: readonly Span[]): number[] {
  const all = Array.from({ length: count }, (_, index) => index);
  if (selected.length === 0 || count < 2) return all;
  const locate = createLocator(text, { start, end });
  const touched = all.filter((index) => {
    const value = locate(['predictions', index])?.value;
    return value && selected.some((one) => touches(one, value));
  });
  return touched.length > 1 ? touched : all;
}

function surveyOf([version, found]: [string, ReadonlyMap<string, Found>]): VersionSurvey {
  const groups = [...found.values()].filter(({ members }) => members.length > 1);
  return {
    version,
    groups,
    predictions: groups.reduce((sum, { members }) => sum + members.length, 0),
    scoresDiffer: groups.some(({ scoresDiffer }) => scoresDiffer),
  };
}

function note(
  versions: Versions,
  key: string,
  prediction: Readonly<Record<string, unknown>>,
  unit: number,
  index: number | undefined,
): void {
  const version = versionOf(prediction);
  let groups = versions.get(version);
  if (!groups) {
    groups = new Map();
    versions.set(version, groups);
  }
  const { score: given } = prediction;
  const score = given === undefined || given === null ? undefined : sameText(JSON.stringify(given));
  const group = groups.get(key);
  if (!group) {
    groups.set(key, { members: [{ unit, index }], scoresDiffer: false, score });
    return;
  }
  group.members.push({ unit, index });
  if (score !== undefined && group.score !== undefined && score !== group.score) group.scoresDiffer = true;
  group.score ??= score;
}

/** A server makes text of a number; what names none is one kind of prediction. */
function versionOf({ model_version: version }: Readonly<Record<string, unknown>>): string {
  if (version === undefined || version === null) return '';
  return typeof version === 'string' ? version : JSON.stringify(version);
}

/** The task that a flat prediction names: a server takes `2`, `2.0` and `"2"` for the same one. */
function taskKey({ task }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof task === 'number' && Number.isInteger(task)) return String(task);
  return typeof task === 'string' && /^\d+$/.test(task) ? task.replace(/^0+(?=\d)/, '') : undefined;
}
