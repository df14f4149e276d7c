import { removeIt } from '../../fixes/drafts';
import { predictionWith, type Rule } from '../rule';
import { lastStep, ownerOf, sentences } from '../words';

/** A key with which the editor takes the region for something else, or fails. Other extra keys do no harm. */
export const unexpectedKey: Rule = {
  code: 'unexpected-key',
  title: 'A key that must not be here',
  explanation:
    'The editor tells the kind of a shape by the keys of its value: a keypoint with `height` is drawn as a rectangle, an ellipse with `width` and `height` too. A key `object` on a region ends in an error panel. Other extra keys are ignored, and are not reported.',
  cure: 'Remove the key.',
  fixes: [
    {
      title: 'Remove the key',
      safety: 'guess',
      at: (target) => ({ ...removeIt(target), title: `Remove ${lastStep(target.path)}` }),
    },
  ],
  failing: [
    predictionWith(
      '{ "id": "k1", "from_name": "kp", "to_name": "photo", "type": "keypointlabels", "value": { "x": 10, "y": 10, "width": 1, "height": 1, "keypointlabels": ["Buoy"] } }',
    ),
  ],
  passing: [
    predictionWith(
      '{ "id": "k1", "from_name": "kp", "to_name": "photo", "type": "keypointlabels", "value": { "x": 10, "y": 10, "width": 1, "keypointlabels": ["Buoy"] } }',
    ),
  ],
  claim(finding) {
    if (finding.keyword !== 'false schema' && finding.keyword !== 'not') return undefined;
    return {
      path: finding.path,
      on: 'key',
      message: sentences(
        `${lastStep(finding.path)} must not stand in ${ownerOf(finding.region)}. Remove it.`,
        finding.describe(finding.path),
      ),
      severity: 'error',
      gates: ['editor'],
    };
  },
};
