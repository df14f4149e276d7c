import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chooseProblems } from '../../../src/core/engine/choose';
import { DocumentCheck, type DocumentOptions } from '../../../src/core/engine/documentCheck';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';
import { applyTo, finish, saidFresh } from './harness';

const box = (id: string, x: string): string =>
  `{"id":${id},"from_name":"box","to_name":"photo","type":"rectanglelabels","value":{"x":${x},"y":2,"width":30,"height":4,"rectanglelabels":["Ship"]}}`;
const task = (index: number, x = '10'): string =>
  `{"data":{"image":"${index}.jpg"},"predictions":[{"model_version":"v","result":[${box(`"r${index}"`, x)}]}]}`;

function pretty(tasks: readonly string[], newline = '\n'): string {
  return JSON.stringify(
    tasks.map((text) => JSON.parse(text)),
    null,
    2,
  ).replaceAll('\n', newline);
}

/** A document in an editor. */
class Editor {
  readonly check: DocumentCheck;

  constructor(
    public text: string,
    options: Partial<DocumentOptions> = {},
  ) {
    this.check = new DocumentCheck(stringSource(text), { form: 'json', ...options });
    finish(this.check);
  }

  /** Replaces the first place of a text, without a pause for looking again. */
  replace(from: string, to: string): this {
    const offset = this.text.indexOf(from);
    assert.ok(offset >= 0, `${from} is not in the text`);
    return this.edit(offset, from.length, to);
  }

  edit(offset: number, removed: number, text: string): this {
    const change = { offset, removed, text };
    this.text = applyTo(this.text, change);
    this.check.edit([change], stringSource(this.text, this.text.length));
    finish(this.check);
    return this;
  }

  pause(): this {
    this.check.settle();
    finish(this.check);
    return this;
  }

  /** Problems as `code "underlined text"`, in file order. */
  get underlined(): string[] {
    const { problems } = chooseProblems(this.check, stringSource(this.text), [], 1_000);
    return problems
      .sort((a, b) => a.start - b.start)
      .map(({ code, start, end }) => `${code} ${this.text.slice(start, end)}`);
  }

  get pointers(): string[] {
    return chooseProblems(this.check, stringSource(this.text), [], 1_000).problems.map(({ pointer }) => pointer);
  }
}

const WRONG = [0, 1, 2, 3, 4].map((index) => task(index, `"${index}"`));
const ALL = [0, 1, 2, 3, 4].map((index) => `wrong-type "${index}"`);
/** All but one. */
const but = (index: number): string[] => ALL.filter((_, position) => position !== index);

