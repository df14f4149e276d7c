import { removeIt } from '../../fixes/drafts';
import type { FixTarget } from '../../fixes/target';
import { predictionWith, type RegionFact, type Rule } from '../rule';
import { anyBox } from '../ruleExamples';

const relation = (from: string, to: string): string =>
  `{ "type": "relation", "from_id": "${from}", "to_id": "${to}", "direction": "right" }`;
const BOXES = `${anyBox('r1')}, ${anyBox('r2')}`;

/** A relation that is there already. */
export const repeatedRelation: Rule = {
  code: 'repeated-relation',
  title: 'The same relation twice',
  explanation:
    'Between two regions there is one relation from the one to the other. The editor skips a second one: its direction, its labels and its notes are lost.',
  cure: 'Remove it, or put its labels into the `labels` of the first.',
  fixes: [
    {
      title: 'Remove the relation, which says nothing new',
      safety: 'safe',
      at: (target) => (isSameAsFirst(target) ? removeIt(target) : undefined),
    },
    {
      title: 'Remove the second relation',
      safety: 'guess',
      at: (target) => (isSameAsFirst(target) ? undefined : removeIt(target)),
    },
  ],
  failing: [
    predictionWith(`${BOXES}, ${relation('r1', 'r2')}, ${relation('r1', 'r2')}`),
    predictionWith(`${BOXES}, ${relation('r1', 'r2')}, ${relation('r1', 'r2').replace('right', 'left')}`),
  ],
  passing: [predictionWith(`${BOXES}, ${relation('r1', 'r2')}, ${relation('r2', 'r1')}`)],
  types: ['relation'],
  prediction: {
    fact: ({ value: { from_id: from, to_id: to } }): string | undefined =>
      typeof from === 'string' && typeof to === 'string' ? `${from}\u0000${to}` : undefined,
    check(facts: readonly RegionFact<string>[], _inputs, report) {
      const seen = new Set<string>();
      for (const { fact, path } of facts) {
        if (!seen.has(fact)) {
          seen.add(fact);
          continue;
        }
        report({
          path,
          on: 'key',
          message:
            "There is a relation from and to these regions already: Label Studio's editor skips this one. Remove it, or put its labels into the first.",
          severity: 'warning',
          gates: ['editor'],
        });
      }
    },
  },
};

/** Whether the relation that counts says all that this one says. */
function isSameAsFirst({ unit, region }: FixTarget): boolean {
  if (!region) return false;
  const { from_id: from, to_id: to } = region.value;
  const first = unit
    .regionsOf(region.prediction)
    .find(({ value }) => value.type === 'relation' && value.from_id === from && value.to_id === to);
  if (!first || first === region) return false;
  const keys = Object.keys(region.value);
  return keys.every((key) => JSON.stringify(region.value[key]) === JSON.stringify(first.value[key]));
}
