import { rounded } from '../../fixes/drafts';
import { set } from '../../fixes/fix';
import { predictionWith, type Rule } from '../rule';
import { anyBox } from '../ruleExamples';

/** A confidence of a region that is none. */
export const regionScoreOutOfRange: Rule = {
  code: 'region-score-out-of-range',
  title: 'The score of a region is a number from 0 to 1',
  explanation:
    'The score of a prediction has to be from 0 to 1, else the validator rejects it. That of a single region is not looked at by the validator, and the editor keeps every number; but it is a confidence like that one, and next to others from 0 to 1 it means nothing.',
  cure: 'Divide percent by 100. A logit has to be made a probability.',
  fixes: [
    {
      title: 'Divide the score by 100',
      safety: 'guess',
      at: ({ path, value }) =>
        typeof value === 'number' && value > 1 && value <= 100
          ? { title: `Change to ${rounded(value / 100)}`, edits: [set(path, rounded(value / 100))] }
          : undefined,
    },
  ],
  failing: [predictionWith(anyBox('r1', '"score": 87.3'))],
  passing: [predictionWith(anyBox('r1', '"score": 0.873'))],
  checkRegion({ value: { score } }, _inputs, report) {
    if (typeof score !== 'number' || (score >= 0 && score <= 1) || !Number.isFinite(score)) return;
    const percent =
      score > 1 && score <= 100 ? ` If it is percent, write ${Number((score / 100).toPrecision(12))}.` : '';
    report({
      path: ['score'],
      on: 'value',
      message: `The score of a region is a number from 0 to 1, and this is ${score}. Label Studio keeps it as it is.${percent || ' Scale it.'}`,
      severity: 'warning',
      gates: ['authoring'],
    });
  },
};
