import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DocumentCheck } from '../../../src/core/engine/documentCheck';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { OUTLINE_LIMITS, type OutlineItem, outlineOf as outlineUnits } from '../../../src/core/outline/outline';
import { partsAround } from '../../../src/core/reading/around';
import { stringSource } from '../../../src/core/text/lines';
import { Random } from '../../generators/random';

const { config } = parseLabelingConfig(
  '<View><Text name="note" value="$text"/><Labels name="span" toName="note"><Label value="Storm"/></Labels></View>',
);

function checkOf(text: string, form: 'json' | 'jsonl' = 'json', large?: number): DocumentCheck {
  const check = new DocumentCheck(stringSource(text), { form, ...(config && { config }), ...(large && { large }) });
  while (!check.work(() => false)) {}
  return check;
}

const TOP = { start: 0, end: 10 };

/** The entries by offsets of the document. */
function outlineOf(...asked: Parameters<typeof outlineUnits>): OutlineItem[] {
  const placed = (item: OutlineItem, by: number): OutlineItem => ({
    ...item,
    start: item.start + by,
    end: item.end + by,
    children: item.children.map((child) => placed(child, by)),
  });
  return outlineUnits(...asked).map(({ start, item }) => placed(item, start));
}

/** Each entry as `kind name (detail)`, indented by its depth. */
function drawn(items: readonly OutlineItem[], depth = 0): string[] {
  return items.flatMap(({ kind, name, detail, children }) => [
    `${'  '.repeat(depth)}${kind} ${name} (${detail})`,
    ...drawn(children, depth + 1),
  ]);
}

const TASKS = `[
  {"id": 7, "data": {"text": "A storm at sea"}, "predictions": [
    {"model_version": "v1", "score": 0.5, "result": [
      {"id":"a","from_name":"span","to_name":"note","type":"labels","value":{"start":2,"end":7,"labels":["Storm"]}},
      {"id":"b","from_name":"x","to_name":"note","type":"textarea","value":{"text":["seen"]}},
      {"type":"relation","from_id":"a","to_id":"b","labels":["tows"]},
      {"id":"c","type":"rectangle","value":{"x":1}}
    ]},
    {"result": []}
  ], "annotations": [{"id": 3, "result": [{"type":"choices","from_name":"m","value":{"choices":["Calm"]}}]}]},
  {"data": {"n": null, "image": "https://example.org/a/very/long/path/with/many/parts/that/goes/on/and/on/ship-001.jpg"}},
  {"id": 9, "predictions": []}
]`;

describe('the outline', () => {
  test('tasks by their data, predictions by model version, regions by label, text or type', () => {
    assert.deepEqual(drawn(outlineOf(checkOf(TASKS), TOP)), [
      'task A storm at sea (task 7)',
      '  prediction v1 (prediction, score 0.5)',
      '    region Storm (labels)',
      '    region “seen” (textarea)',
      '    relation a → b: tows (relation)',
      '    region rectangle (rectangle)',
      '  prediction Prediction 2 (prediction)',
      '  annotation Annotation 3 (annotation)',
      '    region Calm (choices)',
      'task …example.org/a/very/long/path/with/many/parts/that/goes/on/and/on/ship-001.jpg (task)'.replace(
        /…example.*jpg/,
        `…${'https://example.org/a/very/long/path/with/many/parts/that/goes/on/and/on/ship-001.jpg'.slice(-59)}`,
      ),
      'task Task 9 (task)',
    ]);
  });
  test('flat predictions, and lines of JSONL', () => {
    const line = '{"task": 12, "model_version": "v1", "result": [{"type":"rating","value":{"rating":3}}]}';
    const expected = ['prediction Task 12 (v1)', '  region 3 stars (rating)'];
    assert.deepEqual(drawn(outlineOf(checkOf(line), TOP)), expected);
    assert.deepEqual(drawn(outlineOf(checkOf(`${line}\n\n${line}`, 'jsonl'), TOP)), [...expected, ...expected]);
  });
  test('an entry spans what it stands for, inside of its parent', () => {
    const look = (items: readonly OutlineItem[], outer: { start: number; end: number }): void => {
      for (const item of items) {
        assert.ok(item.start >= outer.start && item.end <= outer.end, item.name);
        assert.ok(TASKS[item.start] === '{' && TASKS[item.end - 1] === '}', item.name);
        assert.ok(item.name !== '');
        look(item.children, item);
      }
    };
    look(outlineOf(checkOf(TASKS), TOP), { start: 0, end: TASKS.length });
  });
  test('a unit that was taken apart has the same entries', () => {
    assert.deepEqual(outlineOf(checkOf(TASKS, 'json', 40), TOP), outlineOf(checkOf(TASKS), TOP));
  });
  test('whatever is written, every entry has a name and nothing throws', () => {
    for (let end = 0; end < TASKS.length; end += 3) {
      for (const item of outlineOf(checkOf(TASKS.slice(0, end)), TOP)) assert.ok(item.name.trim() !== '');
    }
    for (const text of [
      '',
      '5',
      '[5,null,[]]',
      '[{"data":5,"predictions":[5,{"result":{}}]}]',
      '{"result":[{"type":" "}]}',
    ]) {
      for (const item of outlineOf(checkOf(text), TOP)) assert.ok(item.name.trim() !== '', text);
    }
  });
});

