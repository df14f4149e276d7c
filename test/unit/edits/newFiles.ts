/** New files for labeling configs, made and checked. */
import assert from 'node:assert/strict';
import { type NewFile, newFileText } from '../../../src/core/edits/newFile/newFile';
import { tasksIn } from '../../../src/core/edits/newFile/tasksIn';
import { checkText } from '../../../src/core/engine/checkText';
import { piecesOf } from '../../../src/core/engine/textPieces';
import type { LabelingConfig } from '../../../src/core/labelingConfig/model';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';
import type { TextForm } from '../../../src/core/text/units';

export function configOf(inside: string): LabelingConfig {
  const { config, faults } = parseLabelingConfig(`<View>${inside}</View>`);
  assert.ok(config, JSON.stringify(faults));
  return config;
}

export const SHIPS = configOf(
  '<Image name="photo" value="$image"/><RectangleLabels name="box" toName="photo"><Label value="Ship"/></RectangleLabels><Choices name="mood" toName="photo"><Choice value="Calm"/></Choices>',
);
export const TEXTS = configOf(
  '<Text name="body" value="$text"/><Labels name="mark" toName="body"><Label value="Name"/></Labels><Choices name="kind" toName="body"><Choice value="Calm"/></Choices>',
);

/** All ways to write a file. */
export const WAYS = (['task', 'prediction'] as const).flatMap((units) =>
  (['json', 'jsonl'] as const).map((form) => ({ units, form })),
);

export function problemsIn(text: string, { config, form, units }: NewFile): string[] {
  const options = { form, expects: units, config } as const;
  return [...checkText(stringSource(text), options)]
    .flat()
    .filter(isMeant)
    .map(({ code, message }) => `${code}: ${message}`);
}

/** Of names that a Repeater makes no form is right for both gates, and none of paths of nested choices. */
export const isMeant = ({ severity, gates }: { severity: string; gates: readonly string[] }): boolean =>
  severity !== 'information' || gates.join() !== 'server';

/** The units of a file. */
export function unitsOf(text: string, form: TextForm): Record<string, unknown>[] {
  if (form === 'json') return JSON.parse(text);
  return text.trimEnd() === ''
    ? []
    : text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
}

export type Region = { value: { [key: string]: unknown } };

export interface Made {
  text: string;
  units: Record<string, unknown>[];
  tasks: number;
  withoutId: number;
  incomplete: number;
}

/** A file for the tasks of another one. */
export function made(file: NewFile, source: string, form: TextForm = 'json'): Made {
  const steps = newFileText(file, tasksIn(piecesOf(stringSource(source)), form));
  let text = '';
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return { text, units: unitsOf(text, file.form), ...step.value };
    text += step.value ?? '';
  }
}

export const fileOf = (config: LabelingConfig, own: Partial<NewFile> = {}): NewFile => ({
  config,
  form: 'json',
  units: 'task',
  modelVersion: 'v1',
  ...own,
});

/** The result of each unit. */
export function resultsOf({ units }: Made): Record<string, unknown>[][] {
  return units.map((unit) => {
    const [prediction] = (unit.predictions ?? [unit]) as { result: Record<string, unknown>[] }[];
    return prediction?.result ?? [];
  });
}
