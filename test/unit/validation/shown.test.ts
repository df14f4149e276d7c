/** What an object shows of the task, and who objects to a fault of shape. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { RegionNode, type RegionSource } from '../../../src/core/validation/nodes';
import { configOf } from '../../../src/core/validation/ruleConfigs';
import { gatesOf } from '../../../src/core/validation/serverGate';
import { paragraphIndex, paragraphText, shownBy, shownInline } from '../../../src/core/validation/shown';

const source: RegionSource = { text: () => '{}', mayHoldPoison: false, isWhole: true };
const node = (
  value: Record<string, unknown>,
  path: readonly (string | number)[] = ['predictions', 0],
  index = 0,
  ordinal = 0,
) => new RegionNode(path, index, ordinal, value, source);

describe('what an object shows', () => {
  const { config } = parseLabelingConfig(
    configOf(
      '<Text name="deep" value="$a[1].b"/>',
      '<Text name="text" value="$text"/>',
      '<Text name="url" value="$text" valueType="url"/>',
      '<Text name="fixed" value="a text"/>',
      '<Paragraphs name="talk" value="$talk"/>',
      '<Paragraphs name="said" value="$talk" textKey="said"/>',
    ),
  );
  assert.ok(config);
  const shows = (name: unknown, data: Record<string, unknown>): unknown => shownBy(config, name, data)?.value;

  test('is found along its path', () => {
    const data = { a: ['x', { b: 'found' }], text: 'one' };
    assert.equal(shows('deep', data), 'found');
    assert.equal(shows('text', data), 'one');
    assert.equal(shows('deep', { a: ['x', 'y'] }), undefined);
    assert.equal(shows('deep', { a: ['x', null] }), undefined);
    assert.equal(shownBy(config, 'deep', { a: 'text' }), undefined);
    assert.equal(shownBy(config, 'text', {}), undefined);
    assert.equal(shownBy(config, 'fixed', data), undefined);
    assert.equal(shownBy(config, 'other', data), undefined);
    assert.equal(shownBy(config, 7, data), undefined);
    assert.equal(shownBy(config, 'text', { text: undefined })?.value, undefined);
    // Keys that every object has are no data.
    const { config: odd } = parseLabelingConfig(configOf('<Text name="text" value="$toString"/>'));
    assert.ok(odd);
    assert.equal(shownBy(odd, 'text', {}), undefined);
  });

  test('is looked up again for other data, another name and another config', () => {
    const data = { text: 'one', a: [0, { b: 'two' }] };
    const first = shownBy(config, 'text', data);
    assert.equal(shownBy(config, 'text', data), first);
    assert.equal(shows('deep', data), 'two');
    assert.equal(shows('text', { text: 'other' }), 'other');
    const { config: other } = parseLabelingConfig(configOf('<Text name="text" value="$more"/>'));
    assert.ok(other);
    assert.equal(shownBy(other, 'text', { more: 'x' })?.value, 'x');
    assert.equal(shownBy(config, 'text', data)?.value, 'one');
  });

  test('is the content itself, or an address', () => {
    const inline = (text: unknown, name = 'text'): unknown => shownInline(config, name, { text })?.value;
    assert.equal(inline('a text'), 'a text');
    assert.equal(inline('a text', 'url'), undefined);
    assert.equal(inline('a text', 'other'), undefined);
    for (const address of ['https://a/b', 'http://a/b', ' s3://a/b\n', 'gs://a', 'azure-blob://a'])
      assert.equal(inline(address), undefined, address);
    for (const text of ['https://a/b and more', 'see https://a/b', 'ftp://a/b', 'https:/a', 'xhttps://a'])
      assert.equal(inline(text), text);
    assert.equal(inline(5), 5);
  });

  test('paragraphs are counted from 0, and have their text under a key', () => {
    assert.deepEqual(['0', '12', '-1', '1.5', 'a1', '1a', '', 1, null].map(paragraphIndex), [
      ...[0, 12, undefined, undefined, undefined, undefined, undefined, undefined, undefined],
    ]);
    const data = { talk: [{ text: 'a', said: 'b' }, { text: 5 }, null, 'x'] };
    const text = (name: string, index: number): unknown => {
      const shown = shownBy(config, name, data);
      return shown && paragraphText(shown, index);
    };
    assert.equal(text('talk', 0), 'a');
    assert.equal(text('said', 0), 'b');
    assert.deepEqual(
      [1, 2, 3, 4].map((index) => text('talk', index)),
      [undefined, undefined, undefined, undefined],
    );
    const shown = shownBy(config, 'talk', { talk: 'text' });
    assert.equal(shown && paragraphText(shown, 0), undefined);
  });
});

describe('who objects to a fault of shape', () => {
  const of = (type: string, path: readonly (string | number)[], value: unknown, missing?: string): string => {
    const region = node({ type });
    const place = { region, unit: {}, kind: 'task', config: undefined } as const;
    return gatesOf({ keyword: 'type', path: [...region.path, ...path], value, missing }, place).join('+');
  };

  test('the validator where it takes no such value, else the editor', () => {
    assert.equal(of('rectangle', ['value', 'x'], 'left'), 'server');
    assert.equal(of('rectangle', ['value', 'x'], '1.5'), 'editor');
    assert.equal(of('rectangle', ['value', 'rotation'], null), 'editor');
    assert.equal(of('rectangle', ['value', 'unheard'], 'left'), 'editor');
    assert.equal(of('mywidget', ['value', 'x'], 'left'), 'editor');
    assert.equal(of('rectangle', ['value'], []), 'server');
    assert.equal(of('rectangle', [], 5), 'server');
  });

  test('the validator reads four keys of a region', () => {
    for (const key of ['from_name', 'to_name', 'type']) assert.equal(of('rectangle', [key], 5), 'server', key);
    for (const key of ['id', 'score', 'original_width', 'meta'])
      assert.equal(of('rectangle', [key], 'x'), 'editor', key);
    assert.equal(of('rectangle', [], {}, 'from_name'), 'server');
    assert.equal(of('rectangle', [], {}, 'id'), 'editor');
  });

  test('the validator where a required key of the value is missing', () => {
    assert.equal(of('rectangle', ['value'], {}, 'width'), 'server');
    assert.equal(of('rectangle', ['value'], {}, 'rotation'), 'editor');
  });

  test('of a relation it wants the ends and a direction that it knows', () => {
    assert.equal(of('relation', [], {}, 'from_id'), 'server');
    assert.equal(of('relation', ['direction'], 'up'), 'server');
    assert.equal(of('relation', ['from_id'], 5), 'editor');
    assert.equal(of('relation', ['labels'], 5), 'editor');
  });

  test('outside of regions it is the server, of what it reads', () => {
    const outside = (kind: 'task' | 'prediction', unit: object, path: readonly (string | number)[]): string =>
      gatesOf(
        { keyword: 'type', path, value: undefined, missing: undefined },
        { region: undefined, unit, kind, config: undefined },
      ).join('+');
    assert.equal(outside('prediction', { score: 'x' }, ['score']), 'server');
    assert.equal(outside('prediction', { score: ' 0.5 ' }, ['score']), 'upload');
    assert.equal(outside('prediction', { result: 5 }, ['result']), 'server');
    assert.equal(outside('prediction', { model_version: 5 }, ['model_version']), 'upload');
    assert.equal(outside('task', { predictions: [{ score: true }] }, ['predictions', 0, 'score']), 'upload');
    assert.equal(outside('task', { predictions: [5] }, ['predictions', 0]), 'server');
    assert.equal(outside('task', { annotations: [5, {}] }, ['annotations', 0]), 'upload');
    assert.equal(outside('task', { annotations: [5, {}] }, ['annotations', 1]), 'server');
    assert.equal(outside('task', { meta: 5 }, ['meta']), 'server');
    assert.equal(outside('task', { id: 'x' }, ['id']), 'upload');
  });
});
