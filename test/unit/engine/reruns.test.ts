/** Each rule runs again only where its inputs have changed. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DocumentCheck } from '../../../src/core/engine/documentCheck';
import type { LabelingConfig } from '../../../src/core/labelingConfig/model';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';
import type { Rule } from '../../../src/core/validation/rule';
import { rules } from '../../../src/core/validation/rules';
import { applyTo, finish } from './harness';

const CONFIG =
  '<View><Image name="photo" value="$image"/><RectangleLabels name="box" toName="photo"><Label value="Ship"/></RectangleLabels><Text name="body" value="$text"/><Labels name="tag" toName="body"><Label value="X"/></Labels></View>';

function configOf(xml: string): LabelingConfig {
  const { config } = parseLabelingConfig(xml);
  assert.ok(config);
  return config;
}

/** Counts what the five rules do, as `code what`. */
class Counter {
  readonly counts = new Map<string, number>();

  readonly rules: Rule[] = rules.map((rule) => {
    const { checkRegion, prediction, file } = rule;
    return {
      ...rule,
      ...(checkRegion && { checkRegion: this.#counted(`${rule.code} region`, checkRegion.bind(rule)) }),
      ...(prediction && {
        prediction: {
          ...prediction,
          fact: this.#counted(`${rule.code} fact`, prediction.fact.bind(prediction)),
          check: this.#counted(`${rule.code} comparison`, prediction.check.bind(prediction)),
        },
      }),
      ...(file && {
        file: {
          ...file,
          fact: this.#counted(`${rule.code} fact`, file.fact.bind(file)),
          check: this.#counted(`${rule.code} file`, file.check.bind(file)),
        },
      }),
    };
  });

  #counted<A extends unknown[], R>(what: string, run: (...args: A) => R): (...args: A) => R {
    return (...args) => {
      this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
      return run(...args);
    };
  }

  /** What the five rules have done since the last time, without zeros. */
  take(): Record<string, number> {
    const five =
      /^(?:unknown-from-name|span-outside-text|duplicate-region-id|dangling-relation|coordinates-normalized) /;
    const taken = Object.fromEntries([...this.counts].filter(([what]) => five.test(what)));
    this.counts.clear();
    return taken;
  }
}

const region = (task: number, index: number): string =>
  `{"id":"r${task}_${index}","from_name":"box","to_name":"photo","type":"rectanglelabels","value":{"x":${10 + index},"y":2,"width":30,"height":4,"rectanglelabels":["Ship"]}}`;
const span = (task: number, index: number): string =>
  `{"id":"s${task}_${index}","from_name":"tag","to_name":"body","type":"labels","value":{"start":0,"end":3,"labels":["X"]}}`;
const relation = (task: number): string =>
  `{"type":"relation","from_id":"r${task}_0","to_id":"r${task}_1","direction":"right"}`;
const prediction = (task: number, version: string): string =>
  `{"model_version":"${version}","score":0.5,"result":[${[region(task, 0), region(task, 1), span(task, 0), span(task, 1), relation(task)].join()}]}`;
const task = (index: number): string =>
  `{"data":{"image":"a${index}.jpg","text":"words ${index}"},"predictions":[${prediction(index, 'v1')},${prediction(index, 'v2')}]}`;
const TEXT = `[\n${[0, 1, 2, 3].map(task).join(',\n')}\n]`;

describe('how often rules run again', () => {
  for (const [name, large] of [
    ['small units', 1e9],
    ['units taken apart', 10],
  ] as const) {
    describe(name, () => {
      /** Checks the text, makes the edit, and says what ran for it. */
      function ranFor(from: string | RegExp, to: string): Record<string, number> {
        const counter = new Counter();
        const check = new DocumentCheck(stringSource(TEXT), {
          form: 'json',
          rules: counter.rules,
          large,
          config: configOf(CONFIG),
        });
        finish(check);
        counter.take();
        const match = TEXT.match(from);
        assert.ok(match?.index !== undefined);
        const change = { offset: match.index, removed: match[0].length, text: to };
        check.edit([change], stringSource(applyTo(TEXT, change), 2));
        finish(check);
        return counter.take();
      }

      test('a coordinate: the region’s own rules once, and no comparison', () => {
        assert.deepEqual(ranFor('"x":11', '"x":12'), {
          'unknown-from-name region': 1,
          'duplicate-region-id fact': 1,
          'dangling-relation fact': 1,
          'coordinates-normalized fact': 1,
        });
      });

      test('an id: what compares ids too, for its unit alone', () => {
        const ran = ranFor('"id":"r2_1"', '"id":"r2_9"');
        assert.equal(ran['unknown-from-name region'], 1);
        assert.equal(ran['duplicate-region-id comparison'], 2, 'the two predictions of the task');
        assert.equal(ran['dangling-relation comparison'], 2);
        assert.equal(ran['coordinates-normalized file'], undefined);
        assert.equal(ran['span-outside-text region'], undefined);
      });

      test('the data of a task: only the rule that reads it, for the spans of that task', () => {
        assert.deepEqual(ranFor('words 1', 'w'), { 'span-outside-text region': 4 });
      });

      test('the score of a prediction: none', () => {
        assert.deepEqual(ranFor(/(?<="score":)0\.5/, '0.75'), {});
      });

      test('blanks between tasks: none', () => {
        assert.deepEqual(ranFor(/(?<=\},)(?=\n\{"data":\{"image":"a2)/, '\n'), {});
      });

      test('the first coordinate above 1: the rule about the file', () => {
        const text = TEXT.replace(/"(x|y|width|height)":\d+/g, '"$1":0.5');
        const counter = new Counter();
        const check = new DocumentCheck(stringSource(text), { form: 'json', rules: counter.rules, large });
        finish(check);
        assert.equal(check.counts.warning >= 1, true);
        const before = check.counts.warning;
        counter.take();
        const change = { offset: text.indexOf('"x":0.5') + 4, removed: 3, text: '50' };
        check.edit([change], stringSource(applyTo(text, change), 2));
        finish(check);
        assert.equal(counter.take()['coordinates-normalized file'], 1);
        assert.equal(check.counts.warning, before - 1);
      });

      test('the labeling config: the rules that read it, everywhere, and no others', () => {
        const counter = new Counter();
        const config = configOf(CONFIG);
        const check = new DocumentCheck(stringSource(TEXT), { form: 'json', rules: counter.rules, large, config });
        finish(check);
        assert.equal(check.counts.error, 0);
        counter.take();
        check.setConfig(configOf(CONFIG.replace('name="box"', 'name="frame"')));
        finish(check);
        // 4 tasks of 2 predictions of 5 items, of which 2 are spans.
        assert.deepEqual(counter.take(), { 'unknown-from-name region': 40, 'span-outside-text region': 16 });
        assert.equal(check.counts.error, 16);
      });
    });
  }
});
