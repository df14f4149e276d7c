import { clipped, fromCorners, madePositive } from '../../fixes/boxes';
import type { RegionNode } from '../nodes';
import { shapes } from '../regionTypes';
import { predictionWith, type RegionFact, type Report, type Rule } from '../rule';
import { boxWith } from '../ruleExamples';
import { ownerAt } from '../words';

type Value = Readonly<Record<string, unknown>>;

/** What is wrong with a shape's place, and at which key of its value. */
interface Fact {
  key: string;
  what: 'before' | 'beyond' | 'negative' | 'none';
  /** Whether width and height can be the right and the bottom edge. */
  corners: boolean;
}

/** Percent by which a shape may stick out: boxes are often rounded to whole pixels. */
const SLACK = 0.5;

const FEW = 3;

/** A shape that is not on the image, or not wholly. */
export const outsideOfImage: Rule = {
  code: 'outside-of-image',
  title: 'The shape reaches out of the image',
  explanation:
    'Both the validator and the editor take a shape that reaches beyond an edge of the image, and the editor draws it there. It is seldom meant: `x` and `y` of a rectangle are its upper left corner and not its centre, `width` and `height` are its size and not its other corner, and all are percent. A size of 0 draws nothing that could be seen. Half a percent is allowed for rounding, and a rotated rectangle is only judged by its corner. Where at least three boxes of a prediction reach out, and all of them as if their size were their other corner, it is said once for all.',
  cure: 'Write the upper left corner and the size in percent: `x = left`, `width = right - left`; of a box given by its centre `x = centre - width / 2`. A box that was cut off by the edge of the image ends at 100.',
  fixes: [
    { title: 'Take width and height for the other corner', safety: 'guess', at: fromCorners },
    { title: 'Cut the box off at the edge of the image', safety: 'guess', at: clipped },
    { title: 'Start the box at its upper left corner', safety: 'guess', at: madePositive },
  ],
  failing: [
    predictionWith(boxWith('r1', '"x": 80, "y": 10, "width": 30, "height": 5')),
    predictionWith(boxWith('r1', '"x": -8, "y": 10, "width": 30, "height": 5')),
    predictionWith(boxWith('r1', '"x": 80, "y": 10, "width": 0, "height": 5')),
    predictionWith(boxWith('r1', '"x": 80, "y": 10, "width": -20, "height": 5')),
    predictionWith(
      [50, 60, 70]
        .map((at) => boxWith(`r${at}`, `"x": ${at}, "y": ${at}, "width": ${at + 10}, "height": ${at + 10}`))
        .join(', '),
    ),
  ],
  passing: [
    predictionWith(boxWith('r1', '"x": 80, "y": 10, "width": 20.2, "height": 5')),
    predictionWith(boxWith('r1', '"x": 80, "y": 10, "width": 30, "height": 5, "rotation": 90')),
  ],
  types: shapes('rectangle', 'ellipse', 'polygon', 'keypoint'),
  prediction: {
    fact: ({ value: { type }, content }: RegionNode): Fact | undefined => factOf(String(type), content),
    check(facts: readonly RegionFact<Fact>[], _inputs, report) {
      const beyond = facts.filter(({ fact }) => fact.what === 'beyond');
      const first = beyond[0];
      if (first && beyond.length >= FEW && beyond.every(({ fact }) => fact.corners)) {
        reportCorners(first, beyond.length, report);
        for (const region of facts) if (region.fact.what !== 'beyond') reportOne(region, report);
      } else for (const region of facts) reportOne(region, report);
    },
  },
};

function factOf(type: string, value: Value): Fact | undefined {
  const { x, y } = value;
  if (type.startsWith('polygon')) return isBefore(value.points) ? fact('points', 'before') : undefined;
  if (typeof x !== 'number' || typeof y !== 'number') return undefined;
  if (x < -SLACK) return fact('x', 'before');
  if (y < -SLACK) return fact('y', 'before');
  return type.startsWith('rectangle') ? ofBox(x, y, value) : undefined;
}

function ofBox(x: number, y: number, { width, height, rotation }: Value): Fact | undefined {
  if (typeof width !== 'number' || typeof height !== 'number') return undefined;
  // More than 100 is no percent: another rule says so.
  if (x > 100 || y > 100 || width > 100 || height > 100) return undefined;
  if (width <= 0) return fact('width', width < 0 ? 'negative' : 'none');
  if (height <= 0) return fact('height', height < 0 ? 'negative' : 'none');
  if (typeof rotation === 'number' && rotation % 360 !== 0) return undefined;
  const key = x + width > 100 + SLACK ? 'width' : y + height > 100 + SLACK ? 'height' : undefined;
  return key && { key, what: 'beyond', corners: width > x && height > y };
}

function fact(key: string, what: Fact['what']): Fact {
  return { key, what, corners: false };
}

/** Whether a point is left of the image or above it; those beyond 100 are another rule's. */
function isBefore(points: unknown): boolean {
  if (!Array.isArray(points)) return false;
  for (let index = 0; index < points.length; index++) {
    const point: unknown = points[index];
    if (Array.isArray(point) && (isNegative(point[0]) || isNegative(point[1]))) return true;
  }
  return false;
}

/** What is no number may not even be compared with one: `{ "toString": 1 }`. */
function isNegative(coordinate: unknown): boolean {
  return typeof coordinate === 'number' && coordinate < -SLACK;
}

const WORDS: Readonly<Record<Fact['what'], (key: string) => string>> = {
  before: (key) =>
    key === 'points'
      ? 'A point is negative, so the shape reaches out of the image. Points are percent of the image, 0 to 100.'
      : `"${key}" is negative, so the shape reaches out of the image. Coordinates are percent of the image, 0 to 100.`,
  beyond: (key) =>
    key === 'width'
      ? 'x + width is more than 100, so the box reaches beyond the right edge of the image. "x" is the left edge, not the centre, and "width" is the size in percent.'
      : 'y + height is more than 100, so the box reaches beyond the lower edge of the image. "y" is the upper edge, not the centre, and "height" is the size in percent.',
  negative: (key) => `"${key}" is negative. Write the upper left corner and a positive size.`,
  none: (key) => `"${key}" is 0, so there is nothing to see of the box. Write its size in percent of the image.`,
};

function reportOne({ fact: { key, what, corners }, path }: RegionFact<Fact>, report: Report): void {
  const edge = key === 'width' ? 'right' : 'lower';
  const hint = corners ? ` If it is the ${edge} edge, subtract "${key === 'width' ? 'x' : 'y'}".` : '';
  report({
    path: [...path, 'value', key],
    on: 'value',
    message: `${WORDS[what](key)}${hint}`,
    severity: 'warning',
    gates: ['authoring'],
    data: { what, corners },
  });
}

function reportCorners({ fact: { key }, path }: RegionFact<Fact>, count: number, report: Report): void {
  report({
    path: [...path, 'value', key],
    on: 'value',
    message: `${count.toLocaleString('en')} boxes of this ${ownerAt(path)} reach out of the image, all as if "width" and "height" were the right and the lower edge. They are the size: write right - left and bottom - top.`,
    severity: 'warning',
    gates: ['authoring'],
    data: { meant: 'corners', what: 'beyond', corners: true },
  });
}
