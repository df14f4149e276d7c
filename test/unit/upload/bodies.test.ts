import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { BodyList, listOf } from '../../../src/core/upload/bodies';
import { digest, fingerprint } from '../../../src/core/upload/digest';

const SEED = 20261129;
/** Also halves of surrogate pairs, and texts longer than what is encoded at a time. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((units) => String.fromCharCode(...units)),
  fc
    .tuple(fc.constantFrom('a', '\u00e9', '\u20ac', '\u{1F600}'), fc.integer({ min: 5_400, max: 11_000 }))
    .map(([one, n]) => `b${one.repeat(n)}`),
);

describe('a list of bodies', () => {
  test('is one JSON text of as many bytes as it says, each time it is gone through', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 5 }), (texts) => {
        const bodies = texts.map((text) => JSON.stringify({ text }));
        for (const list of [listOf(bodies), new BodyList(listOf(bodies).bytes, () => bodies.values())]) {
          for (let time = 0; time < 2; time++) {
            const text = [...list].join('');
            assert.equal(text, `[${bodies.join()}]`);
            assert.equal(list.bytes, Buffer.byteLength(text));
          }
        }
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});

describe('a digest', () => {
  test('is the beginning of the SHA-256 of the text as UTF-8', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const sha256 = createHash('sha256').update(text, 'utf8').digest();
        assert.equal(digest(text), sha256.toString('hex', 0, 16));
        assert.equal(fingerprint(text), sha256.toString('latin1', 0, 16));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
