import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { locate, type Path, toPointer } from '../../../src/core/text/locate';
import { elements, members } from '../../../src/core/text/walk';

/** Every path of a value, the root's included. */
function* pathsOf(value: unknown, path: Path = []): Generator<Path> {
  yield path;
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* pathsOf(item, [...path, index]);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* pathsOf(item, [...path, key]);
  }
}

describe('locate', () => {
  test('agrees with a full parse on every path of random documents', () => {
    const spacing = fc.constantFrom(0, 1, 2, '\t');
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), spacing, (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const root = { start: 0, end: text.length };
        const tree = parseTree(text) as Node;
        for (const path of pathsOf(JSON.parse(text))) {
          const node = findNodeAtLocation(tree, [...path]) as Node;
          const place = locate(text, root, path);
          assert.deepEqual(place?.value, { start: node.offset, end: node.offset + node.length }, toPointer(path));
          if (typeof path.at(-1) === 'string') {
            const key = node.parent?.children?.[0] as Node;
            assert.deepEqual(place?.key, { start: key.offset, end: key.offset + key.length });
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('of equal keys the last one, as JSON.parse takes it', () => {
    const text = '{"a":1,"a":2}';
    assert.deepEqual(locate(text, { start: 0, end: text.length }, ['a'])?.value, { start: 11, end: 12 });
  });

  test('keys with escapes are found by what they mean', () => {
    const text = '{"\\u0061\\n":1}';
    assert.deepEqual(locate(text, { start: 0, end: text.length }, ['a\n'])?.value, { start: 12, end: 13 });
  });

  test('what is not there is undefined', () => {
    const text = '{"a":[1]}';
    const root = { start: 0, end: text.length };
    for (const path of [['b'], ['a', 1], ['a', 0, 'x'], [0]]) assert.equal(locate(text, root, path), undefined);
  });
});

describe('walking text that is not JSON', () => {
  test('never throws, ends, and stays inside of the text', () => {
    const alphabet = fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', '\n', ' ', 'a', '1', '\ud83d');
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 40 }), (characters) => {
        const text = characters.join('');
        for (const { keyStart, keyEnd, valueStart, valueEnd } of members(text, 0)) {
          assert.ok(keyStart < keyEnd && keyEnd <= valueStart && valueStart <= valueEnd && valueEnd <= text.length);
        }
        for (const { start, end } of elements(text, 0)) assert.ok(start < end && end <= text.length);
      }),
      { numRuns: 3000 },
    );
  });
});

test('pointers escape what RFC 6901 asks for', () => {
  assert.equal(toPointer(['a/b', 'c~d', 0]), '/a~1b/c~0d/0');
});
