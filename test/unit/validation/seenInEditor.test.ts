/** What was seen in the editor of Label Studio 1.23.2 with random predictions, and is in no recorded case. */
import { describe } from 'node:test';
import { configOf, IMAGE, labelsTag, TEXT } from '../../../src/core/validation/ruleConfigs';
import { region, says } from './said';

const NOTE = configOf(TEXT, '<TextArea name="note" toName="body"/><TextArea name="other" toName="body"/>');
const ABOUT_REGIONS = configOf(IMAGE, '<TextArea name="note" toName="photo" perregion="true"/>');
const note = (id: string | undefined, text: string, from = 'note', to = 'body'): object =>
  region('textarea', { text: [text] }, { id, from_name: from, to_name: to });

describe('texts', () => {
  says('answered-twice', { config: NOTE }, [
    ['of two ids: the last is taken', [note('a', 'x'), note('b', 'y')], 'error editor 0: {', /takes only the last one/],
    ['that are the same', [note('a', 'x'), note('b', 'x')], 'error editor 0: {'],
    ['of three ids', [note('a', 'x'), note('b', 'y'), note('c', 'z')], ['error editor 0: {', 'error editor 1: {']],
    ['without an id', [note(undefined, 'x'), note(undefined, 'y')], 'error editor 0: {'],
    ['of one id: both are taken', [note('a', 'x'), note('a', 'y')], []],
    ['of two control tags', [note('a', 'x'), note('b', 'y', 'other')], []],
  ]);
  says('answered-twice', {}, [['without a config: may be about regions', [note('a', 'x'), note('b', 'y')], []]]);
});

describe('a question about regions', () => {
  says('answer-without-region', { config: ABOUT_REGIONS }, [
    ['whose attribute is in lower case', note('a', 'x', 'note', 'photo'), 'error editor 0/id: "a"'],
  ]);
});

describe('a span', () => {
  const config = configOf(
    IMAGE,
    TEXT,
    '<Audio name="rec" value="$audio"/>',
    labelsTag('Labels', 'tag', 'body,photo,rec', 'Ship'),
  );
  const span = (to: unknown, value: object): object =>
    region('labels', { ...value, labels: ['Ship'] }, { from_name: 'tag', to_name: to });
  says('span-on-image', { config }, [
    ['on an image', span('photo', { start: 0, end: 4 }), 'error editor 0/value/start: "start"', /"photo" is an Image/],
    [
      'on an image, with its words',
      span('photo', { start: 0, end: 4, text: 'Alma' }),
      'error editor 0/value/start: "start"',
    ],
    ['on a text', span('body', { start: 0, end: 4 }), []],
    ['on a sound', span('rec', { start: 0, end: 4 }), []],
    ['with a shape', span('photo', { start: 0, end: 4, x: 1, y: 1, width: 5, height: 5 }), []],
    ['that is the label of a shape', span('photo', {}), []],
    ['on nothing', span('?', { start: 0, end: 4 }), []],
    ['on what is no name', span(7, { start: 0, end: 4 }), []],
  ]);
  says('span-on-image', {}, [['without a config', span('photo', { start: 0, end: 4 }), []]]);
});
