import { insert, remove, Source } from '../../fixes/fix';
import { predictionWith, type Rule } from '../rule';
import { anyBox, boxWith } from '../ruleExamples';

/** A confidence inside of the value, where the editor leaves it out. */
export const scoreInValue: Rule = {
  code: 'score-in-value',
  title: 'The score of a region stands beside its value',
  explanation:
    'The confidence of a region is its own key `score`, beside `value`. Inside of `value` nobody reads it, and the annotation that is saved from the prediction has lost it.',
  cure: 'Move `score` out of `value`, one level up.',
  fixes: [
    {
      title: 'Move the score beside the value',
      safety: 'safe',
      at({ unit, path, region }) {
        if (!region) return undefined;
        const own = region.value.score;
        if (own === undefined)
          return { edits: [remove(path), insert(region.path, 'score', new Source(unit.source(path)))] };
        return own === unit.at(path) ? { title: 'Remove the second "score"', edits: [remove(path)] } : undefined;
      },
    },
  ],
  failing: [predictionWith(boxWith('r1', '"x": 44, "y": 10, "width": 5, "height": 5, "score": 0.5'))],
  passing: [predictionWith(anyBox('r1', '"score": 0.5'))],
  checkRegion({ value: { type }, content: { score } }, _inputs, report) {
    // What a custom tag or ReactCode keeps there is its own affair.
    if (typeof score !== 'number' || type === 'reactcode') return;
    report({
      path: ['value', 'score'],
      on: 'key',
      message:
        'The score of a region stands beside its "value", not in it: here nobody reads it, and Label Studio\'s editor leaves it out when the annotation is saved. Move it up.',
      severity: 'warning',
      gates: ['editor'],
    });
  },
};
