import { renameTo } from '../../fixes/drafts';
import { predictionWith, type Rule } from '../rule';
import { show } from '../words';

/** `labels` under `type: paragraphlabels` and the like: the key of the labels is the type itself. */
export const labelsUnderWrongKey: Rule = {
  code: 'labels-under-wrong-key',
  title: 'The labels stand under the wrong key',
  explanation:
    'The labels of a region stand under a key that is spelt like its `type`: `rectanglelabels` under `"type": "rectanglelabels"`. Under another key the validator rejects the region, and the editor draws it without a label.',
  cure: 'Rename the key to the one that the message names.',
  fixes: [
    {
      title: 'Rename the key to the one of the type',
      safety: 'safe',
      at({ unit, path, region }) {
        const right = region?.tag?.labelKey;
        return right === undefined ? undefined : renameTo(unit, path, right);
      },
    },
  ],
  failing: [
    predictionWith(
      '{ "id": "p1", "from_name": "mark", "to_name": "talk", "type": "paragraphlabels", "value": { "start": "0", "end": "0", "startOffset": 0, "endOffset": 4, "labels": ["Ship"] } }',
    ),
    predictionWith(
      '{ "id": "r1", "from_name": "box", "to_name": "photo", "type": "rectanglelabels", "value": { "x": 1, "y": 1, "width": 5, "height": 5, "polygonlabels": ["Ship"] } }',
    ),
  ],
  passing: [
    predictionWith(
      '{ "id": "p1", "from_name": "mark", "to_name": "talk", "type": "paragraphlabels", "value": { "start": "0", "end": "0", "startOffset": 0, "endOffset": 4, "paragraphlabels": ["Ship"] } }',
    ),
  ],
  claim(finding) {
    const { region, value } = finding;
    const right = region?.tag?.labelKey;
    if (finding.keyword !== 'required' || finding.params.missingProperty !== right || right === undefined)
      return undefined;
    if (typeof value !== 'object' || value === null) return undefined;
    const wrong = Object.keys(value).find((key) => key !== right && (key.endsWith('labels') || key === 'label'));
    if (wrong === undefined) return undefined;
    return {
      path: [...finding.path, wrong],
      on: 'key',
      message: `The labels of a ${region?.tag?.tag} region stand under ${show(right)}, not under ${show(wrong)}. Rename the key.`,
      severity: 'error',
      gates: finding.gates,
    };
  },
};
