import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chooseProblems } from '../../../src/core/engine/choose';
import { DocumentCheck } from '../../../src/core/engine/documentCheck';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';
import type { FileOptions } from '../../../src/core/validation/file';
import { applyTo, finish } from './harness';

function checked(text: string, options: Partial<FileOptions> = {}): DocumentCheck {
  const check = new DocumentCheck(stringSource(text), { form: 'json', ...options });
  finish(check);
  return check;
}

describe('which problems are shown', () => {
  const many = `[${Array.from({ length: 300 }, (_, index) => `{"task":${index + 1},"score":5,"model_version":"v","result":[]}`).join(',\n')},\n{"result":[],"model_version":"v"}]`;

  test('errors in file order when none are in sight', () => {
    const check = checked(many);
    const { problems, hidden } = chooseProblems(check, stringSource(many), [], 100);
    assert.equal(problems.length, 100);
    assert.equal(hidden, 201);
    assert.equal(problems[99]?.pointer, '/99/score');
  });

  test('those in sight first, and in the unit that was edited last', () => {
    const check = checked(many);
    const change = { offset: many.indexOf('"task":200,"score":5') + 19, removed: 1, text: '6' };
    const text = applyTo(many, change);
    check.edit([change], stringSource(text, 2));
    finish(check);
    const at = text.indexOf('{"result"');
    const sight = [{ start: at, end: at + 10 }];
    const { problems } = chooseProblems(check, stringSource(text), sight, 100);
    assert.deepEqual(
      problems.slice(0, 2).map(({ pointer }) => pointer),
      ['/300', '/199/score'],
    );
    assert.equal(problems.length, 100);
  });
});

describe('what follows from a problem', () => {
  const { config } = parseLabelingConfig(
    '<View><Image name="photo" value="$image"/><RectangleLabels name="box" toName="photo"><Label value="Ship"/></RectangleLabels></View>',
  );
  const polygon = (id: string) =>
    `{"id":"${id}","from_name":"box","to_name":"photo","type":"polygonlabels","value":{"points":[[10,20],[20,30],[40,50]],"polygonlabels":["Ship"]}}`;
  const textOf = (regions: readonly string[]) =>
    `[{"task":1,"model_version":"v","result":[]},\n{"task":1,"model_version":"v","result":[${regions.join(',\n')}]}]`;
  const shown = (text: string, options: Partial<FileOptions> = {}) =>
    chooseProblems(checked(text, { ...(config && { config }), ...options }), stringSource(text), [], 100).problems;

  test('is told beside it, with its place in the file', () => {
    const text = textOf([polygon('a'), polygon('b')]);
    const problems = shown(text);
    assert.deepEqual(
      problems.map(({ code, pointer }) => [code, pointer]),
      [
        ['type-not-of-control', '/1/result/0/type'],
        ['type-not-of-control', '/1/result/1/type'],
      ],
    );
    for (const [index, { consequences }] of problems.entries()) {
      const [only, ...more] = consequences;
      assert.deepEqual(more, []);
      assert.match(only?.message ?? '', /"rectanglelabels"/);
      assert.equal(text.slice(only?.start, only?.end), '"value"');
      assert.equal(text.slice(0, only?.start).split('\n').length, index + 2);
    }
  });

  test('is not told where somebody has switched its cause off', () => {
    const text = textOf([polygon('a')]);
    const levels = { 'type-not-of-control': 'off' } as const;
    assert.deepEqual(shown(text, { reporting: { levels } }), []);
  });

  test('ten are told of one problem, however many there are', () => {
    const labels = Array.from({ length: 30 }, (_, index) => `"l${index}"`).join();
    const region = `{"id":"r","from_name":"box","to_name":"photo","type":"rectanglelabel","value":{"x":10,"y":20,"width":30,"height":40,"rectanglelabels":[${labels}]}}`;
    const [problem] = shown(textOf([region]));
    assert.equal(problem?.code, 'unknown-type');
    assert.ok((problem?.consequences.length ?? 0) <= 10);
    assert.ok((problem?.consequences.length ?? 0) > 0);
  });
});
