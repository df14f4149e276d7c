import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dataPathOf, resolveControl, resolveObject, toNamesOf } from '../../../src/core/labelingConfig/lookup';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';

const { config } = parseLabelingConfig(`<View>
  <Repeater on="$pages"><Repeater on="$rows" indexFlag="{{row}}">
    <Text name="cell_{{idx}}.{{row}}" value="$pages[{{idx}}].rows[{{row}}]"/>
    <Choices name="c_{{idx}}_{{row}}_{{idx}}" toName="cell_{{idx}}.{{row}}"><Choice value="x"/></Choices>
  </Repeater></Repeater>
  <Text name="plain_1" value="$a.b[0].c"/><Text name="title" value="Title: $t of $u"/><Text name="one" value="$t"/>
  <Number name="n_{{idx}}" toName="one"/>
</View>`);
assert.ok(config);

describe('a name of a result', () => {
  test('as it is written', () => {
    assert.equal(resolveObject(config, 'plain_1')?.indexes, undefined);
    assert.equal(resolveObject(config, 'plain_1')?.tag.name, 'plain_1');
    assert.equal(resolveObject(config, 'cell_{{idx}}.{{row}}')?.indexes, undefined);
  });
  test('that Repeaters make', () => {
    const control = resolveControl(config, 'c_2_30_2');
    assert.ok(control);
    assert.deepEqual(
      [...(control.indexes ?? [])],
      [
        ['{{idx}}', 2],
        ['{{row}}', 30],
      ],
    );
    assert.deepEqual(toNamesOf(control), ['cell_2.30']);
    assert.deepEqual(toNamesOf({ ...control, indexes: undefined }), ['cell_{{idx}}.{{row}}']);
  });
  for (const name of ['c_2_30_3', 'c_x_30_x', 'c_2_30_', 'C_2_30_2', 'c_2_30_2 ', 'n_1', 'constructor', '']) {
    test(`${JSON.stringify(name)} is none`, () => assert.equal(resolveControl(config, name), undefined));
  }
  test('has its dots for dots', () => assert.equal(resolveObject(config, 'cell_1x2'), undefined));
});

describe('the way to the data of an object', () => {
  const cases: [name: string, path: (string | number)[] | undefined][] = [
    ['plain_1', ['a', 'b', 0, 'c']],
    ['one', ['t']],
    ['title', undefined],
    ['cell_1.2', ['pages', 1, 'rows', 2]],
    ['cell_{{idx}}.{{row}}', undefined],
  ];
  for (const [name, path] of cases) {
    test(name, () => {
      const object = resolveObject(config, name);
      assert.ok(object);
      assert.deepEqual(dataPathOf(object), path);
    });
  }
});
