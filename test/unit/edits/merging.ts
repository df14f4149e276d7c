/** Files of predictions that are merged, and what becomes of them. */
import assert from 'node:assert/strict';
import { type MergeOutcome, mergePredictions } from '../../../src/core/edits/merge/mergePredictions';
import { surveyVersions, type VersionSurvey } from '../../../src/core/edits/merge/survey';
import { checkText } from '../../../src/core/engine/checkText';
import { applyEdits } from '../../../src/core/fixes/compose';
import type { ScoreChoice } from '../../../src/core/fixes/merge/scores';
import type { LabelingConfig } from '../../../src/core/labelingConfig/model';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';
import type { Span } from '../../../src/core/text/locate';
import { scanUnits, type TextForm } from '../../../src/core/text/units';
import { RuleSet } from '../../../src/core/validation/ruleSet';
import { rules } from '../../../src/core/validation/rules';

export const CONFIG = parseLabelingConfig(`<View>
  <Image name="photo" value="$image"/>
  <RectangleLabels name="box" toName="photo"><Label value="Ship"/><Label value="Buoy"/></RectangleLabels>
  <Rectangle name="shape" toName="photo"/>
  <Labels name="tag" toName="photo"><Label value="Ship"/></Labels>
  <Choices name="mood" toName="photo"><Choice value="Calm"/><Choice value="Angry"/></Choices>
  <Choices name="seen" toName="photo" choice="multiple"><Choice value="Sun"/><Choice value="Rain"/><Choice value="Fog"/></Choices>
  <TextArea name="note" toName="photo"/>
  <TextArea name="plate" toName="photo" perRegion="true"/>
  <Choices name="flag" toName="photo" perRegion="true"><Choice value="Red"/><Choice value="Blue"/></Choices>
</View>`).config as LabelingConfig;

export interface Wanted {
  form?: TextForm;
  version?: string;
  score?: ScoreChoice;
  config?: LabelingConfig | undefined;
  selected?: readonly Span[];
}

export function done<T>(steps: Generator<undefined, T, undefined>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

export function survey(text: string, form: TextForm = 'json', selected: readonly Span[] = []): VersionSurvey[] {
  return done(surveyVersions(text, scanUnits(text, form).units, 'task', selected));
}

/** The text afterwards, and what was told. */
export function merged(text: string, wanted: Wanted = {}): MergeOutcome & { text: string } {
  const { form = 'json', version = 'v1', score = 'lowest', selected } = wanted;
  const config = 'config' in wanted ? wanted.config : CONFIG;
  const groups = survey(text, form, selected).flatMap((own) => (own.version === version ? own.groups : []));
  const options = { form, expected: 'task', rules: new RuleSet(rules), config } as const;
  const outcome = done(mergePredictions(text, scanUnits(text, form).units, options, groups, score));
  return { ...outcome, text: applyEdits(text, outcome.edits) };
}

export const item = (own: object): string => JSON.stringify(own);
export const box = (id: string | undefined, x: number, more: object = {}, label = 'Ship'): string =>
  item({
    ...(id !== undefined && { id }),
    from_name: 'box',
    to_name: 'photo',
    type: 'rectanglelabels',
    ...more,
    value: { x, y: 2, width: 3, height: 4, rectanglelabels: [label] },
  });
export const choice = (from: string, choices: string[], id?: string): string =>
  item({ ...(id && { id }), from_name: from, to_name: 'photo', type: 'choices', value: { choices } });
export const relation = (from: string, to: string, direction = 'right'): string =>
  item({ type: 'relation', from_id: from, to_id: to, direction });
export const prediction = (results: string[], more = ''): string =>
  `{ "model_version": "v1",${more} "result": [${results.join(', ')}] }`;
export const task = (...predictions: string[]): string =>
  `[{ "data": { "image": "a.png" }, "predictions": [${predictions.join(', ')}] }]`;

/** Regions of the only prediction that is left. */
export function only(text: string): Record<string, unknown>[] {
  const [{ predictions }] = JSON.parse(text);
  assert.equal(predictions.length, 1, text);
  return predictions[0].result;
}

export function problemsIn(text: string): string[] {
  const options = { form: 'json', expects: 'task', config: CONFIG } as const;
  return [...checkText(stringSource(text), options)].flat().map(({ code }) => code);
}
