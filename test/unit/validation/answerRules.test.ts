/** What the rules about answers say beside their examples. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { configOf } from '../../../src/core/validation/ruleConfigs';
import { CODES, problemsOf, said } from './answers';

const choices = (attributes: string, inner: string): string =>
  `<Choices name="a" toName="o"${attributes}>${inner}</Choices>`;
const FLAT = '<Choice value="Calm"/><Choice value="Very angry" alias="angry"/>';
const TREE =
  '<Choice value="Vessel" alias="v"><Choice value="Sail"/><Choice value="Motor"/></Choice><Choice value="Buoy"/>';

describe('a choice that is not in the config', () => {
  test('is compared letter by letter, and the nearest is proposed', () => {
    const { lines, data } = said(choices('', FLAT), { choices: ['calm '] });
    assert.deepEqual(lines, ['choice-not-in-config: error of server, editor at choices/0']);
    assert.deepEqual(data[0]?.candidates, ['Calm', 'angry']);
  });

  test('can be the value of a choice with an alias', () => {
    const { problems, data } = said(choices('', FLAT), { choices: ['Very angry'] });
    assert.match(problems[0]?.message ?? '', /alias is "angry".*Write the alias/);
    assert.deepEqual(data[0]?.candidates, ['angry', 'Calm']);
  });

  test('is not looked for where choices come from the data', () => {
    assert.deepEqual(said(choices(' value="$options"', ''), { choices: ['x'] }).lines, []);
    assert.deepEqual(said(choices(' choice="multiple" value="$options"', FLAT), { choices: ['Calm', 'x'] }).lines, [
      'choice-not-in-config: information of server at choices/1',
    ]);
    assert.deepEqual(said(choices('', '<Choice value="$first"/>'), { choices: ['x'] }).lines, [
      'choice-not-in-config: information of server at choices/0',
    ]);
  });

  test('is one inside of another where choices are not nested', () => {
    const { lines, data } = said(choices('', TREE), { choices: ['Sail'] });
    assert.deepEqual(lines, ['choice-not-in-config: error of editor at choices/0']);
    assert.deepEqual(data[0]?.candidates, ['v']);
    assert.deepEqual(said(choices('', TREE), { choices: ['v'] }).lines, []);
  });

  test('can be a text or a path where they are nested', () => {
    const nested = choices(' allowNested="true" choice="multiple"', TREE);
    const { lines, data } = said(nested, { choices: ['Sial', ['Buoy', 'Sail'], ['v', 'Moter'], ['v', 'Sail']] });
    assert.deepEqual(lines, [
      'choice-not-in-config: error of server, editor at choices/0',
      'choice-not-in-config: error of server, editor at choices/1',
      'choice-not-in-config: error of server, editor at choices/2',
      'nested-choice: information of server at choices/3',
    ]);
    assert.deepEqual(
      data.slice(0, 3).map((one) => one.candidates),
      [[['v', 'Sail']], [['v', 'Sail']], [['v', 'Motor']]],
    );
  });

  test('is no matter of the validator under a name that a Repeater makes, nor of the editor under its template', () => {
    const repeated = `<Repeater on="$pages"><Text name="o" value="$pages[{{idx}}]"/><Choices name="a_{{idx}}" toName="o">${FLAT}</Choices></Repeater>`;
    const of = (from: string) => {
      const result = [{ id: 'q', from_name: from, to_name: 'o', type: 'choices', value: { choices: ['x'] } }];
      const found = problemsOf(JSON.stringify({ task: 1, model_version: 'v', result }), configOf(repeated));
      return found.filter(({ code }) => CODES.has(code)).map(({ gates }) => gates);
    };
    assert.deepEqual(of('a_0'), [['editor']]);
    assert.deepEqual(of('a_{{idx}}'), [['server']]);
  });
});

describe('nested choices', () => {
  const nested = choices(' allowNested="true" choice="multiple"', TREE);

  test('are selected by paths to the ends, and by a choice around them with all of these', () => {
    assert.deepEqual(said(nested, { choices: [['v', 'Sail'], ['Buoy']] }).lines, [
      'nested-choice: information of server at choices/0',
    ]);
    assert.deepEqual(said(nested, { choices: [['v'], ['v', 'Sail'], ['v', 'Motor']] }).lines, [
      'nested-choice: information of server at choices/0',
    ]);
    const { lines, data } = said(nested, { choices: [['v'], ['v', 'Sail']] });
    assert.deepEqual(lines, [
      'nested-choice: error of editor at choices/0',
      'nested-choice: information of server at choices/1',
    ]);
    assert.deepEqual(data[0]?.candidates, [
      ['v', 'Sail'],
      ['v', 'Motor'],
    ]);
  });

  test('are no texts', () => {
    const { lines, data } = said(nested, { choices: ['Motor', 'Buoy'] });
    assert.deepEqual(lines, [
      'nested-choice: error of editor at choices/0',
      'nested-choice: error of editor at choices/1',
    ]);
    assert.deepEqual(
      data.map(({ candidates }) => candidates),
      [[['v', 'Motor']], [['Buoy']]],
    );
    const open = choices(' allowNested="true" choice="multiple" value="$tree"', '');
    assert.deepEqual(said(open, { choices: ['x'] }).lines, ['nested-choice: error of editor at choices/0']);
    assert.deepEqual(said(open, { choices: [['x']] }).lines, ['nested-choice: information of server at choices/0']);
  });

  test('are no lists without allowNested', () => {
    const { lines, data } = said(choices('', FLAT), { choices: [['Calm']] });
    assert.deepEqual(lines, ['nested-choice: error of server, editor at choices/0']);
    assert.deepEqual(data[0]?.candidates, ['Calm']);
  });
});

describe('several choices', () => {
  const many = { choices: ['Calm', 'angry'] };

  test('are too many for one that takes one', () => {
    for (const attributes of ['', ' choice="single"', ' choice="single-radio"']) {
      assert.deepEqual(said(choices(attributes, FLAT), many).lines, ['too-many-choices: warning of editor at choices']);
    }
    assert.deepEqual(said(choices(' choice="multiple"', FLAT), many).lines, []);
  });

  test('are counted as far as they are selected', () => {
    assert.deepEqual(said(choices('', FLAT), { choices: ['Calm', 'Calm'] }).lines, []);
    assert.deepEqual(said(choices('', FLAT), { choices: ['Calm', 'x'] }).lines, [
      'choice-not-in-config: error of server, editor at choices/1',
    ]);
    assert.deepEqual(said(choices(' value="$options"', ''), { choices: ['x', 'y'] }).lines, [
      'too-many-choices: warning of editor at choices',
    ]);
    assert.deepEqual(said(choices('', `<View>${FLAT}</View>`), many).lines, [
      'too-many-choices: warning of authoring at choices',
    ]);
    const nested = choices(' allowNested="true"', TREE);
    const gates = (value: object) => said(nested, value).lines.filter((line) => line.startsWith('too-many-choices'));
    assert.deepEqual(gates({ choices: [['v', 'Sail'], ['Buoy']] }), [
      'too-many-choices: warning of authoring at choices',
    ]);
    const shallow = choices(' allowNested="true"', `${TREE}<Choice value="Pier"/>`);
    assert.deepEqual(
      said(shallow, { choices: [['Pier'], ['Buoy']] }).lines[0],
      'too-many-choices: warning of editor at choices',
    );
    const codes = (value: object) => said(nested, value).problems.map(({ code }) => code);
    assert.deepEqual(codes({ choices: [['v'], ['v', 'Sail'], ['v', 'Motor']] }), ['nested-choice']);
    assert.deepEqual(codes({ choices: [['v', 'Sail'], ['Buoy']] }), ['too-many-choices', 'nested-choice']);
  });

  test('of a taxonomy are limited by maxUsages', () => {
    const tree = `<Taxonomy name="a" toName="o" maxUsages="2">${TREE}</Taxonomy>`;
    assert.deepEqual(said(tree, { taxonomy: [['v', 'Sail'], ['Buoy']] }).lines, []);
    const { lines, data } = said(tree, { taxonomy: [['v', 'Sail'], ['v', 'Motor'], ['Buoy']] });
    assert.deepEqual(lines, ['too-many-choices: warning of editor at taxonomy']);
    assert.deepEqual(data, [{ limit: 2 }]);
  });
});

describe('a path of a taxonomy', () => {
  const tree = (attributes = '', inner = TREE): string =>
    `<Taxonomy name="a" toName="o"${attributes}>${inner}</Taxonomy>`;
  const of = (control: string, ...paths: unknown[]) => said(control, { taxonomy: paths });

  test('leads through values and aliases', () => {
    assert.deepEqual(of(tree(), ['v', 'Sail'], ['v'], ['Buoy']).lines, []);
  });

  test('with a step that is no choice is rejected', () => {
    const { lines, data } = of(tree(), ['Vessel', 'Sail'], ['v', 'sail'], ['Anchor']);
    assert.deepEqual(lines, [
      'taxonomy-path-not-in-tree: error of server at taxonomy/0/0',
      'taxonomy-path-not-in-tree: error of server at taxonomy/1/1',
      'taxonomy-path-not-in-tree: error of server at taxonomy/2/0',
    ]);
    assert.deepEqual(
      data.map(({ candidates }) => candidates),
      [[['v', 'Sail']], [['v', 'Sail']], []],
    );
  });

  test('in another order, or from the middle, nobody rejects', () => {
    const { lines, data } = of(tree(), ['Sail'], ['Sail', 'v'], ['Buoy', 'Motor']);
    assert.deepEqual(
      lines,
      [0, 1, 2].map((n) => `taxonomy-path-not-in-tree: warning of editor at taxonomy/${n}`),
    );
    assert.deepEqual(
      data.map(({ candidates }) => candidates),
      [[['v', 'Sail']], [['v']], [['v', 'Motor']]],
    );
  });

  test('that is empty breaks the page, unless full paths are shown', () => {
    assert.deepEqual(of(tree(), []).lines, ['taxonomy-path-not-in-tree: error of editor at taxonomy/0']);
    assert.deepEqual(of(tree(' value="$tree"', ''), []).lines, [
      'taxonomy-path-not-in-tree: error of editor at taxonomy/0',
    ]);
    assert.deepEqual(of(tree(' showFullPath="true"'), []).lines, []);
  });

  test('ends at a leaf where only leaves are taken', () => {
    const { lines, data } = of(tree(' leafsOnly="true"'), ['v'], ['Buoy'], ['v', 'Sail']);
    assert.deepEqual(lines, ['taxonomy-path-not-in-tree: warning of editor at taxonomy/0']);
    assert.deepEqual(data[0]?.candidates, [
      ['v', 'Sail'],
      ['v', 'Motor'],
    ]);
  });

  test('is not judged where choices come from elsewhere, except by the validator', () => {
    assert.deepEqual(of(tree(' value="$tree"', ''), ['x', 'y']).lines, []);
    assert.deepEqual(of(tree(' apiUrl="$url"'), ['Buoy', 'Sail'], ['v', 'x']).lines, [
      'taxonomy-path-not-in-tree: information of server at taxonomy/1/1',
    ]);
  });
});

describe('a rating', () => {
  const of = (attributes: string, rating: number) =>
    said(`<Rating name="a" toName="o"${attributes}/>`, { rating }).lines;

  test('is at most maxRating, or 5', () => {
    assert.deepEqual(of('', 5), []);
    assert.deepEqual(of('', 6), ['rating-above-maximum: error of server at rating']);
    assert.deepEqual(of(' maxRating="10"', 10), []);
    assert.deepEqual(of(' maxRating="3"', 4), ['rating-above-maximum: error of server at rating']);
  });

  test('that stands beside the value once more, under the name of the control, is read by nobody', () => {
    const wrapped = (rating: number) => said('<Rating name="a" toName="o"/>', { a: { rating }, rating: 7 }).lines;
    assert.deepEqual(wrapped(3), []);
    assert.deepEqual(wrapped(6), ['rating-above-maximum: error of server at rating']);
  });

  test('meets a maxRating that only one side reads', () => {
    assert.deepEqual(of(' maxrating="10"', 8), ['rating-above-maximum: warning of server at rating']);
    assert.deepEqual(of(' maxrating="10"', 11), ['rating-above-maximum: error of server at rating']);
    assert.deepEqual(of(' maxRating="5.0"', 3), ['rating-above-maximum: warning of server at rating']);
    assert.deepEqual(of(' maxRating="5.0"', 6), ['rating-above-maximum: error of server at rating']);
    assert.deepEqual(of(' maxRating="five"', 0), ['rating-above-maximum: error of server, editor at rating']);
  });
});

describe('limits', () => {
  const number = (attributes: string, value: number) =>
    said(`<Number name="a" toName="o"${attributes}/>`, { number: value });
  const date = (attributes: string, value: string) =>
    said(`<DateTime name="a" toName="o"${attributes}/>`, { datetime: value }).lines;

  test('of a number', () => {
    for (const [attributes, value, candidates] of [
      [' min="0"', -1, [0]],
      [' max="10"', 10.5, [10]],
      [' step="5"', 12, [10, 15]],
      [' min="1" step="5"', 14, [16, 11]],
      [' min="0" max="10" step="3"', 11, [9]],
      [' step="0.1"', 0.25, [0.2, 0.3]],
    ] as const) {
      const { lines, data } = number(attributes, value);
      assert.deepEqual(lines, ['answer-outside-limits: warning of editor at number'], attributes);
      assert.deepEqual(new Set(data[0]?.candidates as number[]), new Set(candidates), attributes);
    }
    for (const [attributes, value] of [
      ['', -1],
      [' min="0" max="10"', 10],
      [' step="0.1"', 0.3],
      [' step="any"', 0.3],
      [' min="low"', -5],
      [' step="0"', 7],
    ] as const) {
      assert.deepEqual(number(attributes, value).lines, [], attributes);
    }
  });

  test('of a date', () => {
    const isOutside = ['answer-outside-limits: warning of editor at datetime'];
    assert.deepEqual(date(' only="date" min="2031-01-01" max="2031-12-31"', '2031-04-09'), []);
    assert.deepEqual(date(' only="date" min="2031-01-01"', '2030-12-31'), isOutside);
    assert.deepEqual(date(' only="date" max="2031-12-31" format="%d.%m.%Y"', '01.01.2032'), isOutside);
    assert.deepEqual(date(' only="year" min="2000" max="2031"', '2031-01-01'), []);
    assert.deepEqual(date(' only="year" max="2031"', '2032-01-01'), isOutside);
    assert.deepEqual(date(' only="time" min="08:00"', '07:00'), []);
  });
});

describe('texts and labels', () => {
  test('of a TextArea are as many as maxSubmissions', () => {
    const of = (attributes: string, ...text: string[]) =>
      said(`<TextArea name="a" toName="o"${attributes}/>`, { text }).lines;
    assert.deepEqual(of('', 'a', 'b'), []);
    assert.deepEqual(of(' maxSubmissions="2"', 'a', 'b'), []);
    assert.deepEqual(of(' maxSubmissions="2"', 'a', 'b', 'c'), ['too-many-texts: warning of authoring at text']);
  });

  test('are compared where a control tag without use for labels has some', () => {
    const found = (tag: string, value: object) =>
      said(`<${tag} name="a" toName="o"><Label value="q"/></${tag}>`, value).lines;
    const at = (place: string) => [`answer-compared-with-labels: warning of server at ${place}`];
    assert.deepEqual(found('TextArea', { text: ['q', 'hi'] }), at('text/1'));
    assert.deepEqual(found('TextArea', { text: ['q'] }), []);
    assert.deepEqual(found('Number', { number: 0 }), []);
    assert.deepEqual(found('Pairwise', { selected: 'left' }), at('selected'));
    assert.deepEqual(found('DateTime', { datetime: '2031-04-09T10:30' }), at('datetime'));
  });
});

describe('a bucket', () => {
  const of = (inner: string, ranker: object) => said(`<Ranker name="a" toName="o">${inner}</Ranker>`, { ranker });

  test('is one of the Ranker, or the list of what is in none', () => {
    const buckets = '<Bucket name="keep" title="Good ones"/><Bucket name="drop"/>';
    assert.deepEqual(of(buckets, { keep: ['d1'], _: ['d2'] }).lines, []);
    assert.deepEqual(of(buckets, { best: [] }).lines, []);
    const { lines, data, problems } = of(buckets, { 'Good ones': ['d1'], best: ['d2'] });
    assert.deepEqual(lines, [
      'unknown-bucket: error of editor at ranker/Good ones',
      'unknown-bucket: error of editor at ranker/best',
    ]);
    assert.deepEqual(data[0]?.candidates, ['keep', 'drop']);
    assert.match(problems[0]?.message ?? '', /back among those that are in no bucket/);
  });

  test('takes what is in none where it is the default, and then there is no list of them', () => {
    const buckets = '<Bucket name="keep"/><Bucket name="rest" default="true"/>';
    const { lines, problems } = of(buckets, { keep: ['d1'], _: ['d2'] });
    assert.deepEqual(lines, ['unknown-bucket: error of editor at ranker/_']);
    assert.match(problems[0]?.message ?? '', /does not show its items at all/);
  });

  test('is the Ranker itself where it has none', () => {
    assert.deepEqual(of('', { a: ['d1'] }).lines, []);
    assert.deepEqual(of('', { rank: ['d1'] }).data, [{ candidates: ['a'] }]);
  });
});
