import { remove } from '../../fixes/fix';
import { predictionWith, type Rule } from '../rule';
import { lastStep, sentences } from '../words';

/** A list with too few or too many items: a point is a pair, a brush mask is not empty. */
export const wrongLength: Rule = {
  code: 'wrong-length',
  title: 'The list has too few or too many items',
  explanation:
    'A point is exactly a pair `[x, y]`, a brush mask has at least one byte. The validator rejects other lengths.',
  cure: 'Add or remove items until the list has the length that the message names.',
  fixes: [
    {
      title: 'Keep the first items, as many as there can be',
      safety: 'guess',
      at({ path, value, about: { most } }) {
        if (typeof most !== 'number' || !Array.isArray(value)) return undefined;
        const surplus = Array.from({ length: value.length - most }, (_, index) => remove([...path, most + index]));
        return { title: most === 1 ? 'Keep the first item' : `Keep the first ${most} items`, edits: surplus };
      },
    },
  ],
  failing: [
    predictionWith(
      '{ "id": "p1", "from_name": "poly", "to_name": "photo", "type": "polygon", "value": { "points": [[10, 10, 5], [20, 20], [30, 30]] } }',
    ),
  ],
  passing: [
    predictionWith(
      '{ "id": "p1", "from_name": "poly", "to_name": "photo", "type": "polygon", "value": { "points": [[10, 10], [20, 20], [30, 30]] } }',
    ),
  ],
  claim(finding) {
    if (finding.keyword !== 'minItems' && finding.keyword !== 'maxItems') return undefined;
    const limit = Number(finding.params.limit);
    const bound = finding.keyword === 'minItems' ? 'at least' : 'at most';
    const length = Array.isArray(finding.value) ? finding.value.length : 0;
    return {
      path: finding.path,
      on: 'value',
      message: sentences(
        `${lastStep(finding.path)} needs ${bound} ${limit} item${limit === 1 ? '' : 's'} and has ${length}.`,
        finding.describe(finding.path),
      ),
      severity: 'error',
      gates: finding.gates,
      ...(finding.keyword === 'maxItems' && { data: { most: limit } }),
    };
  },
};