describe('while the text is broken', () => {
  for (const [layout, text] of [
    ['pretty', pretty(WRONG)],
    ['pretty with CRLF', pretty(WRONG, '\r\n')],
    ['a task a line', `[\n${WRONG.join(',\n')}\n]`],
    ['one line', `[${WRONG.join(',')}]`],
  ] as const) {
    describe(layout, () => {
      const compact = layout === 'a task a line' || layout === 'one line';
      const colon = compact ? ':' : ': ';
      for (const [what, from, to] of [
        ['a quote is lost', '"2.jpg"', '"2.jpg'],
        ['a quote too many', '"2.jpg"', '"2".jpg"'],
        ['a brace too many', `"id"${colon}"r2"`, `"id"${colon}{"r2"`],
        ['a bracket is lost', `"image"${colon}"2.jpg"`, `"image"${colon}["2.jpg"`],
        ['a value is missing', `"id"${colon}"r2"`, `"id"${colon}`],
      ] as const) {
        test(`${what}: the problems of the other tasks stay, and all are right when it is mended`, () => {
          const editor = new Editor(text);
          assert.deepEqual(editor.underlined, ALL);
          const at = text.indexOf(from);
          editor.edit(at, from.length, to);
          for (const kept of but(2)) assert.ok(editor.underlined.includes(kept), `${kept} in ${editor.underlined}`);
          editor.pause();
          for (const kept of but(2)) assert.ok(editor.underlined.includes(kept), `${kept} in ${editor.underlined}`);
          editor.edit(at, to.length, from);
          assert.deepEqual(editor.underlined, ALL);
        });
      }
    });
  }

  test('a file that is broken when it is opened is cut where its lines begin like tasks', () => {
    const broken = pretty(WRONG).replace('"image": "1.jpg"\n    }', '"image": "1.jpg"\n    ');
    const editor = new Editor(broken);
    for (const kept of but(1)) assert.ok(editor.underlined.includes(kept), `${kept} in ${editor.underlined}`);
  });

  test('a file of many broken tasks is opened without going through the rest for each of them', () => {
    const many = Array.from({ length: 3_000 }, (_, index) => task(index));
    const broken = pretty(many).replaceAll('"predictions": [', '"predictions": [[');
    const editor = new Editor(broken);
    assert.ok(editor.check.outline.root === 'array');
  });

  test('a line of JSONL costs that line only', () => {
    const editor = new Editor(WRONG.join('\n'), { form: 'jsonl' });
    editor.replace('"2.jpg"', '"2.jpg');
    assert.deepEqual(editor.underlined.filter((found) => found.startsWith('wrong-type')).sort(), but(2).sort());
    assert.equal(editor.underlined.filter((found) => found.startsWith('json-syntax')).length, 1);
  });
});

describe('edits', () => {
  const fresh = (editor: Editor): string[] => saidFresh(editor.text, { form: 'json' });
  const now = (editor: Editor): number => fresh(editor).length;

  test('over several tasks, and taken back', () => {
    const text = pretty(WRONG);
    const editor = new Editor(text);
    const from = text.indexOf('"r1"');
    const to = text.indexOf('"r3"');
    const removed = text.slice(from, to);
    editor.edit(from, to - from, '').edit(from, 0, removed);
    assert.deepEqual(editor.pause().underlined, ALL);
  });

  test('pasting tasks between tasks gives them their place in the list', () => {
    const editor = new Editor(`[${WRONG.join(',')}]`);
    editor.replace(`,${WRONG[2]}`, `,${task(8, '"8"')},${task(9, '"9"')},${WRONG[2]}`);
    assert.deepEqual(editor.underlined, [ALL[0], ALL[1], 'wrong-type "8"', 'wrong-type "9"', ALL[2], ALL[3], ALL[4]]);
    assert.deepEqual(
      editor.pointers.map((pointer) => pointer.split('/')[1]),
      ['0', '1', '2', '3', '4', '5', '6'],
    );
  });

  test('everything replaced by something else', () => {
    const editor = new Editor(pretty(WRONG));
    editor.edit(0, editor.text.length, WRONG[0] as string);
    assert.deepEqual(editor.underlined, [ALL[0]]);
    editor.edit(0, editor.text.length, '');
    assert.deepEqual(editor.underlined, []);
    editor.edit(0, 0, `[${WRONG.join(',')}]`);
    assert.deepEqual(editor.underlined, ALL);
  });

  test('brackets put around tasks are understood after a pause', () => {
    const editor = new Editor(`[${WRONG.join(',')}]`);
    editor
      .replace(WRONG[1] as string, `[${WRONG[1]}`)
      .replace(WRONG[3] as string, `${WRONG[3]}]`)
      .pause();
    assert.equal(editor.underlined.length, now(editor));
  });

  test('several at once, from the last to the first as an editor tells them', () => {
    const text = `[${WRONG.join(',')}]`;
    const check = new DocumentCheck(stringSource(text), { form: 'json' });
    finish(check);
    let after = text;
    const changes = [3, 2, 0].map((index) => ({ offset: text.indexOf(`"x":"${index}"`), removed: 7, text: '"x":5' }));
    for (const change of changes) after = applyTo(after, change);
    check.edit(changes, stringSource(after, 2));
    finish(check);
    assert.equal(check.counts.error, 2);
  });

  test('in a region move what stands behind it, in its task and in the others', () => {
    const two = `{"data":{"image":"a"},"predictions":[{"model_version":"v","result":[${box('"a"', '1')},${box('7', '1')}]}]}`;
    const editor = new Editor(`[${two},${WRONG[1]}]`);
    editor.replace('"x":1', '"x":100.25');
    assert.deepEqual(editor.underlined, ['coordinates-in-pixels 100.25', 'region-id-not-text 7', 'wrong-type "1"']);
  });
});

