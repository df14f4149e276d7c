import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { piecesOf } from '../../../src/core/engine/checkText';
import { chooseProblems } from '../../../src/core/engine/choose';
import { DocumentCheck } from '../../../src/core/engine/documentCheck';
import { checkStream } from '../../../src/core/engine/streamCheck';
import { stringSource } from '../../../src/core/text/lines';
import type { Reporting } from '../../../src/core/validation/reporting';
import { predictionWith } from '../../../src/core/validation/rule';
import { rules } from '../../../src/core/validation/rules';
import { finish } from './harness';

const number = predictionWith(
  '{ "id": 7, "from_name": "a", "to_name": "b", "type": "choices", "value": { "choices": ["x"] } }',
).text;
/** An error of the server's, one of nobody, and one of the editor's. */
const TEXT = `[{"task":1,"score":5,"result":[]},\n${number}]`;

/** Counts how often any rule is asked about a unit. */
function counted() {
  const calls = { count: 0 };
  const counting = rules.map((rule) => ({
    ...rule,
    checkUnit: (...args: Parameters<NonNullable<typeof rule.checkUnit>>) => {
      calls.count++;
      rule.checkUnit?.(...args);
    },
  }));
  return { calls, counting };
}

function shown(check: DocumentCheck): string[] {
  const { problems } = chooseProblems(check, stringSource(TEXT), [], 100);
  return problems.map(({ code, severity }) => `${code} ${severity}`).sort();
}

function streamed(text: string, reporting: Reporting): string[] {
  const found = [...checkStream(piecesOf(stringSource(text)), { form: 'json', reporting, reportSyntax: true })].flat();
  return found.map(({ code, severity }) => `${code} ${severity}`).sort();
}

describe('what is shown, and how gravely', () => {
  test('without a choice everything, as the rules have it', () => {
    const check = new DocumentCheck(stringSource(TEXT), { form: 'json' });
    finish(check);
    assert.ok(shown(check).includes('out-of-range error'), shown(check).join());
    assert.deepEqual(shown(check), streamed(TEXT, {}));
  });

  const cases: [name: string, reporting: Reporting, more: string[], less: string[]][] = [
    ['another severity', { levels: { 'out-of-range': 'hint' } }, ['out-of-range hint'], ['out-of-range error']],
    ['off', { levels: { 'missing-model-version': 'off' } }, [], ['missing-model-version information']],
    ['the server alone', { gate: 'server' }, ['out-of-range error'], ['missing-model-version information']],
    ['the editor alone', { gate: 'editor' }, ['region-id-not-text error'], ['out-of-range error']],
    [
      'a code that no rule has',
      { levels: JSON.parse('{"constructor":"off","wrong-typ":"off"}') },
      ['out-of-range error'],
      [],
    ],
  ];
  for (const [name, reporting, more, less] of cases) {
    test(`${name}: as a document and as a stream, from the beginning and changed later`, () => {
      const fresh = new DocumentCheck(stringSource(TEXT), { form: 'json', reporting });
      finish(fresh);
      const { calls, counting } = counted();
      const changed = new DocumentCheck(stringSource(TEXT), { form: 'json', rules: counting });
      finish(changed);
      const { count } = calls;
      changed.setReporting(reporting);
      assert.equal(changed.isBusy, false);
      assert.equal(calls.count, count, 'nothing is checked again');
      const found = shown(changed);
      assert.deepEqual(shown(fresh), found);
      assert.deepEqual(streamed(TEXT, reporting), found);
      for (const one of more) assert.ok(found.includes(one), `${one} in ${found.join()}`);
      for (const one of less) assert.ok(!found.includes(one), `${one} in ${found.join()}`);
      const sum = Object.values(changed.counts).reduce((a, b) => a + b, 0);
      assert.equal(sum, found.length);
      assert.deepEqual(changed.counts, fresh.counts);
      changed.setReporting(undefined);
      assert.deepEqual(shown(changed), streamed(TEXT, {}), 'and back');
    });
  }

  test('what is no JSON is said whoever is asked about', () => {
    for (const gate of ['all', 'server', 'editor'] as const) {
      assert.ok(streamed('[{"task":1,', { gate }).includes('json-syntax error'), gate);
    }
    assert.deepEqual(streamed('[{"task":1,', { levels: { 'json-syntax': 'off' } }), []);
  });

  test('what is off does not count among what is hidden', () => {
    const many = `[${Array.from({ length: 50 }, () => '{"task":1,"score":5,"result":[]}').join(',')}]`;
    const check = new DocumentCheck(stringSource(many), { form: 'json' });
    finish(check);
    assert.equal(chooseProblems(check, stringSource(many), [], 10).hidden, 90);
    check.setReporting({ levels: { 'missing-model-version': 'off' } });
    assert.equal(chooseProblems(check, stringSource(many), [], 10).hidden, 40);
  });
});
