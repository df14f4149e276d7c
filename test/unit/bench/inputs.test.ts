/** The inputs of the benchmarks: they measure nothing when they are not what they are taken for. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { kinds } from '../../../bench/lib/kinds.mjs';
import { readMask } from '../../../bench/lib/masks.mjs';
import { type InputOptions, inputText } from '../../../bench/lib/text.mjs';
import { checkText } from '../../../src/core/engine/checkText';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';

const FORMS = ['pretty', 'line', 'jsonl'] as const;

function make(options: InputOptions): { text: string; units: number; regions: number; mistakes: number } {
  const pieces = inputText(options);
  let text = '';
  for (;;) {
    const step = pieces.next();
    if (step.done) return { text, ...step.value };
    text += step.value;
  }
}

/** Problems under the labeling config of the kind, as `code pointer`. */
function problems(kind: string, form: (typeof FORMS)[number], text: string): string[] {
  const { config, faults } = parseLabelingConfig(kinds[kind]?.config ?? '');
  assert.ok(config);
  assert.deepEqual(faults, []);
  const options = { form: form === 'jsonl' ? 'jsonl' : 'json', config } as const;
  const found = [...checkText(stringSource(text), options)].flat();
  return found.map(({ code, pointer }) => `${code} ${pointer}`);
}

interface AnyUnit {
  data: Record<string, string>;
  predictions: { result: { value: Record<string, unknown> }[] }[];
}

const parsed = (kind: string): AnyUnit[] => JSON.parse(make({ kind, units: 6 }).text);
const values = (units: AnyUnit[]): Record<string, unknown>[] =>
  units.flatMap(({ predictions }) => predictions.flatMap(({ result }) => result.map(({ value }) => value)));

describe('inputs of the benchmarks', () => {
  for (const kind of Object.keys(kinds)) {
    for (const form of FORMS) {
      test(`${kind}, ${form}: no problem, whatever is checked`, () => {
        const { text } = make({ kind, form, units: 20 });
        assert.deepEqual(problems(kind, form, text), []);
      });
    }

    test(`${kind}: every mistake is found, and nothing where there is none`, () => {
      const { text, mistakes } = make({ kind, units: 20, mistakes: 7 });
      const regions = problems(kind, 'pretty', text).map((found) => /^\S+ (.*\/result\/\d+)/.exec(found)?.[1]);
      assert.equal(mistakes, 7);
      assert.equal(new Set(regions).size, 7, regions.join('\n'));
    });

    test(`${kind}: the forms hold the same`, () => {
      const [pretty, line, jsonl] = FORMS.map((form) => make({ kind, form, units: 4 }).text);
      const units = JSON.parse(pretty ?? '');
      assert.equal(units.length, 4);
      assert.deepEqual(JSON.parse(line ?? ''), units);
      const lines = (jsonl ?? '').trimEnd().split('\n');
      assert.deepEqual(
        lines.map((text) => JSON.parse(text)),
        units,
      );
    });

    test(`${kind}: the same for a seed, another for another`, () => {
      const [once, again, other] = [1, 1, 2].map((seed) => make({ kind, units: 3, seed }).text);
      assert.equal(once, again);
      assert.notEqual(once, other);
    });
  }

  test('are about as large as asked for, and can have every region bad', () => {
    const { text, regions, mistakes } = make({ kind: 'rectangles', megabytes: 0.5, mistakes: 'all' });
    assert.ok(Math.abs(text.length / 2 ** 20 - 0.5) < 0.05, `${text.length} bytes`);
    assert.equal(mistakes, regions);
  });

  test('spans say the text that they are on, counted in code points', () => {
    const units = parsed('spans');
    let beyond = 0;
    for (const { data, predictions } of units) {
      const letters = [...(data.text ?? '')];
      for (const { value } of predictions[0]?.result ?? []) {
        const { start, end, text } = value as { start: number; end: number; text: string };
        assert.equal(letters.slice(start, end).join(''), text);
        if (letters.slice(0, start).join('').length !== start) beyond++;
      }
    }
    assert.ok(beyond > 0, 'no span stands behind a character outside of the basic plane');
  });

  test('masks are as long as their image wants, partly painted, and some tens of kilobytes', () => {
    const units = JSON.parse(make({ kind: 'brush', units: 6 }).text);
    for (const { original_width, original_height, value } of units.map(
      (unit: AnyUnit) => unit.predictions[0]?.result[0],
    )) {
      const { values: count, painted } = readMask(value.rle);
      assert.equal(count, 4 * original_width * original_height);
      assert.ok(painted > count / 4 && painted < (count * 3) / 4);
      assert.ok(value.rle.length > 8_000 && value.rle.length < 200_000, `${value.rle.length} bytes`);
    }
  });

  test('tracks fit into their video', () => {
    for (const { framesCount, duration, sequence } of values(parsed('video')) as {
      framesCount: number;
      duration: number;
      sequence: { frame: number; time: number }[];
    }[]) {
      assert.ok(sequence.length > 10);
      for (const { frame, time } of sequence) assert.ok(frame >= 1 && frame <= framesCount && time <= duration);
    }
  });
});
