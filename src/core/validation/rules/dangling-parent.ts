import { removeIt } from '../../fixes/drafts';
import { ownId } from '../regionId';
import { predictionWith, type RegionFact, type Report, type Rule } from '../rule';
import { anyBox } from '../ruleExamples';
import { ownerAt, show } from '../words';

/** The id of a region; with the id of its parent where it has one. */
type Fact = string | { id: string | undefined; parent: string };

/** A `parentID` that names no region, or leads in a circle. */
export const danglingParent: Rule = {
  code: 'dangling-parent',
  title: 'The parent of a region is not there',
  explanation:
    '`parentID` puts a region below another one in the list of regions. Where no region of the same `result` has that id, the region stands at the top of the list, and the id is kept. A region that is its own parent, or that of its own parent, stands in a circle that no list can show. The validator does not look.',
  cure: 'Write the `id` of a region of the same `result`, or leave `parentID` out.',
  fixes: [{ title: 'Leave "parentID" out', safety: 'guess', at: removeIt }],
  failing: [
    predictionWith(`${anyBox('r1')}, ${anyBox('r2', '"parentID": "r9"')}`),
    predictionWith(`${anyBox('r1', '"parentID": "r2"')}, ${anyBox('r2', '"parentID": "r1"')}`),
    predictionWith(anyBox('r1', '"parentID": "r1"')),
  ],
  passing: [
    predictionWith(`${anyBox('r1', '"parentID": "r2"')}, ${anyBox('r2')}`),
    predictionWith(anyBox('r1', '"parentID": null')),
  ],
  prediction: {
    needsAll: true,
    fact({ value: { id, parentID: parent } }): Fact | undefined {
      const own = ownId(id);
      return typeof parent === 'string' && parent !== '' ? { id: own, parent } : own;
    },
    check(facts: readonly RegionFact<Fact>[], _inputs, report) {
      if (facts.every(({ fact }) => typeof fact === 'string')) return;
      const ids = new Set(facts.map(({ fact }) => (typeof fact === 'string' ? fact : fact.id)));
      const parents = new Map<string, string>();
      for (const { fact } of facts)
        if (typeof fact !== 'string' && fact.id !== undefined) parents.set(fact.id, fact.parent);
      const circles = inCircles(parents);
      const told = new Set<string>();
      for (const { fact, path } of facts) {
        if (typeof fact === 'string') continue;
        const { id, parent } = fact;
        if (!ids.has(parent)) tell(report, path, `No region of this ${ownerAt(path)} has the id ${show(parent)}`);
        else if (id !== undefined && circles.get(id) !== undefined && !told.has(circles.get(id) as string)) {
          told.add(circles.get(id) as string);
          const circle = `${show(parent)} is below this region, so the two stand in a circle`;
          tell(report, path, parent === id ? 'The region is its own parent' : circle);
        }
      }
    },
  },
};

function tell(report: Report, path: RegionFact<Fact>['path'], what: string): void {
  report({
    path: [...path, 'parentID'],
    on: 'value',
    message: `${what}. Write the id of another region of the same result, or leave "parentID" out.`,
    severity: 'warning',
    gates: ['authoring'],
  });
}

/** The ids that stand in a circle, each with a name of its circle. Every id is walked once. */
function inCircles(parents: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const circles = new Map<string, string>();
  const walkedFrom = new Map<string, string>();
  for (const start of parents.keys()) {
    let at: string | undefined = start;
    while (at !== undefined && !walkedFrom.has(at)) {
      walkedFrom.set(at, start);
      at = parents.get(at);
    }
    // Back on the way that was walked just now: everything from here on is a circle.
    if (at === undefined || walkedFrom.get(at) !== start) continue;
    for (let next = at; !circles.has(next); next = parents.get(next) as string) circles.set(next, at);
  }
  return circles;
}
