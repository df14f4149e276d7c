import { renameTo } from '../../fixes/drafts';
import { type Draft, insert, type NewValue } from '../../fixes/fix';
import { onlyValueOf, usualValueOf } from '../../fixes/missingKeys';
import type { FixTarget } from '../../fixes/target';
import { isSameWord, slipIn } from '../keySlips';
import { predictionWith, type Rule, type RuleFix } from '../rule';
import { ownerOf, sentences, show } from '../words';

/** The fix that adds the missing key with this value, where there is one. */
const adding =
  (findValue: (target: FixTarget, key: string) => NewValue | undefined): NonNullable<RuleFix['at']> =>
  (target) => {
    if (target.about.expected !== undefined) return undefined;
    const key = String(target.about.key);
    const value = findValue(target, key);
    if (value === undefined) return undefined;
    return { title: `Add "${key}": ${JSON.stringify(value)}`, edits: [insert(target.path, key, value)] };
  };

/** The key that stands there, and the one that is missing. */
function spellings({ about: { key, expected } }: FixTarget): [string, string] {
  return [String(key), String(expected)];
}

function renamed({ unit, path, about: { expected } }: FixTarget): Draft | undefined {
  return typeof expected === 'string' ? renameTo(unit, path, expected) : undefined;
}

/** A key that both gates, or one of them, cannot do without. */
export const missingKey: Rule = {
  code: 'missing-key',
  title: 'A required key is missing',
  explanation:
    'Label Studio cannot read the object without this key. The validator rejects the prediction, or the editor drops the region or its shape without a word.',
  cure: 'Add the key, or rename the one that was meant to be it. The completion list (Ctrl+Space) offers what is missing, with its unit.',
  fixes: [
    {
      title: 'Write the key in its own spelling',
      safety: 'safe',
      at: (target) => (isSameWord(...spellings(target)) ? renamed(target) : undefined),
    },
    {
      title: 'Add the key with the one value that it can have',
      safety: 'safe',
      at: adding(onlyValueOf),
    },
    {
      title: 'Rename the most similar key',
      safety: 'guess',
      at: (target) => (isSameWord(...spellings(target)) ? undefined : renamed(target)),
    },
    {
      title: 'Add the key with a usual value',
      safety: 'guess',
      at: adding(usualValueOf),
    },
  ],
  failing: [
    predictionWith(
      '{ "id": "r1", "from_name": "box", "to_name": "photo", "type": "rectanglelabels", "value": { "x": 10, "y": 10, "width": 5, "rectanglelabels": ["Ship"] } }',
    ),
    predictionWith(
      '{ "id": "s1", "from_name": "seg", "to_name": "log", "type": "timeserieslabels", "value": { "start": 2, "end": 9, "timeserieslabels": ["Run"] } }',
    ),
    { kind: 'prediction', text: '{ "task": 1, "model_version": "v1" }' },
    predictionWith(
      '{ "id": "r1", "from_name": "box", "to_name": "photo", "type": "rectangle", "value": { "x": 10, "y": 10, "width": 5, "Height": 5 } }',
    ),
    predictionWith(
      '{ "id": "r1", "from_name": "box", "to_name": "photo", "type": "rectangle", "value": { "x": 10, "y": 10, "width": 5, "heigth": 5 } }',
    ),
  ],
  passing: [
    predictionWith(
      '{ "id": "r1", "from_name": "box", "to_name": "photo", "type": "rectanglelabels", "value": { "x": 10, "y": 10, "width": 5, "height": 5, "rectanglelabels": ["Ship"] } }',
    ),
  ],
  claim(finding) {
    if (finding.keyword !== 'required' && finding.keyword !== 'dependencies') return undefined;
    const key = String(finding.params.missingProperty);
    const slip = slipIn(finding.value, key, (other) => finding.describe([...finding.path, other]) !== '');
    const owner = finding.path.at(-1) === 'value' ? `the value of ${ownerOf(finding.region)}` : ownerOf(finding.region);
    return {
      path: slip === undefined ? finding.path : [...finding.path, slip],
      on: 'key',
      message: sentences(
        `"${key}" is missing from ${owner}. ${slip === undefined ? 'Add it.' : `Rename ${show(slip)} to it.`}`,
        finding.describe([...finding.path, key]),
      ),
      severity: 'error',
      gates: finding.gates,
      data: slip === undefined ? { key } : { key: slip, expected: key },
    };
  },
};
