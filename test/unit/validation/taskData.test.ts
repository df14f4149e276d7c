/** The data of a task beside what the labeling config shows: what is said agrees with what an import says. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkText } from '../../../src/core/engine/checkText';
import { DocumentCheck } from '../../../src/core/engine/documentCheck';
import type { LabelingConfig } from '../../../src/core/labelingConfig/model';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { taskVerdict } from '../../../src/core/serverGate/task';
import { stringSource } from '../../../src/core/text/lines';
import type { FileProblem } from '../../../src/core/validation/file';
import { randomGateConfig } from '../../generators/configs';
import { textOf } from '../../generators/json';
import { Random } from '../../generators/random';
import { randomTask } from '../../generators/tasks';
import { finish, said } from '../engine/harness';

const CONFIG =
  '<View><Image name="i" value="$image"/><Text name="t" value="$page.text"/><Text name="u" value="$page.note"/><List name="l" value="$list"/></View>';

function configOf(xml: string) {
  const { config } = parseLabelingConfig(xml);
  assert.ok(config);
  return config;
}

function saysOf(data: string): string[] {
  const text = `{"data":${data},"predictions":[]}`;
  const found = [...checkText(stringSource(text), { form: 'json', config: configOf(CONFIG) })].flat();
  return found.map(({ code, pointer, message }) => `${code} ${pointer}: ${message}`);
}

describe('the data of a task', () => {
  test('lacks a key, and another one looks like it', () => {
    assert.deepEqual(saysOf('{"images":"a","page":{"text":"","notes":""},"list":[]}'), [
      'missing-data-key /data/images: The labeling config shows "image", and the data of this task has no such key, so an import refuses the task. Did you mean "images"?',
      'missing-data-key /data/page/notes: The labeling config shows "note", and "page" has no such key, so an import refuses the task. Did you mean "notes"?',
    ]);
  });

  test('lacks a key, and nothing looks like it', () => {
    assert.deepEqual(saysOf('{"ocr":"a","page":{"text":"","note":""},"list":[]}'), [
      'missing-data-key /data: The labeling config shows "image", and the data of this task has no such key, so an import refuses the task. There is "ocr": rename it, or add the key.',
    ]);
    assert.deepEqual(saysOf('{"list":[]}'), [
      'missing-data-key /data: The labeling config shows "image", and the data of this task has no such key, so an import refuses the task. Add it.',
      'missing-data-key /data: The labeling config shows "page", and the data of this task has no such key, so an import refuses the task. Add it.',
    ]);
  });

  test('holds another kind of value', () => {
    assert.deepEqual(saysOf('{"image":5,"page":"x","list":{}}'), [
      'wrong-kind-of-data /data/image: The labeling config wants text in double quotes or a list [ … ] under "image", and here is the number 5: an import refuses the task. Write that.',
      'wrong-kind-of-data /data/page: The labeling config wants an object { … } with the keys that it names under "page", and here is the text "x": an import refuses the task. Write that.',
      'wrong-kind-of-data /data/list: The labeling config wants a list [ … ] or text in double quotes under "list", and here is an object: an import refuses the task. Write that.',
    ]);
  });

  test('is looked at again with another labeling config, also in a task that is checked region by region', () => {
    for (const large of [1, 1e9]) {
      const text = '{"data":{"img":"a"},"predictions":[{"model_version":"v","result":[]}]}';
      const xml = '<View><Image name="i" value="$img"/></View>';
      const check = new DocumentCheck(stringSource(text), { form: 'json', large, config: configOf(xml) });
      finish(check);
      assert.deepEqual(said(check), []);
      check.setConfig(configOf(xml.replace('$img', '$image')));
      finish(check);
      assert.match(said(check).join(), /^9-14 missing-data-key /);
      check.setConfig(undefined);
      finish(check);
      assert.deepEqual(said(check), []);
    }
  });
});

describe('random tasks', () => {
  test('have a problem of the gate server exactly where an import refuses them', () => {
    const counts = { refused: 0, taken: 0, fallback: 0 };
    for (let seed = 0; seed < 300; seed++) {
      const random = new Random(seed);
      const xml = randomGateConfig(random);
      const { config } = parseLabelingConfig(xml);
      if (!config) continue;
      for (let n = 0; n < 4; n++) {
        const text = textOf(randomTask(random, config));
        const about = objectionsTo(text, config);
        const verdict = taskVerdict(config, JSON.parse(text));
        if (verdict === undefined) counts.taken++;
        else counts.refused++;
        if (about.some(({ code }) => code === 'rejected-by-validator')) counts.fallback++;
        assert.equal(
          about.length > 0,
          verdict !== undefined,
          `${text} of ${xml}: ${JSON.stringify({ verdict, about })}`,
        );
      }
    }
    assert.ok(counts.refused > 200 && counts.taken > 200, JSON.stringify(counts));
  });
});

/** What an import fails on when it has taken the tasks: predictions that are none. */
const BEHIND: ReadonlySet<string> = new Set(['wrong-type', 'prediction-by-id']);

/** What is said of a task for the server's sake, but not of its predictions, which the import does not look into. */
function objectionsTo(text: string, config: LabelingConfig): FileProblem[] {
  const problems = checkText(stringSource(`[${text}]`), { form: 'json', expects: 'task', config, consequences: true });
  // Without data the whole object is the data, and its predictions are none.
  const hasPredictions = text.startsWith('{') && 'data' in JSON.parse(text);
  return [...problems].flat().filter(({ code, pointer, gates }) => {
    const [, prediction, inside] = /^\/0\/(?:predictions|annotations)\/(\d+)(\/.*)?$/.exec(pointer) ?? [];
    const isOutside = prediction === undefined || (inside === undefined && !BEHIND.has(code));
    if (prediction !== undefined && !hasPredictions) return false;
    return gates.includes('server') && (isOutside || (pointer.startsWith('/0/annotations') && inside === '/result'));
  });
}
