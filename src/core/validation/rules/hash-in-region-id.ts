import { renamedIds } from '../../fixes/regionIds';
import { editorId } from '../regionId';
import { predictionWith, type RegionFact, type Rule } from '../rule';
import { anyBox } from '../ruleExamples';
import { show } from '../words';

/** An id that the editor does not keep as it is. */
export const hashInRegionId: Rule = {
  code: 'hash-in-region-id',
  title: 'The id of a region holds a #',
  explanation:
    'The editor uses `#` itself: it cuts an id off there. `r1#a` becomes `r1`, and is the same region as `r1#b`. The validator does not look at ids.',
  cure: 'Use letters, digits, `-` and `_` only.',
  fixes: [
    {
      title: 'Write - for # in the id, and where it is referred to',
      safety: 'guess',
      at: ({ unit, value, region }) =>
        region && typeof value === 'string'
          ? renamedIds(unit, region.prediction, value, value.replaceAll('#', '-'))
          : undefined,
    },
  ],
  failing: [predictionWith(anyBox('r1#a'))],
  passing: [predictionWith(anyBox('r1-a'))],
  prediction: {
    fact: ({ value: { id } }): string | undefined => (typeof id === 'string' && id.includes('#') ? id : undefined),
    check(facts: readonly RegionFact<string>[], _inputs, report) {
      const seen = new Set<string>();
      for (const { fact: id, path } of facts) {
        const kept = editorId(id);
        // A second one of the same id is the matter of duplicate-region-id, or belongs to the first.
        if (seen.has(kept)) continue;
        seen.add(kept);
        report({
          path: [...path, 'id'],
          on: 'value',
          message: `Label Studio's editor cuts ids off at "#": ${show(id)} becomes ${show(kept)}. Use letters, digits, "-" and "_".`,
          severity: 'warning',
          gates: ['editor'],
        });
      }
    },
  },
};
