import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { applyEdits, composeEdits } from '../../../src/core/fixes/compose';
import { append, type FixEdit, insert, remove, rename, Source, set } from '../../../src/core/fixes/fix';
import { textEdits } from '../../../src/core/fixes/textEdits';

function edited(text: string, ...edits: FixEdit[]): string {
  const changes = textEdits(text, edits);
  assert.ok(changes, 'the edits fit');
  return applyEdits(text, changes);
}

describe('edits of a text', () => {
  test('set changes nothing but the value', () => {
    assert.equal(edited('{\r\n\t"a" : 1.0,\r\n\t"b":2\r\n}', set(['b'], 'x')), '{\r\n\t"a" : 1.0,\r\n\t"b":"x"\r\n}');
    assert.equal(edited('[1, [2,3]]', set([1, 0], null)), '[1, [null,3]]');
  });

  test('of equal keys the last is set, and all are renamed and removed', () => {
    const text = '{"a": 1, "b": 2, "a": 3}';
    assert.equal(edited(text, set(['a'], 4)), '{"a": 1, "b": 2, "a": 4}');
    assert.equal(edited(text, rename(['a'], 'c')), '{"c": 1, "b": 2, "c": 3}');
    assert.equal(edited(text, remove(['a'])), '{"b": 2}');
  });

  test('what is written around a value keeps it as it stands', () => {
    assert.equal(edited('{"a": 1.50}', set(['a'], [new Source('1.50')])), '{"a": [1.50]}');
    assert.equal(edited('{"a":1.50}', set(['a'], { b: [new Source('1.50'), 2] })), '{"a":{"b":[1.50,2]}}');
  });

  const places: [name: string, text: string, path: (string | number)[], expected: string][] = [
    ['the first member', '{ "a": 1, "b": 2 }', ['a'], '{ "b": 2 }'],
    ['a member in the middle', '{ "a": 1, "b": 2, "c": 3 }', ['b'], '{ "a": 1, "c": 3 }'],
    ['the last member', '{ "a": 1, "b": 2 }', ['b'], '{ "a": 1 }'],
    ['the only member', '{ "a": 1 }', ['a'], '{}'],
    ['a line of its own', '{\n  "a": 1,\n  "b": 2\n}', ['b'], '{\n  "a": 1\n}'],
    ['the first line', '{\n  "a": 1,\n  "b": 2\n}', ['a'], '{\n  "b": 2\n}'],
    ['an item', '[1,2,3]', [1], '[1,3]'],
    ['the only item', '[ 1 ]', [0], '[]'],
  ];
  for (const [name, text, path, expected] of places) {
    test(`${name} goes with one comma`, () => assert.equal(edited(text, remove(path)), expected));
  }

  test('several entries can go at once', () => {
    assert.equal(edited('[1, 2, 3, 4, 5]', remove([0]), remove([1]), remove([3])), '[3, 5]');
    assert.equal(edited('[1, 2]', remove([0]), remove([1])), '[]');
    assert.equal(edited('[1, 2, 3]', remove([1]), remove([2]), append([], [9])), '[1, 9]');
  });

  const added: [name: string, text: string, expected: string][] = [
    ['one line', '{ "a": 1, "b": 2 }', '{ "a": 1, "b": 2, "n": true }'],
    ['one member', '{ "a": 1 }', '{ "a": 1, "n": true }'],
    ['compact text', '{"a":1,"b":2}', '{"a":1,"b":2,"n":true}'],
    ['compact text with one member', '{"a":1}', '{"a":1,"n":true}'],
    ['as Python writes it', '{"a": 1}', '{"a": 1, "n": true}'],
    ['tabs and \\r\\n', '{\r\n\t"a": 1\r\n}', '{\r\n\t"a": 1,\r\n\t"n": true\r\n}'],
    ['odd colons', '{\n  "a" :1,\n  "b" :2\n}', '{\n  "a" :1,\n  "b" :2,\n  "n" :true\n}'],
    ['nothing yet', '{}', '{"n": true}'],
  ];
  for (const [name, text, expected] of added) {
    test(`a new member is set off like the others: ${name}`, () =>
      assert.equal(edited(text, insert([], 'n', true)), expected));
  }

  test('a new member can stand before another', () => {
    assert.equal(edited('{\n  "a": 1,\n  "b": 2\n}', insert([], 'n', 0, 'b')), '{\n  "a": 1,\n  "n": 0,\n  "b": 2\n}');
    assert.equal(edited('{"a":1}', insert([], 'n', 0, 'a')), '{"n":0,"a":1}');
    assert.equal(edited('{"a":1}', insert([], 'n', 0, 'gone')), '{"a":1,"n":0}');
  });

  test('several changes of one object', () => {
    const text = '{ "a": 1, "b": { "c": 2 } }';
    const moved = edited(text, remove(['b', 'c']), insert([], 'c', new Source('2')));
    assert.equal(moved, '{ "a": 1, "b": {}, "c": 2 }');
    assert.equal(edited('{}', insert([], 'a', 1), insert([], 'b', 2)), '{"a": 1, "b": 2}');
  });

  test('what does not fit is refused', () => {
    assert.equal(textEdits('{"a":1}', [set(['b'], 1)]), undefined, 'nothing is there');
    assert.equal(textEdits('{"a":1,"b":2}', [rename(['a'], 'b')]), undefined, 'the key is taken');
    assert.equal(textEdits('{"a":1}', [insert([], 'a', 2)]), undefined, 'the key is there');
    assert.equal(textEdits('{"a":{"b":1}}', [remove(['a']), set(['a', 'b'], 2)]), undefined, 'they overlap');
    assert.equal(textEdits('[1]', [insert([], 'a', 2)]), undefined, 'a list has no keys');
    assert.equal(textEdits('{}', [append([], [1])]), undefined, 'an object has no items');
  });
});

describe('two rounds of edits as one', () => {
  test('gives the same text', () => {
    const text = 'abcdefghij';
    const first = [
      { start: 1, end: 2, text: 'BBB' },
      { start: 4, end: 4, text: '+' },
      { start: 6, end: 9, text: '' },
    ];
    const between = applyEdits(text, first);
    for (let start = 0; start <= between.length; start++) {
      for (let end = start; end <= between.length; end++) {
        const second = [{ start, end, text: '#' }];
        const both = composeEdits(first, second, text.length);
        assert.equal(applyEdits(text, both), applyEdits(between, second), `${start} to ${end}`);
      }
    }
  });
});