describe('the outline of a large document', () => {
  const task = (n: number): string =>
    `{"data":{"text":"t${n}"},"predictions":[{"result":[${'{"type":"rectangle","value":{}},'.repeat(9)}{"type":"ellipse"}]}]}`;
  const text = `[${Array.from({ length: 3_000 }, (_, n) => task(n)).join(',\n')}]`;
  const check = checkOf(text);
  const count = (items: readonly OutlineItem[]): number =>
    items.reduce((sum, { children }) => sum + 1 + count(children), 0);

  test('has an end, tells regions around what is in sight, and says what is left out', () => {
    const middle = text.indexOf('"t1500"');
    const items = outlineOf(check, { start: middle, end: middle + 100 });
    assert.ok(count(items) <= OUTLINE_LIMITS.items, String(count(items)));
    assert.ok(count(items) > OUTLINE_LIMITS.items * 0.9, String(count(items)));
    const names = items.map(({ name }) => name);
    assert.equal(names[0], '250 before are not listed');
    assert.equal(names.at(-1), '250 more are not listed');
    assert.equal(items.find(({ name }) => name === 't1500')?.children[0]?.children.length, 10);
    assert.equal(items.find(({ name }) => name === 't300')?.children.length, 0);
  });
  test('all units are listed where there is room, and only regions are left out', () => {
    const items = outlineOf(check, TOP, { items: 7_000, characters: 50_000 });
    assert.equal(items.length, 3_001);
    assert.equal(items.at(-1)?.name, 'Regions are listed around what is in sight');
    assert.equal(items[0]?.children[0]?.children.length, 10);
  });
  test('of one large unit the regions around what is in sight are told', () => {
    const regions = Array.from({ length: 5_000 }, (_, n) => `{"id":"r${n}","type":"number","value":{"number":${n}}}`);
    const one = `{"data":{"text":"x"},"predictions":[{"result":[${regions.join(',')}]}]}`;
    const at = one.indexOf('"r2500"');
    const [item] = outlineOf(checkOf(one, 'json', 1_000), { start: at, end: at }, { items: 400, characters: 40_000 });
    const told = item?.children[0]?.children ?? [];
    assert.ok(told.length > 300 && told.length <= 400, String(told.length));
    assert.ok(told.some(({ name }) => name === '2500'));
  });
});

