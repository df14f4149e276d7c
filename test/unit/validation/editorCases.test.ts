/**
 * All rules against what the editor of Label Studio 1.23.2 did with 289 predictions: what it loses, alters or breaks on is
 * found at its region, and of what it shows as it was sent no rule says that the editor minds.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkText } from '../../../src/core/engine/checkText';
import { parseLabelingConfig } from '../../../src/core/labelingConfig/parse';
import { stringSource } from '../../../src/core/text/lines';
import type { FileProblem } from '../../../src/core/validation/file';
import { notInCommunity } from '../schema/editor-disagreements';
import { editorCases as cases, type EditorCase } from '../schema/fixtures';

/** Where nothing is said yet, or can be said: ids by reason. An id that is found by now has to leave the list. */
const open: Readonly<Record<string, readonly string[]>> = {
  'names, types, labels, choices and attributes of the labeling config': ['ex-25', 'per-when-label', 'visible-unmet'],
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

function problemsOf({ config_xml: xml, data, prediction, predictions }: EditorCase): FileProblem[] {
  const { config } = parseLabelingConfig(xml);
  const text = JSON.stringify({ data, predictions: predictions ?? [prediction] });
  return [...checkText(stringSource(text), { form: 'json', expects: 'task', ...(config && { config }) })].flat();
}

/**
 * Pointers of the regions and relations that the recording names; of the prediction when it names none, because all is
 * lost.
 */
function placesIn({ prediction: { result }, detail }: EditorCase): string[] {
  const all = '/predictions/0';
  if (!Array.isArray(result)) return [all];
  const named = result.flatMap((region: { id?: unknown; type?: unknown } | null, index) => {
    const name = region?.type === 'relation' ? 'relation' : region?.id;
    const isNamed = typeof name === 'string' && new RegExp(`(?<![\\w.])${name}(?!\\w)`).test(detail);
    return isNamed ? [`${all}/result/${index}`] : [];
  });
  return named.length > 0 ? named : [all];
}

/** In a place, or said of the prediction as a whole. */
function isIn(pointer: string, place: string): boolean {
  return pointer === place || pointer.startsWith(`${place}/`) || pointer === '/predictions/0';
}

/** Whether something is said at one of the regions: information that nothing is wrong does not count. */
function isFound(one: EditorCase): boolean {
  const places = placesIn(one);
  return problemsOf(one).some(
    ({ pointer, severity }) => severity !== 'information' && places.some((place) => isIn(pointer, place)),
  );
}

describe('what the editor loses, alters or breaks on', () => {
  for (const one of cases.filter(({ outcome }) => outcome !== 'ok')) {
    if (isOpen.has(one.id)) test(`is still open: ${one.id}, ${one.what}`, () => assert.equal(isFound(one), false));
    else
      test(`is found: ${one.id}, ${one.what}`, () => {
        assert.ok(isFound(one), `${JSON.stringify(problemsOf(one), null, 1)} says nothing at ${placesIn(one)}`);
      });
  }

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
      const errors = problemsOf(one).filter(({ severity, gates }) => severity === 'error' && gates.includes('editor'));
      assert.deepEqual(errors, []);
    });
  }
});