describe('whatever the text', () => {
  test('a byte order mark, astral characters, lone surrogates and equal keys', () => {
    const text = `\ufeff[{"data":{"image":"\u{1f600}\u{1f600}"},"predictions":[{"model_version":"v","result":[${box('"\\ud83d"', '1')}]}]},\r\n{"data":{"a":"\ud83d"},"predictions":[{"model_version":"v","result":5,"model_version":"v","result":[${box('"x"', '"1"')}]}]}]`;
    const editor = new Editor(text);
    assert.deepEqual(editor.underlined, ['unstorable-value \\ud83d', 'unstorable-value \ud83d', 'wrong-type "1"']);
    editor.replace('"x":"1"', '"x":1');
    assert.deepEqual(editor.underlined, ['unstorable-value \\ud83d', 'unstorable-value \ud83d']);
  });

  test('nesting 10,000 deep, whole and torn, and a number that overflows', () => {
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    const editor = new Editor(
      `[{"data":{"a":${deep}},"predictions":[{"score":1e999,"model_version":"v","result":[]}]},${WRONG[1]}]`,
    );
    assert.deepEqual(
      editor.underlined.map((found) => found.slice(0, 18)),
      ['unstorable-value [', 'unstorable-value 1', 'wrong-type "1"'],
    );
    editor.edit(editor.text.indexOf(']]]'), 1, '').pause();
    assert.ok(editor.underlined.includes('wrong-type "1"'));
  });

  test('one line of 20 MB', () => {
    const tasks = Array.from(
      { length: 3_400 },
      (_, index) =>
        `{"data":{"image":"${index}.jpg"},"predictions":[{"model_version":"v","result":[${Array.from({ length: 40 }, (__, k) => box(`"r${k}"`, '10')).join()}]}]}`,
    );
    const editor = new Editor(`[${tasks.join(',')}]`);
    assert.ok(editor.text.length > 20_000_000);
    assert.deepEqual(editor.underlined, []);
    editor.edit(editor.text.lastIndexOf('"x":10') + 4, 2, 'null');
    assert.deepEqual(editor.underlined, ['wrong-type null']);
  });

  test('one region of several MB', () => {
    const rle = Array.from({ length: 1_500_000 }, () => '255').join();
    const mask = `{"id":"m","from_name":"b","to_name":"i","type":"brush","value":{"format":"rle","rle":[${rle}]}}`;
    const editor = new Editor(`[{"task":1,"model_version":"v","result":[${mask},${box('7', '1')}]}]`);
    assert.deepEqual(editor.underlined, ['region-id-not-text 7']);
    editor.replace('"rle"', '"rl"');
    assert.deepEqual(editor.underlined.length, now(editor));
    function now(own: Editor): number {
      return saidFresh(own.text, { form: 'json' }).length;
    }
  });
});

