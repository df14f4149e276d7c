import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { presentable, redact } from '../../../src/core/server/errors';
import { classifyToken, cleanToken, readClaims } from '../../../src/core/server/token';

const HEX = '0123456789abcdef0123456789abcdef01234567';

function jwt(claims: unknown): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part(claims)}.${'s'.repeat(43)}`;
}

describe('tokens are told apart by their looks', () => {
  const rows: [string, string, ReturnType<typeof classifyToken>][] = [
    ['legacy', HEX, 'legacy'],
    ['set by an administrator', 'correct-horse', 'legacy'],
    ['personal access token', jwt({ token_type: 'refresh', exp: 8e9 }), 'pat'],
    ['a token that tells no type', jwt({ exp: 8e9 }), 'pat'],
    ['access token', jwt({ token_type: 'access', exp: 8e9 }), 'access'],
    ['blanks', 'a b', 'malformed'],
    ['nothing', '', 'malformed'],
    ['not ASCII', 'töken', 'malformed'],
    ['line break', 'a\nb', 'malformed'],
    ['as Label Studio lists it, without its signature', jwt({ token_type: 'refresh' }).replace(/\.s+$/, ''), 'pat'],
    ['two parts that are no claims', 'correct.horse', 'legacy'],
    ['three parts that are no claims', 'a.b.c', 'legacy'],
  ];
  for (const [name, token, kind] of rows) test(name, () => assert.equal(classifyToken(token), kind));

  test('claims with characters outside of base64', () => {
    assert.equal(readClaims(jwt({ token_type: 'refresh', who: '\u00ff\u00fe?>' }))?.token_type, 'refresh');
    assert.equal(readClaims(`x.${Buffer.from('"text"').toString('base64url')}.y`), undefined);
  });
});

test('what is copied along with a token is dropped', () => {
  for (const pasted of [
    HEX,
    ` ${HEX}\n`,
    `"${HEX}"`,
    `Token ${HEX}`,
    `Authorization: Token ${HEX}`,
    `bearer  ${HEX}`,
  ]) {
    assert.equal(cleanToken(pasted), HEX);
  }
});

describe('no text that is shown has a token in it', () => {
  const pat = jwt({ token_type: 'refresh' });
  test('known ones, wherever they stand', () => {
    assert.equal(redact(`a ${HEX}, b=${HEX}`, [HEX]), 'a [token], b=[token]');
  });
  test('anything that looks like one', () => {
    assert.equal(redact(`got ${pat}!`, []), 'got [token]!');
    assert.ok(!redact(`got ${pat.slice(0, 60)}`, []).includes('eyJ'));
  });
  test("Label Studio's own words stay", () => {
    assert.equal(redact('Token is blacklisted', [HEX]), 'Token is blacklisted');
  });
  test('long texts are cut to one line', () => {
    const shown = presentable(`a\n\n b ${'x'.repeat(1_000)}`, [], 20);
    assert.equal(shown, 'a b xxxxxxxxxxxxxxx…');
  });
});
