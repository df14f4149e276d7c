import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newFileText } from '../../../src/core/edits/newFile/newFile';
import { tasksIn } from '../../../src/core/edits/newFile/tasksIn';
import { piecesOf } from '../../../src/core/engine/textPieces';
import { stringSource } from '../../../src/core/text/lines';
import { configOf, fileOf, made, problemsIn, type Region, resultsOf, SHIPS, TEXTS } from './newFiles';

describe('one prediction for each task', () => {
  const TASKS = `[\n  { "id": 7, "data": {"image": "a.png", "n": 1.0}, "predictions": [] },\n  {"data": {\n    "image": "\\u0062.png" }, "meta": {"k": [1,\n2]}, "annotations": [{"result": []}], "id": 9007199254740991}\n]`;

  test('keeps id, data and meta as they are written', () => {
    const { text, tasks } = made(fileOf(SHIPS), TASKS);
    assert.equal(tasks, 2);
    assert.ok(
      text.includes(
        '"id": 7,\n    "data": {"image": "a.png", "n": 1.0},\n    "predictions": [\n      {\n        "model_version": "v1",\n        "result": [\n          {\n',
      ),
      text,
    );
    assert.ok(
      text.includes(
        '"id": 9007199254740991,\n    "data": {\n    "image": "\\u0062.png" },\n    "meta": {"k": [1,\n2]},\n    "predictions"',
      ),
      text,
    );
    assert.ok(!text.includes('annotations'));
    assert.deepEqual(problemsIn(text, fileOf(SHIPS)), []);
  });

  test('breaks no line of JSONL', () => {
    const { text } = made(fileOf(SHIPS, { form: 'jsonl' }), TASKS);
    const lines = text.trimEnd().split('\n');
    assert.equal(lines.length, 2);
    assert.match(
      lines[0] ?? '',
      /^\{"id":7,"data":\{"image": "a.png", "n": 1.0\},"predictions":\[\{"model_version":"v1","result":\[/,
    );
    assert.match(
      lines[1] ?? '',
      /^\{"id":9007199254740991,"data":\{"image": "\\u0062.png" \},"meta":\{"k": \[1,2\]\},/,
    );
    assert.deepEqual(problemsIn(text, fileOf(SHIPS, { form: 'jsonl' })), []);
  });

  for (const form of ['json', 'jsonl'] as const) {
    test(`names the task where predictions are flat: ${form}`, () => {
      const file = fileOf(SHIPS, { form, units: 'prediction' });
      const { text, tasks, withoutId, units } = made(file, `${TASKS.slice(0, -1)}, {"data": {"image": "c"}}]`);
      assert.deepEqual([tasks, withoutId], [2, 1]);
      assert.deepEqual(
        units.map(({ task }) => task),
        [7, 9007199254740991],
      );
      assert.ok(text.includes('9007199254740991'));
      assert.ok(!text.includes('data'));
      assert.deepEqual(problemsIn(text, file), []);
    });
  }

  for (const [what, source, form] of [
    ['one task', '{ "id": 1, "data": { "image": "a" } }', 'json'],
    ['lines', '{"id":1,"data":{"image":"a"}}\r\n\r\n{"id":2,"data":{"image":"b"}}\n', 'jsonl'],
    ['data alone', '[{"image":"a"},{"image":"b"}]', 'json'],
  ] as const) {
    test(`reads ${what}`, () => {
      const { units, text } = made(fileOf(SHIPS), source, form);
      assert.deepEqual(
        units.map(({ data }) => (data as { image: string }).image),
        what === 'one task' ? ['a'] : ['a', 'b'],
      );
      assert.deepEqual(problemsIn(text, fileOf(SHIPS)), []);
    });
  }

  test('passes over what is no task', () => {
    const source =
      '[1, {"task": 3, "result": []}, {"id": 1, "data": {"image": "a"}}, {"data": 5}, null, {"id": 2, "data": {"image": "b"}}]';
    assert.deepEqual(
      made(fileOf(SHIPS), source).units.map(({ id }) => id),
      [1, 2],
    );
    for (const form of ['json', 'jsonl'] as const) {
      const { text, tasks } = made(fileOf(SHIPS, { form }), '[{"task": 3, "result": []}]');
      assert.deepEqual([text, tasks], [form === 'json' ? '[]\n' : '', 0]);
    }
  });

  test('reads a task that is larger than a piece', () => {
    const image = 'x'.repeat(700_000);
    const source = `[{"id": 1, "data": {"image": "a"}}, {"id": 2, "data": {"image": "${image}"}}, {"id": 3, "data": {"image": "c"}}]`;
    assert.deepEqual(
      made(fileOf(SHIPS, { units: 'prediction' }), source).units.map(({ task }) => task),
      [1, 2, 3],
    );
  });

  test('covers the first word of each text, counted in code points', () => {
    const texts = ['  Öl 🚢 floats', '🚢🚢 ship', 'a', '"quoted" text'];
    const source = JSON.stringify(texts.map((text, n) => ({ id: n + 1, data: { text } })));
    const file = fileOf(TEXTS);
    const outcome = made(file, source);
    const spans = resultsOf(outcome).map(([first]) => first?.value as { start: number; end: number });
    assert.deepEqual(
      spans.map(({ start, end }, n) => [...(texts[n] as string)].slice(start, end).join('')),
      ['Öl', '🚢🚢', 'a', '"quoted"'],
    );
    assert.deepEqual(problemsIn(outcome.text, file), []);
  });

  test('leaves a region out where the data has nothing for it, and says so', () => {
    const file = fileOf(TEXTS);
    const outcome = made(file, JSON.stringify([{ data: { text: ' ' } }, { data: { text: 'Sea' } }]));
    assert.deepEqual(
      resultsOf(outcome).map((result) => result.map(({ type }) => type)),
      [['choices'], ['labels', 'choices']],
    );
    assert.equal(outcome.incomplete, 1);
    assert.deepEqual(problemsIn(outcome.text, file), []);
  });

  test('leaves a text alone that is an address', () => {
    const [[span]] = resultsOf(made(fileOf(TEXTS), '[{"data": {"text": "https://example.com/a.txt"}}]')) as [[Region]];
    assert.equal(span.value.end, 5);
  });

  for (const [what, config, data, expected] of [
    [
      'a paragraph that has words',
      '<Paragraphs name="d" value="$d" textKey="what"/><ParagraphLabels name="l" toName="d"><Label value="A"/></ParagraphLabels>',
      {
        d: [
          { author: 'a', what: '' },
          { author: 'b', what: ' 🚢 ok' },
        ],
      },
      { start: '1', end: '1', startOffset: 1, endOffset: 3 },
    ],
    [
      'the items of the list',
      '<List name="d" value="$d"/><Ranker name="order" toName="d"/>',
      {
        d: [
          { id: 'x', title: 'X' },
          { id: 'y', title: 'Y' },
          { id: 'z', title: 'Z' },
        ],
      },
      { ranker: { order: ['x', 'y', 'z'] } },
    ],
    [
      'a label of the data',
      '<Text name="t" value="$t"/><Labels name="l" toName="t" value="$ls"/>',
      { t: 'Ahoy there', ls: [{ value: 'Sea' }, { value: 'Land' }] },
      { start: 0, end: 4, labels: ['Sea'] },
    ],
    [
      'a choice of the data',
      '<Text name="t" value="$t"/><Choices name="c" toName="t" value="$cs"/>',
      { t: 'a', cs: [{ value: 'One' }] },
      { choices: ['One'] },
    ],
    [
      'a path in the tree of the data',
      '<Text name="t" value="$t"/><Taxonomy name="c" toName="t" value="$cs"/>',
      { t: 'a', cs: [{ value: 'One', children: [{ value: 'Two' }] }] },
      { taxonomy: [['One', 'Two']] },
    ],
    [
      'a word of an HTML document',
      '<HyperText name="h" value="$h"/><HyperTextLabels name="l" toName="h"><Label value="A"/></HyperTextLabels>',
      { h: '<div><b>Ahoy</b> there</div>' },
      {
        start: '/p[1]/text()[1]',
        end: '/p[1]/text()[1]',
        startOffset: 0,
        endOffset: 5,
        globalOffsets: { start: 0, end: 4 },
      },
    ],
  ] as const) {
    test(`is about ${what}`, () => {
      const file = fileOf(configOf(config));
      const outcome = made(file, JSON.stringify([{ data }]));
      const value = { ...(resultsOf(outcome)[0]?.[0]?.value as object) } as Record<string, unknown>;
      for (const key of Object.keys(value)) if (!(key in expected)) delete value[key];
      assert.deepEqual(value, expected);
      assert.deepEqual(problemsIn(outcome.text, file), []);
      assert.equal(outcome.incomplete, 0);
    });
  }

  test('leaves a region of a Repeater out where its list is empty, with what is about it', () => {
    const file = fileOf(
      configOf(
        '<Repeater on="$ps"><Image name="p_{{idx}}" value="$ps[{{idx}}].url"/><RectangleLabels name="b_{{idx}}" toName="p_{{idx}}"><Label value="A"/></RectangleLabels><TextArea name="t_{{idx}}" toName="p_{{idx}}" perRegion="true"/></Repeater>',
      ),
    );
    const outcome = made(file, '[{"data": {"ps": []}}, {"data": {"ps": [{"url": "a"}]}}]');
    assert.deepEqual(
      resultsOf(outcome).map(({ length }) => length),
      [0, 2],
    );
    assert.equal(outcome.incomplete, 1);
  });

  test('goes through many tasks in small steps', () => {
    const count = 5_000;
    const source = JSON.stringify(Array.from({ length: count }, (_, n) => ({ id: n, data: { text: `Ship ${n}` } })));
    const file = fileOf(TEXTS, { form: 'jsonl', units: 'prediction' });
    let steps = 0;
    for (const step of newFileText(file, tasksIn(piecesOf(stringSource(source)), 'json'))) {
      steps++;
      assert.ok((step?.length ?? 0) < 1_000);
    }
    assert.equal(steps, count);
  });
});
