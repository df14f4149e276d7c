import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { pngSize } from '../../../src/core/text/png';
import { paintedPixels, readMask } from '../../../src/core/text/rle';
import { editorCases } from '../schema/fixtures';

/** Decodes a mask bit by bit, as the format is written down; undefined when it ends too early. */
function decode(bytes: readonly number[]): number[] | undefined {
  const bits = bytes.flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => (byte >> bit) & 1));
  let at = 0;
  const take = (count: number): number => {
    let value = 0;
    for (let bit = 0; bit < count; bit++) value = value * 2 + (bits[at + bit] ?? 0);
    at += count;
    return value;
  };
  const total = take(32);
  const word = take(5) + 1;
  const sizes = [take(4) + 1, take(4) + 1, take(4) + 1, take(4) + 1];
  const values: number[] = [];
  while (values.length < total && at <= bits.length) {
    const isRun = take(1) === 1;
    const length = take(sizes[take(2)] as number) + 1;
    const one = isRun ? take(word) : 0;
    for (let index = 0; index < length && at <= bits.length; index++) values.push(isRun ? one : take(word));
  }
  return at > bits.length ? undefined : values;
}

const masks = editorCases
  .flatMap(({ prediction: { result } }) => (Array.isArray(result) ? result.map((region) => region?.value?.rle) : []))
  .filter((rle): rle is number[] => Array.isArray(rle) && typeof rle[0] === 'number');

describe('what a brush mask says of itself', () => {
  test('the masks that the editor was given', () => {
    assert.ok(masks.length > 10);
    for (const rle of masks) assert.equal(readMask(rle).isWhole, decode(rle) !== undefined, JSON.stringify(rle));
    assert.deepEqual(readMask([0, 0, 0, 48, 57, 27, 254, 19, 0, 159, 255, 9, 128, 0]), { isWhole: true, values: 48 });
  });

  test('whatever the bytes, it is whole when it can be decoded', () => {
    const header = fc.tuple(fc.constant(0), fc.constant(0), fc.nat(255), fc.nat(255));
    const lists = fc.tuple(header, fc.array(fc.nat(255), { maxLength: 80 })).map(([head, rest]) => [...head, ...rest]);
    const cut = fc.tuple(fc.constantFrom(...masks), fc.nat(70)).map(([rle, end]) => rle.slice(0, end));
    fc.assert(
      fc.property(fc.oneof(lists, cut), (bytes) => {
        assert.equal(readMask(bytes).isWhole, decode(bytes) !== undefined);
      }),
      { numRuns: 3_000 },
    );
  });

  test('a header alone, and less', () => {
    assert.deepEqual(readMask([]), { isWhole: false, values: undefined });
    assert.deepEqual(readMask([1, 2, 3]), { isWhole: false, values: undefined });
    assert.deepEqual(readMask([255, 255, 255, 255]), { isWhole: false, values: 2 ** 32 - 1 });
    assert.deepEqual(readMask(['0', null, {}, 'x', 0, 0, 0]), { isWhole: true, values: 0 });
    assert.deepEqual(readMask([{ toString: 1 }, { valueOf: [] }, 0, 0, 0, 0, 0]), { isWhole: true, values: 0 });
  });
});

describe('how much of a mask is painted', () => {
  const alphas = (bytes: readonly number[]): number | undefined => {
    const total = readMask(bytes).values as number;
    return decode(bytes)
      ?.slice(0, total)
      .filter((value, index) => index % 4 === 3 && value !== 0).length;
  };

  test('is what decoding it gives', () => {
    const bytes = fc.array(fc.oneof(fc.constant(0), fc.nat(255)), { minLength: 8, maxLength: 120 });
    const sized = fc.tuple(fc.nat(200), bytes).map(([total, rest]) => [0, 0, 0, total, 57, 27, 254, ...rest]);
    let painted = 0;
    fc.assert(
      fc.property(fc.oneof(sized, fc.constantFrom(...masks)), (rle) => {
        fc.pre(((rle[4] ?? 0) >> 3) + 1 === 8 && rle.length > 6);
        const found = paintedPixels(rle);
        assert.equal(found, alphas(rle));
        if (found) painted++;
      }),
      { numRuns: 3_000 },
    );
    assert.ok(painted > 100, String(painted));
    assert.equal(paintedPixels([0, 0, 0, 48, 57, 27, 254, 19, 0, 159, 255, 9, 128, 0]), 2);
  });

  test('is not told of one that ends too early', () => {
    assert.equal(paintedPixels([0, 0, 0, 48, 57, 27, 254, 19, 0]), undefined);
    assert.equal(paintedPixels([]), undefined);
  });
});

describe('the size of a PNG', () => {
  const png = (width: number, height: number): string => {
    const bytes = Buffer.alloc(33);
    bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    return `data:image/png;base64,${bytes.toString('base64')}`;
  };

  test('is read from its first bytes', () => {
    const side = fc.integer({ min: 1, max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(side, side, (width, height) => assert.deepEqual(pngSize(png(width, height)), { width, height })),
    );
  });

  test('is not guessed', () => {
    for (const url of ['', 'data:image/png;base64,', png(4, 3).slice(0, 50), png(4, 3).replace('png', 'jpeg')]) {
      assert.equal(pngSize(url), undefined, url);
    }
  });
});
