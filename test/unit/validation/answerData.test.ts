/** Choices that a control tag gets from the task's data. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { said } from './answers';

const OPTIONS = [
  { value: 'X-ray', alias: 'x' },
  { value: 'Vessel', children: [{ value: 'Sail' }, { value: 'Motor' }] },
];
const WRITTEN = '<Choice value="Calm"/>';
const choices = (attributes = '', inner = ''): string =>
  `<Choices name="a" toName="o" choice="multiple" value="$options"${attributes}>${inner}</Choices>`;
const taxonomy = (attributes = '', inner = ''): string =>
  `<Taxonomy name="a" toName="o" value="$options"${attributes}>${inner}</Taxonomy>`;
const of = (control: string, value: object, options: unknown = OPTIONS) =>
  said(control, value, { data: { text: 'Ahoy', options } });

describe('choices of the data', () => {
  test('are the alias, or else the value', () => {
    assert.deepEqual(of(choices(), { choices: ['x', 'Vessel'] }).lines, []);
    const { lines, data, problems } = of(choices(), { choices: ['X-ray', 'vessel'] });
    assert.deepEqual(lines, [
      'choice-not-in-config: error of editor at choices/0',
      'choice-not-in-config: error of editor at choices/1',
    ]);
    assert.deepEqual(data[0]?.candidates, ['x', 'Vessel']);
    assert.deepEqual(data[1]?.candidates, ['Vessel', 'x']);
    assert.match(
      problems[1]?.message ?? '',
      /no choice "vessel", neither in the labeling config nor in the task's data: the editor/,
    );
  });

  test('are rejected by the validator where the config has some', () => {
    assert.deepEqual(of(choices('', WRITTEN), { choices: ['Calm', 'x', 'y'] }).lines, [
      'choice-not-in-config: information of server at choices/1',
      'choice-not-in-config: error of server, editor at choices/2',
    ]);
  });

  test('inside of others are shown only where choices are nested', () => {
    const { lines, data } = of(choices(), { choices: ['Sail'] });
    assert.deepEqual(lines, ['choice-not-in-config: error of editor at choices/0']);
    assert.deepEqual(data[0]?.candidates, ['Vessel']);
    assert.deepEqual(of(choices('', WRITTEN), { choices: ['Sail'] }).lines, [
      'choice-not-in-config: error of server, editor at choices/0',
    ]);
    const nested = choices(' allowNested="true"');
    assert.deepEqual(of(nested, { choices: [['Vessel', 'Sail'], ['x']] }).lines, [
      'nested-choice: information of server at choices/0',
    ]);
    const wrong = of(nested, { choices: [['Vessel'], ['Sail'], 'Motor', 'y'] });
    assert.deepEqual(wrong.lines, [
      'nested-choice: error of editor at choices/0',
      'choice-not-in-config: error of server, editor at choices/1',
      'nested-choice: error of editor at choices/2',
      'choice-not-in-config: error of editor at choices/3',
    ]);
    assert.deepEqual(wrong.data[2]?.candidates, [['Vessel', 'Motor']]);
  });

  test('are counted', () => {
    const single = choices().replace(' choice="multiple"', '');
    assert.deepEqual(of(single, { choices: ['x', 'Vessel'] }).lines, [
      'too-many-choices: warning of editor at choices',
    ]);
    assert.deepEqual(of(single, { choices: ['x'] }).lines, []);
  });

  test('make a taxonomy', () => {
    assert.deepEqual(of(taxonomy(), { taxonomy: [['Vessel', 'Sail'], ['x'], ['Vessel']] }).lines, []);
    assert.deepEqual(of(taxonomy(), { taxonomy: [['Sail'], ['y']] }).lines, [
      'taxonomy-path-not-in-tree: warning of editor at taxonomy/0',
      'taxonomy-path-not-in-tree: warning of editor at taxonomy/1/0',
    ]);
    assert.deepEqual(of(taxonomy('', WRITTEN), { taxonomy: [['Calm'], ['Vessel', 'Sail'], ['y']] }).lines, [
      'taxonomy-path-not-in-tree: information of server at taxonomy/1/0',
      'taxonomy-path-not-in-tree: error of server at taxonomy/2/0',
    ]);
    assert.deepEqual(of(taxonomy(' leafsOnly="true"'), { taxonomy: [['Vessel'], ['x']] }).lines, [
      'taxonomy-path-not-in-tree: warning of editor at taxonomy/0',
    ]);
  });

  test('are not judged where they cannot be told', () => {
    for (const options of [
      'x',
      ['x', 'y'],
      [{ html: '<b>x</b>' }],
      [{ value: 'Up to $5' }],
      [{ value: 'x', children: [5] }],
    ]) {
      assert.deepEqual(of(choices(), { choices: ['y'] }, options).lines, [], JSON.stringify(options));
    }
    assert.deepEqual(of(choices(' apiUrl="/x"'), { choices: ['y'] }).lines, []);
    assert.deepEqual(said(choices(), { choices: ['y'] }, { data: { text: 'Ahoy' } }).lines, []);
    const templated = choices('', '<Choice value="$first"/>');
    assert.deepEqual(of(templated, { choices: ['y'] }).lines, [
      'choice-not-in-config: information of server at choices/0',
    ]);
  });

  test('are another list for each task', () => {
    assert.deepEqual(of(choices(), { choices: ['y'] }, [{ value: 'y' }]).lines, []);
    assert.deepEqual(of(choices(), { choices: ['y'] }, [{ value: 'z' }]).lines, [
      'choice-not-in-config: error of editor at choices/0',
    ]);
    assert.deepEqual(of(choices(), { choices: ['y'] }, []).lines, [
      'choice-not-in-config: error of editor at choices/0',
    ]);
  });
});

describe('answers of annotations', () => {
  test('are not said to be rejected by the validator alone', () => {
    const nested = choices(' allowNested="true"');
    const value = { choices: [['x']] };
    assert.deepEqual(said(nested, value, { data: { text: 'Ahoy', options: OPTIONS }, isAnnotated: true }).lines, []);
    assert.equal(of(nested, value).lines.length, 1);
    const wrong = { choices: ['x'] };
    assert.deepEqual(said(nested, wrong, { data: { text: 'Ahoy', options: OPTIONS }, isAnnotated: true }).lines, [
      'nested-choice: error of editor at choices/0',
    ]);
  });
});
