import type { TextForm } from '../text/units';

/** What the name of a file says about it. */
export interface FileKind {
  form: TextForm;
  /** What its units are, where the name tells. `*.predictions.json` may hold either: people name both so. */
  expects: 'task' | 'prediction' | undefined;
  /** True for a name that other tools use too: the content has to look like Label Studio's. */
  ambiguous: boolean;
}

/**
 * The names that are ours without asking, as globs. The same list stands in `package.json` (`jsonValidation`), where VS
 * Code reads it; a test holds the two together.
 */
export const JSON_NAME_PATTERNS = [
  '*.predictions.json',
  '*.prediction.json',
  '*_predictions.json',
  'predictions.json',
  '*.tasks.json',
  '*.task.json',
  'project-*-at-*.json',
] as const;

/** The JSONL forms of the same names. */
export const JSONL_NAME_PATTERNS = [
  '*.predictions.jsonl',
  '*.prediction.jsonl',
  '*_predictions.jsonl',
  'predictions.jsonl',
  '*.tasks.jsonl',
  '*.task.jsonl',
  'project-*-at-*.jsonl',
] as const;

const PREDICTION_NAME = /(?:\.predictions?|_predictions|^predictions)\.jsonl?$/i;
const TASK_NAME = /(?:\.tasks?|^project-.*-at-.*)\.jsonl?$/i;
const AMBIGUOUS_NAME = /^predictions\.jsonl?$/i;

/** Whether text stands one JSON value a line, told by the name. */
export function formOf(fileName: string): TextForm {
  return /\.(?:jsonl|ndjson)$/i.test(fileName) ? 'jsonl' : 'json';
}

/**
 * What a file's name says.
 *
 * @param fileName the last part of its path
 * @returns undefined for names that are not ours; they can still be treated as predictions on request
 */
export function fileKindOf(fileName: string): FileKind | undefined {
  const form = formOf(fileName);
  if (PREDICTION_NAME.test(fileName)) return { form, expects: undefined, ambiguous: AMBIGUOUS_NAME.test(fileName) };
  if (TASK_NAME.test(fileName)) return { form, expects: 'task', ambiguous: false };
  return undefined;
}

/** Characters at the start of a file that are looked at to tell what it holds. */
export const SNIFF_LENGTH = 4096;

/**
 * Whether the beginning of a text looks like Label Studio's tasks or predictions: regions with from_name and to_name, or
 * a task's data beside predictions or annotations. Other tools' JSON has none of these pairs.
 *
 * @param head the first kilobytes; it may break off anywhere
 */
export function looksLikePredictions(head: string): boolean {
  const has = (key: string): boolean => head.includes(`"${key}"`);
  if (!/^[\s\ufeff]*[[{]/.test(head)) return false;
  if (has('from_name') && has('to_name')) return true;
  if (has('result') && (has('model_version') || has('task'))) return true;
  return has('data') && (has('predictions') || has('annotations'));
}
