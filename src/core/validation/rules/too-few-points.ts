import { remove } from '../../fixes/fix';
import { shapes } from '../regionTypes';
import { predictionWith, type Rule } from '../rule';

const polygon = (points: string, more = ''): string =>
  `{ "id": "p1", "from_name": "poly", "to_name": "photo", "type": "polygon", "value": { "points": ${points}${more} } }`;

/** A polygon that encloses nothing. */
export const tooFewPoints: Rule = {
  code: 'too-few-points',
  title: 'A polygon has at least three points',
  explanation:
    'The validator and the editor keep a polygon of no, one or two points as it is sent, and there is nothing or a mere line to see. With `"closed": false` two points are a line, which is taken as meant.',
  cure: 'Give all corners of the polygon, or leave the region out.',
  fixes: [
    { title: 'Remove the region', safety: 'guess', at: ({ region }) => region && { edits: [remove(region.path)] } },
  ],
  failing: [predictionWith(polygon('[[10, 10], [20, 20]]')), predictionWith(polygon('[]'))],
  passing: [
    predictionWith(polygon('[[10, 10], [20, 20], [30, 10]]')),
    predictionWith(polygon('[[10, 10], [20, 20]]', ', "closed": false')),
  ],
  types: shapes('polygon'),
  checkRegion({ content: { points, closed } }, _inputs, report) {
    if (!Array.isArray(points) || points.length >= 3 || (points.length === 2 && closed === false)) return;
    report({
      path: ['value', 'points'],
      on: 'value',
      message: `A polygon needs at least three points and this one has ${points.length}: there is no area to see. Give all its corners.`,
      severity: 'warning',
      gates: ['authoring'],
    });
  },
};