describe('the outline of a document that is edited', () => {
  const SEED = 8_150;
  test('is that of a fresh look, whatever is typed', () => {
    const random = new Random(SEED);
    const limits = { items: 60, characters: 3_000 };
    for (const form of ['json', 'jsonl'] as const) {
      const unit = (n: number): string =>
        `{${n % 3 === 0 ? '' : `"id":${n},`}"data":{"n":${n}},"predictions":[{"model_version":"v${n}","result":[{"type":"ellipse"},{"type":"rating","value":{"rating":2}}]}]}`;
      const units = Array.from({ length: 40 }, (_, n) => unit(n));
      let text = form === 'json' ? `[${units.join(',\n')}]` : units.join('\n');
      const check = checkOf(text, form);
      for (let edit = 0; edit < 120; edit++) {
        const offset = random.below(text.length);
        const removed = random.chance(0.3) ? random.below(4) : 0;
        const typed = random.pick(['x', '5', ' ', '"', '{}', ',', unit(99)]);
        text = text.slice(0, offset) + typed + text.slice(offset + removed);
        check.edit([{ offset, removed, text: typed }], stringSource(text));
        while (!check.work(() => false)) {}
        const at = random.below(text.length);
        const told = outlineUnits(check, { start: at, end: at + 50 }, limits);
        // Another check of the same state, which remembers nothing.
        const { outline, reading, textOf } = check;
        const fresh = { outline, reading, textOf } as DocumentCheck;
        assert.deepEqual(told, outlineUnits(fresh, { start: at, end: at + 50 }, limits), `seed ${SEED}, edit ${edit}`);
      }
    }
  });
  test('tells with another labeling config what that says', () => {
    const text =
      '[{"data":{},"predictions":[{"result":[{"from_name":"stars","type":"rating","value":{"rating":3}}]}]}]';
    const check = checkOf(text);
    const of = (): string | undefined => outlineOf(check, TOP)[0]?.children[0]?.children[0]?.name;
    assert.equal(of(), '3 stars');
    const xml = '<View><Text name="note" value="$text"/><Rating name="stars" toName="note" maxRating="9"/></View>';
    check.setConfig(parseLabelingConfig(xml).config);
    while (!check.work(() => false)) {}
    assert.equal(of(), '3 of 9 stars');
  });
  test('reads again what was edited, and no more', () => {
    const unit = (n: number): string => `{"data":{"n":"t${n}"},"predictions":[{"result":[{"type":"ellipse"}]}]}`;
    const text = `[${Array.from({ length: 500 }, (_, n) => unit(n)).join(',\n')}]`;
    const check = checkOf(text);
    const first = outlineUnits(check, TOP);
    const edited = text.replace('"t3"', '"three"');
    let read = 0;
    const source = stringSource(edited);
    const slice = (start: number, end: number): string => {
      read += end - start;
      return source.slice(start, end);
    };
    check.edit([{ offset: text.indexOf('"t3"') + 1, removed: 2, text: 'three' }], {
      ...source,
      length: edited.length,
      slice,
    });
    while (!check.work(() => false)) {}
    read = 0;
    const second = outlineUnits(check, TOP);
    assert.ok(read <= 2 * unit(3).length, `${read} characters`);
    assert.equal(second[3]?.item.name, 'three');
    assert.equal(second[400]?.item, first[400]?.item);
    assert.equal(second[400]?.start, (first[400]?.start ?? 0) + 3);
  });
});

describe('the parts around a place', () => {
  test('grow from the value to the region, the prediction and the task', () => {
    for (const large of [undefined, 40]) {
      const parts = partsAround(checkOf(TASKS, 'json', large), TASKS.indexOf('"Storm"') + 2).map(({ start, end }) =>
        TASKS.slice(start, end).replace(/\s+/g, ''),
      );
      assert.equal(parts[0], '"Storm"');
      assert.equal(parts[1], '["Storm"]');
      assert.match(parts[2] ?? '', /^\{"start":2/);
      assert.match(parts[3] ?? '', /^\{"id":"a"/);
      assert.match(parts[4] ?? '', /^\[\{"id":"a"/);
      assert.match(parts[5] ?? '', /^\{"model_version"/);
      assert.match(parts[7] ?? '', /^\{"id":7/);
      assert.equal(parts.length, 8);
    }
  });
  test('begin with the key, and the member that it opens', () => {
    const [key, member] = partsAround(checkOf(TASKS), TASKS.indexOf('"score"') + 2);
    assert.equal(TASKS.slice(key?.start, key?.end), '"score"');
    assert.equal(TASKS.slice(member?.start, member?.end), '"score": 0.5');
    assert.deepEqual(partsAround(checkOf(TASKS), 0), []);
  });
});
