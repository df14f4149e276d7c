/** What the rules about regions, predictions and spans say, where an example alone does not show it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkText } from '../../../src/core/engine/checkText';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';

const CONFIG = `<View>
  <Text name="body" value="$text"/>
  <HyperText name="page" value="$html"/>
  <Paragraphs name="talk" value="$turns" textKey="said"/>
  <Labels name="tag" toName="body"><Label value="Ship"/></Labels>
  <HyperTextLabels name="mark" toName="page"><Label value="Ship"/></HyperTextLabels>
  <ParagraphLabels name="turn" toName="talk"><Label value="Ship"/></ParagraphLabels>
</View>`;
const DATA = {
  text: 'A \u{1F6A2} née Bell\r\nsails at sea and anchors',
  html: '<p>A \u{1F6A2}</p><p>sails &amp; anchors</p>',
  turns: [{ said: 'Ahoy' }, { said: 'A \u{1F6A2} sails' }],
};

function found(regions: readonly object[], data: object = DATA, xml = CONFIG) {
  const { config } = parseLabelingConfig(xml);
  assert.ok(config);
  const text = JSON.stringify({ data, predictions: [{ model_version: 'v', result: regions }] });
  return [...checkText(stringSource(text), { form: 'json', config })].flat();
}

const codes = (...args: Parameters<typeof found>): string[] => found(...args).map(({ code }) => code);

function span(start: number, end: number, text: string, more: object = {}): object {
  const value = { start, end, text, labels: ['Ship'] };
  return { id: 's', from_name: 'tag', to_name: 'body', type: 'labels', value, ...more };
}

describe('a span that holds another text than it says', () => {
  for (const [what, region, reason, data] of [
    ['UTF-16 units', span(5, 8, 'née'), /count UTF-16 units, and this text counts code points.*from 4 to 7/, [4, 7]],
    ['bytes', span(7, 11, 'née'), /count bytes, and this text counts code points.*from 4 to 7/, [4, 7]],
    ['an end that is included', span(4, 6, 'née'), /not included.*from 4 to 7/, [4, 7]],
    ['line breaks of one character', span(13, 18, 'sails'), /line break of two characters.*from 14 to 19/, [14, 19]],
    ['another place', span(0, 5, 'anchors'), /from 31 to 38/, [31, 38]],
    ['a text that is not there', span(0, 5, 'brig'), /does not occur/, undefined],
  ] as const) {
    test(`by ${what}`, () => {
      const [problem, ...others] = found([region]);
      assert.deepEqual(others, []);
      assert.equal(problem?.code, 'span-text-differs');
      assert.match(problem?.message ?? '', reason);
      const { start, end } = (problem?.data ?? {}) as { start?: number; end?: number };
      assert.deepEqual([start, end], data ?? [undefined, undefined]);
    });
  }

  test('by offsets from 1', () => {
    const [problem] = found([span(5, 8, 'two')], { ...DATA, text: 'one two three' });
    assert.match(problem?.message ?? '', /count from 1, and offsets count from 0.*from 4 to 7/);
  });

  test('in HTML, whose tags count nothing', () => {
    const value = (start: number, end: number, text: string) => ({ start, end, text, hypertextlabels: ['Ship'] });
    const region = { id: 'h', from_name: 'mark', to_name: 'page', type: 'hypertextlabels' };
    assert.deepEqual(codes([{ ...region, value: value(3, 8, 'sails') }]), []);
    const [problem] = found([{ ...region, value: value(4, 9, 'sails') }]);
    assert.match(problem?.message ?? '', /UTF-16.*from 3 to 8/);
  });

  test('in a paragraph, which counts UTF-16 units', () => {
    const value = (startOffset: number, endOffset: number) => ({
      ...{ start: '1', end: '1', startOffset, endOffset, text: 'sails', paragraphlabels: ['Ship'] },
    });
    const region = { id: 'p', from_name: 'turn', to_name: 'talk', type: 'paragraphlabels' };
    assert.deepEqual(codes([{ ...region, value: value(5, 10) }]), []);
    const [problem] = found([{ ...region, value: value(4, 9) }]);
    assert.match(problem?.message ?? '', /count code points, and paragraphs count UTF-16 units.*from 5 to 10/);
  });
});

const IMAGE = `<View>
  <Image name="photo" value="$image"/>
  <RectangleLabels name="box" toName="photo"><Label value="Ship"/></RectangleLabels>
  <Choices name="kind" toName="photo" perRegion="true"><Choice value="Tug"/></Choices>
</View>`;

function box(id: string, x: number, y: number, width: number, height: number, more: object = {}): object {
  const value = { x, y, width, height, rectanglelabels: ['Ship'] };
  return { id, from_name: 'box', to_name: 'photo', type: 'rectanglelabels', value, ...more };
}
const image = (...regions: object[]) => found(regions, { image: 'a.jpg' }, IMAGE);

describe('boxes that reach out of the image', () => {
  test('as if their size were their corner: said once', () => {
    const corners = [20, 50, 60, 80].map((at) => box(`r${at}`, at, at, at + 15, at + 15));
    const [problem, ...others] = image(...corners, box('z', -4, 1, 5, 5));
    assert.match(problem?.message ?? '', /^3 boxes of this prediction/);
    assert.deepEqual(
      others.map(({ pointer }) => pointer),
      ['/predictions/0/result/4/value/x'],
    );
  });

  test('each in its own way: said of each', () => {
    const problems = image(box('a', 90, 10, 20, 5), box('b', 10, 90, 5, 20), box('c', 60, 60, 70, 70));
    assert.deepEqual(
      problems.map(({ pointer }) => pointer.slice('/predictions/0/result/'.length)),
      ['0/value/width', '1/value/height', '2/value/width'],
    );
  });

  test('two that look like corners may be chance: said of each', () => {
    const problems = image(box('a', 60, 60, 70, 70), box('b', 80, 80, 90, 90));
    assert.deepEqual(
      problems.map(({ message }) => message.includes('If it is the right edge, subtract "x".')),
      [true, true],
    );
  });

  test('pixels are another matter', () => {
    const problems = image(box('a', 528, 10, 90, 90));
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['coordinates-in-pixels'],
    );
  });
});

describe('parents', () => {
  const child = (id: string, parentID: string): object => box(id, 1, 1, 5, 5, { parentID });
  const at = (...regions: object[]): string[] =>
    image(...regions).map(({ code, pointer }) => `${code} ${/result\/(\d+)/.exec(pointer)?.[1]}`);

  test('a circle is said once, and what hangs on it is not in it', () => {
    const regions = [child('d', 'a'), child('a', 'b'), child('b', 'c'), child('c', 'a'), child('self', 'self')];
    assert.deepEqual(at(...regions), ['dangling-parent 1', 'dangling-parent 4']);
  });

  test('a chain is fine, in whatever order', () => {
    assert.deepEqual(at(child('a', 'b'), child('b', 'c'), box('c', 1, 1, 5, 5)), []);
    assert.deepEqual(at(child('a', 'b'), child('b', 'x')), ['dangling-parent 1']);
  });
});

describe('answers about a region', () => {
  const kind = (id: string | undefined, choice: string): object => ({
    ...{ ...(id !== undefined && { id }), from_name: 'kind', to_name: 'photo', type: 'choices' },
    value: { choices: [choice] },
  });
  const at = (...regions: object[]): string[] =>
    image(...regions).map(({ code, pointer }) => `${code} ${/result\/(\d+)/.exec(pointer)?.[1]}`);
  const ship = box('r', 1, 1, 5, 5);

  test('need its id, and stand behind it', () => {
    assert.deepEqual(at(ship, kind('r', 'Tug')), []);
    assert.deepEqual(at(ship, kind('r#2', 'Tug')), ['hash-in-region-id 1']);
    assert.deepEqual(at(kind('r', 'Tug'), ship), ['answer-without-region 0']);
    assert.deepEqual(at(ship, kind('q', 'Tug')), ['answer-without-region 1']);
    assert.deepEqual(at(ship, kind(undefined, 'Tug')), ['answer-without-region 1']);
  });

  test('once for each region', () => {
    assert.deepEqual(at(ship, kind('r', 'Tug'), kind('r', 'Tug')), ['answered-twice 1']);
    assert.deepEqual(at(ship, box('q', 9, 9, 5, 5), kind('r', 'Tug'), kind('q', 'Tug')), []);
  });
});

describe('the whole file', () => {
  test('regions without an id are counted, and said once', () => {
    const nameless = JSON.stringify(box('x', 1, 1, 5, 5)).replace('"id":"x",', '');
    const task = `{"task":1,"model_version":"v","result":[${nameless},${nameless}]}`;
    const text = `[${task},${task}]`;
    const problems = [...checkText(stringSource(text), { form: 'json' })].flat();
    assert.deepEqual(
      problems.map(({ code, pointer }) => `${code} ${pointer}`),
      ['region-without-id /0/result/0'],
    );
    assert.match(problems[0]?.message ?? '', /^4 regions of this file/);
  });
});
