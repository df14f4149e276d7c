/** The worked examples and the editor's verdicts that tests share. */
import { readFileSync } from 'node:fs';

/** One worked example per control tag, with the verdict of Label Studio's validator. */
export interface Example {
  tag: string;
  config_xml: string;
  prediction: { result: Record<string, unknown>[] };
  sdk_valid: boolean;
}

/** What the editor of Label Studio 1.23.2 did with a prediction, and whether the validator of its SDK takes it. */
export interface EditorCase {
  id: string;
  what: string;
  config_xml: string;
  data: Record<string, unknown>;
  prediction: { result: unknown };
  /** All predictions of the task, where there are several. */
  predictions?: unknown[];
  outcome: 'ok' | 'error' | 'spinner' | 'dropped' | 'altered' | 'unlabeled';
  /** What was seen; names the ids of the regions in question. */
  detail: string;
  sdk: boolean;
}

const read = (name: string): unknown => JSON.parse(readFileSync(`test/fixtures/${name}.json`, 'utf8'));

export const examples = read('examples') as Example[];
export const editorCases = read('editor') as EditorCase[];

/** The example of a tag. */
export function exampleOf(tag: string): Example {
  const found = examples.find((example) => example.tag === tag);
  if (found === undefined) throw new Error(`There is no example of ${tag}.`);
  return found;
}
