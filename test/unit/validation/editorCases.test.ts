/**
 * All rules against what the editor of Label Studio 1.23.2 did with 289 predictions: what it loses, alters or breaks on is
 * found at its region, and of what it shows as it was sent no rule says that the editor minds.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { notInCommunity } from '../schema/editor-disagreements';
import { editorCases as cases } from '../schema/fixtures';
import { editorErrors, isFound, placesIn, problemsOf } from './editorProblems';

/**
 * Where nothing is said of the region: ids by reason, which `docs/rules.md` tells at its end. An id that is found by now
 * has to leave the list.
 */
const open: Readonly<Record<string, readonly string[]>> = {
  'said where it is: at the data of the task': ['ex-25'],
  'tags that the Community editor does not have: the labeling config is what is wrong there': notInCommunity,
  'the real size of the image is in no file, and only vectors depend on it': ['ex-19', 'ex-20'],
  'settings of the project': ['rect-many-two-versions', 'rect-predictions-off'],
  'written in another way and shown as it was meant': [
    'hyper-bad-xpath-global',
    'hyper-element',
    'hyper-emoji-global-cp',
  ],
  'an empty list is a legal way to say none, and is shown as none': ['choices-empty', 'area-empty'],
};
const isOpen = new Set(Object.values(open).flat());

describe('what the editor loses, alters or breaks on', () => {
  for (const one of cases.filter(({ outcome }) => outcome !== 'ok')) {
    if (isOpen.has(one.id)) test(`is still open: ${one.id}, ${one.what}`, () => assert.equal(isFound(one), false));
    else
      test(`is found: ${one.id}, ${one.what}`, () => {
        assert.ok(isFound(one), `${JSON.stringify(problemsOf(one), null, 1)} says nothing at ${placesIn(one)}`);
      });
  }

  test('of a time series that does not load it is said at its data', () => {
    const one = cases.find(({ id }) => id === 'ex-25');
    const said = one && problemsOf(one).map(({ code, pointer }) => `${code} ${pointer}`);
    assert.ok(said?.includes('series-not-an-address /data/log'), said?.join());
  });

  test('the list of what is open names cases that there are, each once', () => {
    const ids = Object.values(open).flat();
    const lost = new Set(cases.filter(({ outcome }) => outcome !== 'ok').map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(
      ids.filter((id) => !lost.has(id)),
      [],
    );
  });
});

describe('what the editor shows as it was sent', () => {
  for (const one of cases.filter(({ outcome }) => outcome === 'ok')) {
    test(`has no error of the editor: ${one.id}, ${one.what}`, () => {
      assert.deepEqual(editorErrors(one), []);
    });
  }
});
