import { missingIds } from '../../edits/missingIds';
import type { Path } from '../../text/locate';
import { isNoId } from '../regionId';
import { DRAWN_TYPES } from '../regionTypes';
import { predictionWith, type Rule } from '../rule';
import { anyBox } from '../ruleExamples';

/** Regions without an id: how many, and where the first is. */
interface Fact {
  count: number;
  path: Path;
}

interface Sum {
  count: number;
}

/** Regions that nothing can refer to. */
export const regionWithoutId: Rule = {
  code: 'region-without-id',
  title: 'Regions have no id',
  explanation:
    'A region needs no `id`: where there is none, or an empty one, the editor makes one up each time. Only, nothing can refer to such a region, neither a relation nor an answer about it nor a child, and after an upload nobody can say which region of the server is which of the file. It is said once for the whole file.',
  cure: 'Give each region an id of its own in the script that writes the file, for example ten letters and digits.',
  fixes: [
    {
      title: 'Give each region without an id a new one',
      safety: 'guess',
      everywhere: missingIds,
    },
  ],
  failing: [predictionWith(anyBox('r1').replace('"id": "r1", ', '')), predictionWith(anyBox(''))],
  passing: [predictionWith(anyBox('r1'))],
  types: DRAWN_TYPES,
  file: {
    fact: (region): Fact | undefined =>
      isNoId(region.value.id) && region.isWhole ? { count: 1, path: region.path } : undefined,
    merge: (one: Fact, other: Fact) => ({ count: one.count + other.count, path: one.path }),
    empty: (): Sum => ({ count: 0 }),
    add: (sum: Sum, { count }: Fact) => {
      sum.count += count;
    },
    remove: (sum: Sum, { count }: Fact) => {
      sum.count -= count;
    },
    check({ count }: Sum, units, report) {
      if (count === 0) return;
      for (const { unit, fact } of units) {
        report(unit, {
          path: fact.path,
          on: 'key',
          message: `${count === 1 ? 'This region of the file has' : `${count.toLocaleString('en')} regions of this file, from here on, have`} no "id". Label Studio makes one up, and nothing can refer to it. Give each region an id of its own.`,
          severity: 'information',
          gates: ['authoring'],
        });
        return;
      }
    },
  },
};
