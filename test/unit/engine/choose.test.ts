import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chooseProblems } from '../../../src/core/engine/choose';
import { DocumentCheck } from '../../../src/core/engine/documentCheck';
import { stringSource } from '../../../src/core/text/lines';
import { applyTo, finish } from './harness';

function checked(text: string): DocumentCheck {
  const check = new DocumentCheck(stringSource(text), { form: 'json' });
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