describe('a large unit that is taken apart', () => {
  const many = Array.from({ length: 2_000 }, (_, index) => box(`"r${index}"`, '10'));
  const whole = (regions: readonly string[]): string =>
    `{"data":{"image":"a.jpg"},"predictions":[{"model_version":"v","score":0.5,"result":[${regions.join()}]}]}`;

  test('is checked again in one region only, and the rest stays', () => {
    const editor = new Editor(whole(many));
    editor.replace('"r1500"', '1500').replace('"r3"', '"r4"');
    assert.deepEqual(editor.underlined, ['duplicate-region-id "r4"', 'region-id-not-text 1500']);
    editor.replace('"score":0.5', '"score":5');
    assert.deepEqual(editor.underlined, ['out-of-range 5', 'duplicate-region-id "r4"', 'region-id-not-text 1500']);
  });

  test('keeps what it knows while a region, or what is around the regions, is torn', () => {
    const editor = new Editor(whole(many.map((text, index) => (index === 9 ? text.replace('10', '"ten"') : text))));
    editor.replace('"id":"r700"', '"id":').pause();
    assert.deepEqual(editor.underlined, ['wrong-type "ten"']);
    editor.replace('"id":,', '"id":700,').pause();
    assert.deepEqual(editor.underlined, ['wrong-type "ten"', 'region-id-not-text 700']);
    editor.replace('"score":0.5', '"score":');
    assert.deepEqual(editor.underlined, ['wrong-type "ten"', 'region-id-not-text 700']);
    editor.replace('"score":', '"score":1');
    assert.deepEqual(editor.pause().underlined, ['wrong-type "ten"', 'region-id-not-text 700']);
  });

  test('takes regions that are added, and lets go of those that are removed', () => {
    const editor = new Editor(whole(many));
    editor.replace(many[10] as string, `${many[10]},${box('5', '1')}`);
    assert.deepEqual(editor.underlined, ['region-id-not-text 5']);
    editor.replace(`,${box('5', '1')}`, '');
    assert.deepEqual(editor.underlined, []);
  });
});

