import { changeToCandidates, sameButCase } from '../../fixes/drafts';
import { nearestType, tagByType } from '../../tags/catalogue';
import { isRelationOfOtherType } from '../otherType';
import { type Claim, predictionWith, type Rule } from '../rule';
import { anyBox } from '../ruleExamples';
import { isAccepted } from '../validator';
import { show } from '../words';

const link = (type: string): string => `{ "type": "${type}", "from_id": "r1", "to_id": "r2", "direction": "right" }`;

/** A `type` that is almost one of Label Studio's. Types that resemble none are left alone: they may be custom tags. */
export const unknownType: Rule = {
  code: 'unknown-type',
  title: 'The type is misspelt',
  explanation:
    'A `type` is the name of the control tag in lower case. The validator ignores case, the editor does not: a type in the wrong case, or one that it does not know, replaces the whole editor by an error panel. Types that resemble none of Label Studio’s are not reported: they can belong to a custom tag. What has `from_id` and `to_id`, but neither `from_name` nor `value`, is a relation, whatever its type says.',
  cure: 'Write the type as the message says, in lower case.',
  fixes: [
    { title: 'Write the type in lower case', safety: 'safe', at: sameButCase },
    { title: 'Change to the most similar type', safety: 'guess', at: changeToCandidates },
  ],
  failing: [
    predictionWith(
      '{ "id": "c1", "from_name": "mood", "to_name": "body", "type": "Choices", "value": { "choices": ["Calm"] } }',
    ),
    predictionWith(`${anyBox('r1')}, ${anyBox('r2')}, ${link('link')}`),
    predictionWith(
      '{ "id": "r1", "from_name": "box", "to_name": "photo", "type": "rectanglelabel", "value": { "x": 1, "y": 1, "width": 5, "height": 5, "rectanglelabels": ["Ship"] } }',
    ),
  ],
  passing: [
    predictionWith(
      '{ "id": "c1", "from_name": "mood", "to_name": "body", "type": "choices", "value": { "choices": ["Calm"] } }',
    ),
    predictionWith(
      '{ "id": "w1", "from_name": "w", "to_name": "body", "type": "mywidget", "value": { "anything": 1 } }',
    ),
  ],
  reads: ['config'],
  checkRegion(region, { config }, report) {
    const { type } = region.value;
    if (region.value.from_id !== undefined && isRelationOfOtherType(region.value)) {
      report(relation(type));
      return;
    }
    // A Chat control with toName wants the type `chat`, which is near `chatmessage`.
    if (typeof type !== 'string' || tagByType(type) || type === 'chat') return;
    const meant = nearestType(type);
    if (meant === undefined) return;
    // The validator compares without regard to case, so a mere case slip is the editor's alone.
    const onlyCase = type.toLowerCase() === meant && meant !== 'relation';
    const isServers = config && region.isWhole ? !isAccepted(region, config) : !onlyCase;
    report({
      path: ['type'],
      on: 'value',
      message: `Label Studio knows no type ${show(type)}. Did you mean "${meant}"?`,
      severity: 'error',
      gates: isServers ? ['server', 'editor'] : ['editor'],
      data: { meant },
    });
  },
};

/** Two ids and nothing else: it connects two regions. */
function relation(type: unknown): Claim {
  return {
    path: ['type'],
    on: 'value',
    message: `This has "from_id" and "to_id" as a relation has, but not its type: the validator rejects it as a region, and Label Studio's editor fails on it. Write "relation" and not ${show(type)}.`,
    severity: 'error',
    gates: ['server', 'editor'],
    data: { meant: 'relation' },
  };
}
