import { predictionWith, type RegionFact, type Rule } from '../rule';
import { show } from '../words';

interface Fact {
  /** The id as the editor compares it: what stands before a `#`. */
  id: string;
  from: string;
}

const box = (id: string, from: string): string =>
  `{ "id": "${id}", "from_name": "${from}", "to_name": "photo", "type": "rectanglelabels", "value": { "x": 44, "y": 10, "width": 5, "height": 5, "rectanglelabels": ["Ship"] } }`;

/**
 * Two results of one control tag with one id. Results of different control tags may share an id: together they are one
 * region.
 */
export const duplicateRegionId: Rule = {
  code: 'duplicate-region-id',
  title: 'Two regions of a control tag have the same id',
  explanation:
    'Results with the same `id` are one region: a shape, its labels, its answers. Two results of the *same* control tag under one id cannot both be shown: the editor puts both on the first shape, and the second shape is lost. Ids are cut off at `#`, so `a#1` and `a#2` are the same. The validator does not look at it.',
  cure: 'Give each region an id of its own, for example ten random letters and digits. Results that belong to one region (its per-region answers, the `labels` of a split shape) keep the id of their shape.',
  failing: [
    predictionWith(`${box('r1', 'box')}, ${box('r1', 'box')}`),
    predictionWith(`${box('a#1', 'box')}, ${box('a#2', 'box')}`),
  ],
  passing: [
    predictionWith(`${box('r1', 'box')}, ${box('r2', 'box')}`),
    predictionWith(`${box('r1', 'box')}, ${box('r1', 'other')}`),
  ],
  prediction: {
    fact({ value: { id, from_name: from } }): Fact | undefined {
      if (typeof id !== 'string' || typeof from !== 'string') return undefined;
      const end = id.indexOf('#');
      return { id: end < 0 ? id : id.slice(0, end), from };
    },
    check(facts: readonly RegionFact<Fact>[], _inputs, report) {
      const seen = new Map<string, string[]>();
      for (const region of facts) {
        const { id, from } = region.fact;
        const others = seen.get(id);
        if (!others?.includes(from)) {
          if (others) others.push(from);
          else seen.set(id, [from]);
          continue;
        }
        report({
          path: [...region.path, 'id'],
          on: 'value',
          message: `Another result of ${show(from)} in this prediction has the id ${show(id)} already: Label Studio's editor puts both on the first shape, and this one is lost. Give it an id of its own.`,
          severity: 'error',
          gates: ['editor'],
          data: { id },
        });
      }
    },
  },
};