describe('what was once wrong', () => {
  const many = (count: number, x = '10'): string =>
    Array.from({ length: count }, (_, index) => box(`"r${index}"`, x)).join();

  test('a large torn task at the beginning costs neither itself nor those behind it', () => {
    const big = (index: number): string =>
      `{"data":{"image":"a"},"predictions":[{"model_version":"v","result":[${many(2_500)}, ${box(String(index), '10')}]}]}`;
    const text = pretty([big(0), big(1), big(2)]);
    const at = text.indexOf('\n      ]');
    const editor = new Editor(text.slice(0, at) + text.slice(at + 8));
    for (const index of [1, 2]) assert.ok(editor.underlined.includes(`region-id-not-text ${index}`), String(index));
  });

  test('a problem about the file that goes with its task leaves the others in sight', () => {
    const editor = new Editor(
      `[${task(0, '0.5').replace('"width":30', '"width":0.5').replace('"y":2', '"y":0.2').replace('"height":4', '"height":0.4')},{"data":{"a":"b"},"predictions":[{"model_version":"v","result":[{"id":5,"type":"mywidget"}]}]}]`,
    );
    assert.equal(editor.underlined.length > 1, true);
    const end = editor.text.indexOf(',{"data":{"a"');
    editor.edit(1, end - 1, task(0, '50'));
    assert.ok(editor.underlined.some((found) => found.startsWith('region-id-not-text')));
    assert.ok(!editor.underlined.some((found) => found.startsWith('coordinates-normalized')));
  });

  test('an edit while another labeling config is being looked at', () => {
    const { config } = parseLabelingConfig(
      '<View><Image name="photo" value="$image"/><RectangleLabels name="frame" toName="photo"/></View>',
    );
    const text = `[${Array.from({ length: 8 }, (_, index) => task(index)).join(',')}]`;
    const check = new DocumentCheck(stringSource(text), { form: 'json' });
    finish(check);
    check.setConfig(config);
    for (let step = 0; step < 5; step++) check.work(() => true);
    const removed = text.indexOf(task(2)) - 1;
    const after = applyTo(text, { offset: 1, removed, text: '' });
    check.edit([{ offset: 1, removed, text: '' }], stringSource(after, 2));
    finish(check);
    assert.equal(check.counts.error, 6);
  });

  test('a large task that is torn on one line does not take those behind it along', () => {
    const text = `[${WRONG[0]},{"data":{"image":"a"},"predictions":[{"score":1,"model_version":"v","result":[${many(5)}]}]},${WRONG[1]},${WRONG[2]}]`;
    const editor = new Editor(text, { large: 400 });
    editor.replace('"score":1', '"score":{').pause();
    assert.deepEqual(editor.underlined, ALL.slice(0, 3));
  });

  test('data that is removed is no data any more', () => {
    const { config } = parseLabelingConfig(
      '<View><Text name="body" value="$text"/><Labels name="tag" toName="body"><Label value="X"/></Labels></View>',
    );
    assert.ok(config);
    for (const large of [1, 1e9]) {
      const span =
        '{"id":"s","from_name":"tag","to_name":"body","type":"labels","value":{"start":0,"end":40,"labels":["X"]}}';
      const editor = new Editor(
        `[{"id":1,"data":{"text":"one two"},"predictions":[{"model_version":"v","result":[${span}]}]}]`,
        {
          large,
          config,
        },
      );
      assert.deepEqual(editor.underlined, ['span-outside-text 40']);
      editor.replace(',"data":{"text":"one two"}', '');
      assert.ok(!editor.underlined.includes('span-outside-text 40'), String(editor.underlined));
    }
  });

  test('a removal that joins a region of a prediction and one of an annotation', () => {
    const text = `[{"data":{"a":"b"},"predictions":[{"model_version":"v","result":[${box('"r"', '10')}],"score":5}],"annotations":[{"result":[${box('"a"', '11')}]}]}]`;
    const editor = new Editor(text);
    const from = text.indexOf('"y":2');
    const to = text.lastIndexOf('"y":2');
    editor.edit(from, to - from, '').pause();
    assert.deepEqual(
      editor.underlined.filter((found) => found.startsWith('out-of-range')),
      [],
    );
  });

  test('a backslash at the end of a line of JSONL does not join it with the next', () => {
    for (const large of [1, 1e9]) {
      const editor = new Editor(
        `{"task":1,"model_version":"v","result":[],"a":"a\\\n{"task":2,"score":5,"model_version":"v","result":[]}\n`,
        {
          form: 'jsonl',
          large,
        },
      );
      assert.ok(editor.underlined.includes('out-of-range 5'), String(editor.underlined));
    }
  });

  test('a blank that JSON does not know is a fault', () => {
    const editor = new Editor('{"task":1,"model_version":"v","result":[]}\u00a0', { form: 'jsonl' });
    assert.equal(editor.underlined.filter((found) => found.startsWith('json-syntax')).length, 1);
  });
});

describe('in reasonable time', () => {
  test('a text of 16 MB in the data, and 40,000 numbers one a line', () => {
    const image = new Editor(
      `[{"data":{"image":"${'A'.repeat(16_000_000)}"},"predictions":[{"model_version":"v","result":[${box('5', '1')}]}]}]`,
    );
    assert.deepEqual(image.underlined, ['region-id-not-text 5']);
    const numbers = new Editor(`[\n  ${Array.from({ length: 40_000 }, (_, index) => index).join(',\n  ')}\n]`);
    assert.equal(numbers.check.counts.error, 40_000);
  });
});

describe('another labeling config', () => {
  test('is compared with at once', () => {
    const { config } = parseLabelingConfig(
      '<View><Image name="photo" value="$image"/><RectangleLabels name="frame" toName="photo"><Label value="Ship"/></RectangleLabels></View>',
    );
    const editor = new Editor(`[${[task(0), task(1)].join(',')}]`);
    assert.deepEqual(editor.underlined, []);
    editor.check.setConfig(config);
    finish(editor.check);
    assert.deepEqual(editor.underlined, ['unknown-from-name "box"', 'unknown-from-name "box"']);
    editor.check.setConfig(undefined);
    finish(editor.check);
    assert.deepEqual(editor.underlined, []);
  });
});
