import { scaled } from '../../fixes/geometry';
import type { Path } from '../../text/locate';
import type { RegionNode } from '../nodes';
import { shapes } from '../regionTypes';
import { predictionWith, type Rule } from '../rule';
import { asText } from '../words';

/** What a unit says: whether it has geometry above 1, else where its first shape is. */
interface Fact {
  above: boolean;
  path: Path;
}

/** Units with geometry above 1, and units all of whose geometry is at most 1. */
interface Sum {
  above: number;
  below: number;
}

const TYPES = [...shapes('rectangle', 'ellipse', 'polygon', 'vector', 'keypoint'), 'videorectangle'];

const ABOVE: Fact = { above: true, path: [] };

const box = (x: number, width: number): string =>
  `{ "id": "r1", "from_name": "box", "to_name": "photo", "type": "rectanglelabels", "value": { "x": ${x}, "y": ${x}, "width": ${width}, "height": ${width}, "rectanglelabels": ["Ship"] } }`;

/**
 * Geometry from 0 to 1 in all of a file. One tiny shape in the corner of an image can be meant; when every shape of a
 * file is one, the numbers are fractions.
 */
export const coordinatesNormalized: Rule = {
  code: 'coordinates-normalized',
  title: 'All coordinates of the file are at most 1',
  explanation:
    'Many models give coordinates as fractions of the image, 0 to 1. Label Studio wants percent, 0 to 100: fractions pass every check and are drawn as a speck in the upper left corner. It is reported once, at the first shape, when no shape of the whole file has a coordinate above 1.',
  cure: 'Multiply x, y, width, height, radii and points by 100 in the script that writes the file.',
  fixes: [
    {
      title: 'Multiply all coordinates by 100',
      safety: 'guess',
      everywhere: (unit) =>
        unit.regions
          .filter(({ value: { type } }) => TYPES.includes(asText(type)))
          .flatMap(({ path, value: { type } }) =>
            scaled(unit, [...path, 'value'], 100, 100, !asText(type).startsWith('keypoint')),
          ),
    },
  ],
  failing: [predictionWith(box(0.44, 0.1))],
  passing: [predictionWith(box(44, 0.5))],
  types: TYPES,
  file: {
    fact(region): Fact | undefined {
      const largest = largestCoordinate(region);
      if (largest === undefined || largest === 0) return undefined;
      return largest > 1 ? ABOVE : { above: false, path: region.path };
    },
    merge: (one: Fact, other: Fact) => (other.above ? other : one),
    empty: (): Sum => ({ above: 0, below: 0 }),
    add: (sum: Sum, { above }: Fact) => {
      sum[above ? 'above' : 'below']++;
    },
    remove: (sum: Sum, { above }: Fact) => {
      sum[above ? 'above' : 'below']--;
    },
    check({ above, below }: Sum, units, report) {
      if (above > 0 || below === 0) return;
      for (const { unit, fact } of units) {
        report(unit, {
          path: [...fact.path, 'value'],
          on: 'key',
          message:
            'Every coordinate in this file is at most 1, as if they were fractions of the image. Label Studio wants percent and would draw a speck in the corner. Multiply them by 100.',
          severity: 'warning',
          gates: ['authoring'],
        });
        return;
      }
    },
  },
};

/** The largest absolute value of a region's coordinates; undefined when it has none. */
function largestCoordinate({ value: region, content }: RegionNode): number | undefined {
  const { x, y, width, height, radiusX, radiusY, points, vertices, sequence } = content;
  // The width of a point is its size, not a coordinate.
  const isPoint = asText(region.type).startsWith('keypoint');
  const own = isPoint ? largest(x, y) : largest(x, y, width, height, radiusX, radiusY);
  return largest(own, largestIn(points), largestIn(vertices), largestIn(sequence));
}

function largest(...numbers: readonly unknown[]): number | undefined {
  let found: number | undefined;
  for (const number of numbers) {
    if (typeof number === 'number' && !(Math.abs(number) <= (found ?? -1))) found = Math.abs(number);
  }
  return found;
}

/** Of a list of points `[x, y]`, or of objects with x and y; as soon as one is above 1 the others do not matter. */
function largestIn(list: unknown): number | undefined {
  if (!Array.isArray(list)) return undefined;
  let found: number | undefined;
  for (const point of list as unknown[]) {
    if (typeof point !== 'object' || point === null) continue;
    const { x, y, width, height } = point as Record<string, unknown>;
    found = Array.isArray(point) ? largest(found, point[0], point[1]) : largest(found, x, y, width, height);
    if (found !== undefined && found > 1) return found;
  }
  return found;
}
