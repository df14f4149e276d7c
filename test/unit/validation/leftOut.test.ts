/**
 * Which answers the editor leaves out because their question is not asked: every branch of its `canBeSubmitted` and of
 * `isVisible`, and what cannot be told.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkText } from '../../../src/core/engine/checkText';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';

const choices = (name: string, attributes: string, ...values: string[]): string =>
  `<Choices name="${name}" toName="body" ${attributes}>${values.map((value) => `<Choice ${value.includes('=') ? value : `value="${value}"`}/>`).join('')}</Choices>`;
const MOOD = choices('mood', '', 'Calm', 'Angry', 'value="Very sad" alias="sad"');
const why = (attributes: string): string => choices('why', attributes, 'Noise');
const view = (attributes: string, inside: string): string => `<View ${attributes}>${inside}</View>`;

const answer = (from: string, value: string, more = {}): object => ({
  id: `${from}-1`,
  from_name: from,
  to_name: 'body',
  type: 'choices',
  value: { choices: [value] },
  ...more,
});

/** `from_name`s of the results that are reported. */
function leftOut(tags: string, ...result: object[]): string[] {
  const { config } = parseLabelingConfig(`<View><Text name="body" value="$text"/>${tags}</View>`);
  assert.ok(config);
  const text = JSON.stringify({ task: 1, model_version: 'v', result });
  const problems = [...checkText(stringSource(text), { form: 'json', config })].flat();
  return problems
    .filter(({ code }) => code === 'answer-left-out')
    .map(({ pointer }) => (result[Number(pointer.split('/')[2])] as { from_name: string }).from_name);
}

const WHEN_ANGRY = 'visibleWhen="choice-selected" whenTagName="mood" whenChoiceValue="Angry"';

describe('an answer is left out', () => {
  const noise = answer('why', 'Noise');
  for (const [what, tags, result] of [
    ['its View wants another choice', `${MOOD}${view(WHEN_ANGRY, why(''))}`, [answer('mood', 'Calm'), noise]],
    ['its View wants a choice, and there is none', `${MOOD}${view(WHEN_ANGRY, why(''))}`, [noise]],
    ['it wants another choice itself', `${MOOD}${why(WHEN_ANGRY)}`, [answer('mood', 'Calm'), noise]],
    ['whatever case attributes are in', `${MOOD}${why(WHEN_ANGRY.toLowerCase())}`, [answer('mood', 'Calm'), noise]],
    [
      'a View further out wants another choice',
      `${MOOD}${view(WHEN_ANGRY, view('', why('')))}`,
      [answer('mood', 'Calm'), noise],
    ],
    ['it wants any choice, and there is none but itself', `${MOOD}${why('visibleWhen="choice-selected"')}`, [noise]],
    [
      'it wants a choice not to be made, and it is',
      `${MOOD}${why('visibleWhen="choice-unselected" whenTagName="mood" whenChoiceValue="Angry"')}`,
      [answer('mood', 'Angry'), noise],
    ],
    [
      'what it depends on is itself hidden',
      `${MOOD}${choices('depth', WHEN_ANGRY, 'Deep')}${why('visibleWhen="choice-selected" whenTagName="depth"')}`,
      [answer('mood', 'Calm'), answer('depth', 'Deep'), noise],
    ],
  ] as const) {
    test(what, () => {
      const found = leftOut(tags, ...result);
      assert.ok(found.includes('why'), found.join());
      assert.ok(!found.includes('mood'));
    });
  }
});

describe('an answer is submitted', () => {
  const noise = answer('why', 'Noise');
  for (const [what, tags, result] of [
    ['its View has its choice', `${MOOD}${view(WHEN_ANGRY, why(''))}`, [answer('mood', 'Angry'), noise]],
    [
      'one of several choices is made',
      `${MOOD}${why('visibleWhen="choice-selected" whenTagName="mood" whenChoiceValue="Calm,Angry"')}`,
      [answer('mood', 'Angry'), noise],
    ],
    [
      'the choice is named by its value and made by its alias',
      `${MOOD}${why('visibleWhen="choice-selected" whenTagName="mood" whenChoiceValue="Very sad"')}`,
      [answer('mood', 'sad'), noise],
    ],
    [
      'it wants any choice, and there is one',
      `${MOOD}${why('visibleWhen="choice-selected"')}`,
      [answer('mood', 'Calm'), noise],
    ],
    [
      'the choice that must not be made is not made',
      `${MOOD}${why('visibleWhen="choice-unselected" whenTagName="mood" whenChoiceValue="Angry"')}`,
      [answer('mood', 'Calm'), noise],
    ],
    ['a region has to be selected on the screen', `${MOOD}${view('visibleWhen="region-selected"', why(''))}`, [noise]],
    [
      'the choices come from the task',
      `<Choices name="mood" toName="body" value="$moods"/>${why(WHEN_ANGRY)}`,
      [answer('mood', 'Calm'), noise],
    ],
    ['what it depends on is no control', why('visibleWhen="choice-selected" whenTagName="gone"'), [noise]],
    ['a tag that hides nothing has the attribute', `${MOOD}<Collapse ${WHEN_ANGRY}>${why('')}</Collapse>`, [noise]],
  ] as const) {
    test(what, () => assert.deepEqual(leftOut(tags, ...result), []));
  }
});

describe('an answer about a region', () => {
  const labels = '<Labels name="tag" toName="body"><Label value="Ship"/><Label value="Buoy"/></Labels>';
  const region = (label: string): object => ({
    id: 'r1',
    from_name: 'tag',
    to_name: 'body',
    type: 'labels',
    value: { start: 0, end: 1, labels: [label] },
  });
  const about = answer('why', 'Noise', { id: 'r1' });
  const perRegion = (attributes: string): string => `${labels}${MOOD}${why(`perRegion="true" ${attributes}`)}`;

  test('is left out when the region has another label', () => {
    assert.deepEqual(leftOut(perRegion('whenLabelValue="Buoy"'), region('Ship'), about), ['why']);
  });
  test('is submitted when the region has the label, or one of them', () => {
    assert.deepEqual(leftOut(perRegion('whenLabelValue="Ship"'), region('Ship'), about), []);
    assert.deepEqual(leftOut(perRegion('whenLabelValue="Buoy,Ship"'), region('Ship'), about), []);
  });
  test('is not judged without its region, and without perRegion', () => {
    assert.deepEqual(leftOut(perRegion('whenLabelValue="Buoy"'), about), []);
    assert.deepEqual(leftOut(`${labels}${why('whenLabelValue="Buoy"')}`, region('Ship'), about), []);
  });
  test('depends on a choice about the same region', () => {
    const tags = `${labels}${choices('size', 'perRegion="true"', 'Big', 'Small')}${why('perRegion="true" visibleWhen="choice-selected" whenTagName="size" whenChoiceValue="Big"')}`;
    const size = (id: string, value: string): object => answer('size', value, { id });
    assert.deepEqual(leftOut(tags, region('Ship'), size('r1', 'Big'), about), []);
    assert.deepEqual(leftOut(tags, region('Ship'), size('r1', 'Small'), about), ['why']);
    assert.deepEqual(leftOut(tags, region('Ship'), size('r2', 'Big'), about), ['why']);
  });
});
