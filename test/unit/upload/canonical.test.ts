import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { MAX_DEPTH } from '../../../src/core/text/poison';
import { canonical, sameJson } from '../../../src/core/upload/canonical';

describe('the same value', () => {
  const rows: [string, string][] = [
    ['{"a":1,"b":[1,2]}', ' { "b" : [ 1 , 2 ] ,\n "a" : 1 } '],
    ['{"a":1,"a":2}', '{"a":2}'],
    ['1', '1.0'],
    ['100', '1e2'],
    ['100.0', '1E+2'],
    ['0', '-0.0'],
    ['-0', '0.0'],
    ['0.1', '1e-1'],
    ['0.30000000000000004', '3.0000000000000004e-1'],
    ['0.1', '0.1000000000000000055511151231257827'],
    ['9007199254740993', '9007199254740993'],
    // PostgreSQL writes large doubles out.
    ['10000000000000000', '1e16'],
    ['100000000000000000000000', '1e23'],
    ['-1500000000000000000000000', '-1.5e+24'],
    ['12345678901234567000', '12345678901234567890.5'],
    [`17976931348623157${'0'.repeat(292)}`, '1.7976931348623157e308'],
    ['"\\u00e9"', '"\u00e9"'],
    ['"\\ud83d\\ude00\\/\\u0022"', '"\u{1F600}/\\""'],
    ['{"\\u0061":1}', '{"a":1}'],
    ['true', ' true '],
    ['{}', '{ }'],
    ['[]', '[\n]'],
    ['{"__proto__":1}', '{ "__proto__":1}'],
  ];
  for (const [one, other] of rows) {
    test(`${one} and ${other}`, () => {
      assert.ok(sameJson(one, other));
      assert.equal(canonical(one), canonical(other));
    });
  }
});

describe('not the same value', () => {
  const rows: [string, string][] = [
    ['9007199254740993', '9007199254740992'],
    ['9007199254740993', '9007199254740993.0'],
    ['123456789012345678901234567890', '123456789012345678901234567891'],
    ['10000000000000001', '1e16'],
    ['99999999999999991611392', '1e23'],
    ['0.30000000000000004', '0.3'],
    ['1', '"1"'],
    ['1', '-1'],
    ['1', 'true'],
    ['null', '0'],
    ['null', '"null"'],
    ['[1,2]', '[2,1]'],
    ['[1]', '[1,1]'],
    ['[]', '{}'],
    ['{"a":1}', '{"a":1,"b":1}'],
    ['{"a":null}', '{}'],
    ['"a"', '"A"'],
    ['["a,b"]', '["a","b"]'],
    ['{"a":"1,\\"b\\":2"}', '{"a":"1","b":2}'],
    ['"\u00e9"', '"e\u0301"'],
  ];
  for (const [one, other] of rows) test(`${one} and ${other}`, () => assert.ok(!sameJson(one, other)));
});

test('what is too deep is never the same, and does not overflow', () => {
  const deep = (inner: string): string => '['.repeat(MAX_DEPTH + 2) + inner + ']'.repeat(MAX_DEPTH + 2);
  assert.ok(!sameJson(deep('1'), deep('2')));
  assert.ok(!sameJson(deep('1'), deep(' 1')));
});

test('the quick way and the one that keeps long numbers write the same', () => {
  const seed = 20261129;
  console.log(`seed ${seed}`);
  const written = fc.oneof(
    fc.double({ noDefaultInfinity: true, noNaN: true }).map(String),
    fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }).map(String),
    fc.constantFrom('-0', '1.0', '1e2', '1E16', '1e21', '3e23', '0.10', 'null', 'true', '[]', '{ }'),
    fc.string({ unit: 'grapheme' }).map((text) => JSON.stringify(text)),
  );
  const key = fc.oneof(fc.string(), fc.constantFrom('b', 'a', '10', '9', '__proto__', 'B', '', '\u00e9'));
  const { value } = fc.letrec<{ value: string; list: string; object: string }>((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, written, tie('list'), tie('object')),
    list: fc.array(tie('value'), { maxLength: 4 }).map((items) => `[ ${items.join(' ,')}]`),
    object: fc
      .array(fc.tuple(key, tie('value')), { maxLength: 5 })
      .map((pairs) => `{${pairs.map(([name, one]) => `${JSON.stringify(name)}: ${one}`).join(',')} }`),
  }));
  fc.assert(
    // A long number beside it has all of it written slowly.
    fc.property(value, (text) => {
      assert.equal(`[${canonical(text)},9007199254740993]`, canonical(`[${text} , 9007199254740993]`));
    }),
    { seed, numRuns: 3_000 },
  );
});
