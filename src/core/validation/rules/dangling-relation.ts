import { remove } from '../../fixes/fix';
import { likelyIds } from '../../fixes/regionIds';
import { idText } from '../regionId';
import { type Claim, predictionWith, type RegionFact, type Rule } from '../rule';
import { ownerAt, show } from '../words';

/** A region's id, or the ids that a relation names. */
type Fact = string | { from?: string; to?: string };

const regions = ['r1', 'r2'].map(
  (id) =>
    `{ "id": "${id}", "from_name": "box", "to_name": "photo", "type": "rectanglelabels", "value": { "x": 44, "y": 10, "width": 5, "height": 5, "rectanglelabels": ["Ship"] } }`,
);
const relation = (from: string, to: string): string =>
  `{ "type": "relation", "from_id": "${from}", "to_id": "${to}", "direction": "right" }`;

/** A relation whose end is no region of the same result. */
export const danglingRelation: Rule = {
  code: 'dangling-relation',
  title: 'A relation names a region that is not there',
  explanation:
    'Both ends of a relation are ids of regions in the same `result`. When one is not there the validator rejects the prediction, and the editor shows a blank page instead of the task. A region with an empty `id` gets another one in the editor, so that no relation can lead to it.',
  cure: 'Write the `id` of a region of the same `result`, give the region that id, or remove the relation.',
  fixes: [
    { title: 'Change to the id of a region', safety: 'guess', at: likelyIds },
    { title: 'Remove the relation', safety: 'guess', at: ({ region }) => region && { edits: [remove(region.path)] } },
  ],
  failing: [predictionWith([...regions, relation('r1', 'r3')].join(', '))],
  passing: [predictionWith([relation('r1', 'r2'), ...regions].join(', '))],
  prediction: {
    needsAll: true,
    fact({ value: { type, id, from_id: from, to_id: to } }): Fact | undefined {
      if (type !== 'relation') return idText(id);
      return {
        ...(typeof from === 'string' && { from }),
        ...(typeof to === 'string' && { to }),
      };
    },
    check(facts: readonly RegionFact<Fact>[], _inputs, report) {
      if (facts.every(({ fact }) => typeof fact === 'string')) return;
      const ids = new Set(facts.map(({ fact }) => fact));
      for (const { fact, path } of facts) {
        if (typeof fact === 'string') continue;
        for (const [key, id] of [
          ['from_id', fact.from],
          ['to_id', fact.to],
        ] as const) {
          if (id === undefined || (ids.has(id) && id !== '')) continue;
          if (ids.has(id)) {
            report(toEmptyId([...path, key]));
            continue;
          }
          report({
            path: [...path, key],
            on: 'value',
            message: `No region of this ${ownerAt(path)} has the id ${show(id)}: the validator rejects the ${ownerAt(path)}, and Label Studio's editor shows a blank page. Write the id of a region of the same result, or remove the relation.`,
            severity: 'error',
            gates: ['server', 'editor'],
            data: { id },
          });
        }
      }
    },
  },
};

/** The validator finds a region by its empty id. */
function toEmptyId(path: Claim['path']): Claim {
  return {
    path,
    on: 'value',
    message:
      "Label Studio's editor gives a region with an empty id another one, so this relation leads to no region, and a blank page is shown. Give the region an id, and write it here.",
    severity: 'error',
    gates: ['editor'],
    data: { id: '' },
  };
}
