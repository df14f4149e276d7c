import { insert, type NewValue } from '../../fixes/fix';
import { onlyValueOf, usualValueOf } from '../../fixes/missingKeys';
import type { FixTarget } from '../../fixes/target';
import { predictionWith, type Rule, type RuleFix } from '../rule';
import { ownerOf, sentences } from '../words';

/** The fix that adds the missing key with this value, where there is one. */
const adding =
  (findValue: (target: FixTarget, key: string) => NewValue | undefined): NonNullable<RuleFix['at']> =>
  (target) => {
    const key = String(target.about.key);
    const value = findValue(target, key);
    if (value === undefined) return undefined;
    return { title: `Add "${key}": ${JSON.stringify(value)}`, edits: [insert(target.path, key, value)] };
  };

/** A key that both gates, or one of them, cannot do without. */
export const missingKey: Rule = {
  code: 'missing-key',
  title: 'A required key is missing',
  explanation:
    'Label Studio cannot read the object without this key. The validator rejects the prediction, or the editor drops the region or its shape without a word.',
  cure: 'Add the key. The completion list (Ctrl+Space) offers what is missing, with its unit.',
  fixes: [
    {
      title: 'Add the key with the one value that it can have',
      safety: 'safe',
      at: adding(onlyValueOf),
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
  ],
  passing: [
    predictionWith(
      '{ "id": "r1", "from_name": "box", "to_name": "photo", "type": "rectanglelabels", "value": { "x": 10, "y": 10, "width": 5, "height": 5, "rectanglelabels": ["Ship"] } }',
    ),
  ],
  claim(finding) {
    if (finding.keyword !== 'required' && finding.keyword !== 'dependencies') return undefined;
    const key = String(finding.params.missingProperty);
    const owner = finding.path.at(-1) === 'value' ? `the value of ${ownerOf(finding.region)}` : ownerOf(finding.region);
    return {
      path: finding.path,
      on: 'key',
      message: sentences(`"${key}" is missing from ${owner}. Add it.`, finding.describe([...finding.path, key])),
      severity: 'error',
      gates: finding.gates,
      data: { key },
    };
  },
};
