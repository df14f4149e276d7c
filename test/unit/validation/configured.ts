/** What the rules about names, types and labels of the labeling config say of the regions of a task, and such regions. */
import assert from 'node:assert/strict';
import { checkText } from '../../../src/core/engine/checkText';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';
import type { FileProblem } from '../../../src/core/validation/file';

export type Json = Record<string, unknown>;

export const CODES: ReadonlySet<string> = new Set([
  'unknown-from-name',
  'unknown-to-name',
  'to-name-of-another-control',
  'placeholder-in-name',
  'repeater-index-outside',
  'type-not-of-control',
  'shape-not-for-object',
  'label-not-in-config',
  'video-label-not-in-config',
  'merged-region-labels',
  'label-of-bare-shape',
  'labels-missing',
  'labels-under-wrong-key',
  'unlabeled-region',
  'relation-label-not-in-config',
]);

export function modelOf(xml: string) {
  const { config } = parseLabelingConfig(xml);
  assert.ok(config, xml);
  return config;
}

/** What these rules say of the regions of a task. */
export function problemsOf(xml: string, result: readonly Json[], data: Json = { image: 'a.png' }): FileProblem[] {
  const text = JSON.stringify({ data, predictions: [{ model_version: 'v1', result }] });
  const found = checkText(stringSource(text), { form: 'json', expects: 'task', config: modelOf(xml) });
  return [...found].flat().filter(({ code }) => CODES.has(code));
}

/** As `code at pointer in the result: severity gates`. */
export function saysOf(xml: string, result: readonly Json[], data?: Json): string[] {
  return problemsOf(xml, result, data).map(
    ({ code, pointer, severity, gates }) =>
      `${code} ${pointer.replace('/predictions/0/result/', '')}: ${severity} ${gates.join()}`,
  );
}

/** What the only problem gives to whoever mends it. */
export function dataOf(xml: string, result: readonly Json[], data?: Json): unknown {
  const problems = problemsOf(xml, result, data);
  assert.equal(problems.length, 1, JSON.stringify(problems));
  return problems[0]?.data;
}

export function messageOf(xml: string, result: readonly Json[], data?: Json): string {
  return problemsOf(xml, result, data)
    .map(({ message }) => message)
    .join('\n');
}

export const SIDES = { x: 10, y: 10, width: 5, height: 5 };
export const region = (from: string, to: string, type: string, value: Json, more: Json = {}): Json => ({
  id: 'r1',
  from_name: from,
  to_name: to,
  type,
  value,
  ...more,
});
export const box = (from = 'box', to = 'photo', labels: unknown = ['Ship']): Json =>
  region(from, to, 'rectanglelabels', { ...SIDES, rectanglelabels: labels });
export const span = (from: string, to: string, ...labels: string[]): Json =>
  region(from, to, 'labels', { start: 0, end: 4, labels });
export const shape = (id: string, from = 'shape', to = 'photo'): Json => region(from, to, 'rectangle', SIDES, { id });
export const label = (id: string, labels = ['Ship']): Json =>
  region('tag', 'photo', 'labels', { ...SIDES, labels }, { id });
export const track = (labels: unknown, from = 'track', to = 'clip'): Json =>
  region(from, to, 'videorectangle', { framesCount: 1, duration: 1, sequence: [], labels });
