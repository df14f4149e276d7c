import { changeToCandidates, sameButCase } from '../../fixes/drafts';
import { predictionWith, type Rule } from '../rule';
import { lastStep, sentences, show } from '../words';

/** A word that has to be one of a few. */
export const unknownValue: Rule = {
  code: 'unknown-value',
  title: 'The value is none of those that Label Studio knows',
  explanation:
    'Some keys take one of a few words: the direction of a relation, the side a Pairwise selects. Another word is rejected by the validator, changed by the editor, or ends in an error panel.',
  cure: 'Choose one of the values that the message names.',
  fixes: [
    { title: 'Write the value in the right case', safety: 'safe', at: sameButCase },
    { title: 'Change to a value that Label Studio knows', safety: 'guess', at: changeToCandidates },
  ],
  failing: [
    predictionWith('{ "type": "relation", "from_id": "a", "to_id": "b", "direction": "forward" }'),
    predictionWith('{ "type": "relation", "from_id": "a", "to_id": "b", "direction": "Right" }'),
    predictionWith(
      '{ "id": "q", "from_name": "pick", "to_name": "left", "type": "pairwise", "value": { "selected": "up" } }',
    ),
  ],
  passing: [
    predictionWith(
      '{ "id": "a", "from_name": "mood", "to_name": "body", "type": "choices", "value": { "choices": ["Calm"] } }, { "type": "relation", "from_id": "a", "to_id": "a", "direction": "right" }',
    ),
  ],
  claim(finding) {
    const { allowedValues, allowedValue } = finding.params;
    if (finding.keyword !== 'enum' && finding.keyword !== 'const') return undefined;
    const allowed = Array.isArray(allowedValues) ? allowedValues : [allowedValue];
    return {
      path: finding.path,
      on: 'value',
      message: sentences(
        `${lastStep(finding.path)} must be ${allowed.map((value) => show(value)).join(' or ')}, not ${show(finding.value)}.`,
        finding.describe(finding.path),
      ),
      severity: 'error',
      gates: finding.gates,
      data: { candidates: allowed },
    };
  },
};
