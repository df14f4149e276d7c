import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { findPoison, MAX_DEPTH, mayHoldPoison } from '../../../src/core/text/poison';

describe('poison is found at its place', () => {
  const rows: [string, string, string][] = [
    ['{"a":"x\\u0000y"}', 'null-character', '\\u0000'],
    ['{"\\u0000":1}', 'null-character', '\\u0000'],
    ['["\\ud83d"]', 'lone-surrogate', '\\ud83d'],
    ['["\\uDE00 x"]', 'lone-surrogate', '\\uDE00'],
    ['["\\ud83d\\ud83d\\ude00"]', 'lone-surrogate', '\\ud83d'],
    ['["\\ud83dx\\ude00"]', 'lone-surrogate', '\\ud83d'],
    ['["\ud83d"]', 'lone-surrogate', '\ud83d'],
    ['["\ude00"]', 'lone-surrogate', '\ude00'],
    ['["\\ud83d\ude00"]', 'lone-surrogate', '\\ud83d'],
    ['["\ud83d\\ude00"]', 'lone-surrogate', '\ud83d'],
    ['["\\\\\\u0000"]', 'null-character', '\\u0000'],
    ['{"score":1e400}', 'not-finite', '1e400'],
    ['[-1E+999]', 'not-finite', '-1E+999'],
    [`[${'9'.repeat(400)}]`, 'not-finite', '9'.repeat(400)],
    [`[${'1'.padEnd(310, '0')}.5]`, 'not-finite', `${'1'.padEnd(310, '0')}.5`],
  ];
  for (const [text, kind, source] of rows) {
    test(text.slice(0, 40), () => {
      const poison = findPoison(text, 0, text.length);
      assert.equal(poison?.kind, kind);
      assert.equal(text.slice(poison?.start, poison?.end), source);
    });
  }
  test('only between the given offsets', () => {
    const text = '["\\u0000",1,1e400]';
    assert.equal(findPoison(text, 10, 11), undefined);
    assert.equal(findPoison(text, 12, 17)?.kind, 'not-finite');
  });
  test('nesting', () => {
    const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    assert.equal(findPoison(deep(MAX_DEPTH), 0, 2 * MAX_DEPTH), undefined);
    assert.equal(findPoison(deep(MAX_DEPTH + 1), 0, 2 * MAX_DEPTH + 2)?.kind, 'too-deep');
    const wide = `[${'{},'.repeat(5_000)}1]`;
    assert.equal(findPoison(wide, 0, wide.length), undefined);
  });
});

describe('what only looks like poison', () => {
  for (const text of [
    '["\u{1F600}"]',
    '["\\ud83d\\ude00"]',
    '["\\\\u0000"]',
    '["\\\\ud83d"]',
    '["1e400"]',
    '[1e308, 1e-400, 123456789012345678901234567890, -0.0]',
    '["\\u0001 \\n \\" \\u00e9"]',
    '[true,false,null,{}]',
    '["[[[[[["]',
  ]) {
    test(text, () => assert.equal(findPoison(text, 0, text.length), undefined));
  }
});

describe('the cheap look', () => {
  test('lets no poison pass, whatever stands side by side', () => {
    const pieces = [
      '\\ud83d',
      '\\ude00',
      '\\uDBFF',
      '\\\\',
      'u0000',
      '\\u0000',
      'x',
      '\ud83d',
      '\ude00',
      '\\n',
      'ud83d',
      '\\u0041',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }), (parts) => {
        const text = `["${parts.join('')}"]`;
        if (!mayHoldPoison(text, JSON.parse(text))) assert.equal(findPoison(text, 0, text.length), undefined, text);
      }),
      { numRuns: 5_000 },
    );
  });
  test('is content with what is written in whole pairs', () => {
    for (const text of ['["\\ud83d\\ude00"]', '["\\uD83D\\uDE00\\ud83d\\ude00 a"]', '["\u{1f600}"]', '["\\u00e9"]']) {
      assert.equal(mayHoldPoison(text, JSON.parse(text)), false, text);
    }
  });
});
