import { predictionWith, type Rule } from '../rule';
import { ownerOf, sentences } from '../words';

/** A key that both gates, or one of them, cannot do without. */
export const missingKey: Rule = {
  code: 'missing-key',
  title: 'A required key is missing',
  explanation:
    'Label Studio cannot read the object without this key. The validator rejects the prediction, or the editor drops the region or its shape without a word.',
  cure: 'Add the key. The completion list (Ctrl+Space) offers what is missing, with its unit.',
  failing: [
    predictionWith(
      '{ "id": "r1", "from_name": "box", "to_name": "photo", "type": "rectanglelabels", "value": { "x": 10, "y": 10, "width": 5, "rectanglelabels": ["Ship"] } }',
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
    };
  },
};
