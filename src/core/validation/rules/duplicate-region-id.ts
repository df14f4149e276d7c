import { newIdFor } from '../../fixes/drafts';
import { set } from '../../fixes/fix';
import { editorId } from '../regionId';
import { ANSWER_TYPES, IMAGE_TYPES } from '../regionTypes';
import { type Claim, predictionWith, type RegionFact, type Rule } from '../rule';
import { ownerAt, show } from '../words';

const ANSWERS: ReadonlySet<unknown> = new Set(ANSWER_TYPES);

interface Fact {
  /** The id as the editor compares it: what stands before a `#`. */
  id: string;
  from: string;
  /** The kind of shape that it draws on an image, if it does. */
  shape: string | undefined;
}

const box = (id: string, from: string): string =>
  `{ "id": "${id}", "from_name": "${from}", "to_name": "photo", "type": "rectanglelabels", "value": { "x": 44, "y": 10, "width": 5, "height": 5, "rectanglelabels": ["Ship"] } }`;

/**
 * Two results of one control tag with one id. Results of different control tags may share an id: together they are one
 * region, and then they draw one shape.
 */
export const duplicateRegionId: Rule = {
  code: 'duplicate-region-id',
  title: 'Two regions have the same id',
  explanation:
    'Results with the same `id` are one region: a shape, its labels, its answers. Two results of the *same* control tag under one id cannot both be shown: the editor puts both on the first shape, and the second shape is lost. Results of different control tags under one id belong together and repeat one shape: a box and a point are two regions, and need two ids. Ids are cut off at `#`, so `a#1` and `a#2` are the same. The validator does not look at it.',
  cure: 'Give each region an id of its own, for example ten random letters and digits. Results that belong to one region (its per-region answers, the `labels` of a split shape) keep the id of their shape.',
  fixes: [
    {
      title: 'Give the region a new id',
      safety: 'guess',
      at: (target) => ({ edits: [set(target.path, newIdFor(target))] }),
    },
  ],
  failing: [
    predictionWith(`${box('r1', 'box')}, ${box('r1', 'box')}`),
    predictionWith(`${box('a#1', 'box')}, ${box('a#2', 'box')}`),
    predictionWith(
      `${box('r1', 'box')}, { "id": "r1", "from_name": "kp", "to_name": "photo", "type": "keypoint", "value": { "x": 44, "y": 10, "width": 0.5 } }`,
    ),
  ],
  passing: [
    predictionWith(`${box('r1', 'box')}, ${box('r2', 'box')}`),
    predictionWith(`${box('r1', 'box')}, ${box('r1', 'other')}`),
  ],
  prediction: {
    fact({ value: { id, from_name: from, type } }): Fact | undefined {
      // Two answers about one region have a rule of their own.
      if (typeof id !== 'string' || id === '' || typeof from !== 'string' || ANSWERS.has(type)) return undefined;
      return { id: editorId(id), from, shape: KINDS.get(type) };
    },
    check(facts: readonly RegionFact<Fact>[], _inputs, report) {
      const seen = new Map<string, Fact[]>();
      for (const { fact, path } of facts) {
        const others = seen.get(fact.id);
        if (!others) seen.set(fact.id, [fact]);
        else if (others.some(({ from }) => from === fact.from)) report(sameControl(path, fact));
        else {
          const other = others.find(({ shape }) => shape !== undefined);
          if (fact.shape !== undefined && other && other.shape !== fact.shape) report(otherShape(path, fact, other));
          others.push(fact);
        }
      }
    },
  },
};

/** The kind of shape that a type draws: `rectanglelabels` and `rectangle` draw the same. */
const KINDS: ReadonlyMap<unknown, string> = new Map(
  IMAGE_TYPES.map((type) => [type, type === 'magicwand' ? 'brush' : type.replace(/labels$/, '')]),
);

function sameControl(path: Claim['path'], { id, from }: Fact): Claim {
  return {
    path: [...path, 'id'],
    on: 'value',
    message: `Another result of ${show(from)} in this ${ownerAt(path)} has the id ${show(id)} already: Label Studio's editor puts both on the first shape, and this one is lost. Give it an id of its own.`,
    severity: 'error',
    gates: ['editor'],
    data: { id },
  };
}

function otherShape(path: Claim['path'], { id }: Fact, other: Fact): Claim {
  return {
    path: [...path, 'id'],
    on: 'value',
    message: `A result of ${show(other.from)} has the id ${show(id)} too, and draws another kind of shape. Results with one id are one region with one shape: give this one an id of its own.`,
    severity: 'warning',
    gates: ['authoring'],
    data: { id },
  };
}
