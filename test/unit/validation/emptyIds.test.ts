/** A region with an empty id gets another one in the editor, as one without an id does: seen in Label Studio 1.23.2. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { editDocument } from '../../../src/core/edits/editDocument';
import { missingIds } from '../../../src/core/edits/missingIds';
import { scanUnits } from '../../../src/core/text/units';
import { configOf, IMAGE, SPLIT_CONFIG } from '../../../src/core/validation/ruleConfigs';
import { RuleSet } from '../../../src/core/validation/ruleSet';
import { rules } from '../../../src/core/validation/rules';
import { region, says } from './said';

const BOX = { x: 1, y: 1, width: 5, height: 5 };
const box = (id: unknown): object => region('rectangle', BOX, { id });
const relation = (from_id: string, to_id: string): object => ({ type: 'relation', direction: 'right', from_id, to_id });
const PLATE = configOf(IMAGE, '<TextArea name="plate" toName="photo" perRegion="true"/>');

describe('an empty id', () => {
  says('region-without-id', {}, [
    ['is none', box(''), 'information authoring 0: {', /This region of the file has no "id"/],
    ['and counts with those that are missing', [box(''), box(undefined)], 'information authoring 0: {', /^2 regions/],
    ['a blank is one', box(' '), []],
  ]);
  says('duplicate-region-id', {}, [
    ['twice is two regions', [box(''), box('')], []],
    ['but what is empty before a # is one', [box('#a'), box('#b')], 'error editor 1/id: "#b"'],
  ]);
  says('dangling-relation', {}, [
    [
      'of a region: no relation leads to it',
      [box(''), box('b'), relation('', 'b')],
      'error editor 2/from_id: ""',
      /gives a region with an empty id another one/,
    ],
    ['of no region', [box('b'), relation('b', '')], 'error server+editor 1/to_id: ""', /No region of this prediction/],
    ['a blank', [box(' '), box('b'), relation(' ', 'b')], []],
  ]);
  says('answer-without-region', { config: PLATE }, [
    [
      'is not that of the region',
      [box(''), region('textarea', { text: ['AB'] }, { id: '', from_name: 'plate', to_name: 'photo' })],
      'error editor 1/id: ""',
    ],
  ]);
  says('unlabeled-region', { config: SPLIT_CONFIG }, [
    [
      'does not join a shape and its label',
      [
        region('rectangle', BOX, { id: '', from_name: 'shape', to_name: 'photo' }),
        region('labels', { ...BOX, labels: ['Ship'] }, { id: '', from_name: 'tag', to_name: 'photo' }),
      ],
      'warning authoring 0: {',
    ],
  ]);

  test('becomes one where missing ids are given', () => {
    const text = JSON.stringify({ task: 1, model_version: 'v', result: [box(''), box('b')] });
    const options = { form: 'json', expected: 'prediction', rules: new RuleSet(rules) } as const;
    const steps = editDocument(text, scanUnits(text, 'json').units, options, missingIds, []);
    let step = steps.next();
    while (!step.done) step = steps.next();
    const edits = step.value.edits.map(({ start, end, text: written }) => [text.slice(start, end), written]);
    assert.equal(edits.length, 1);
    assert.equal(edits[0]?.[0], '""');
    assert.match(edits[0]?.[1] ?? '', /^"[A-Za-z0-9]{10}"$/);
  });
});
