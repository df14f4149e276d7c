/** Rectangles that reach out of their image. */

import { isObject } from '../isObject';
import type { Path } from '../text/locate';
import { asText } from '../validation/words';
import { rounded } from './drafts';
import { type Draft, type FixEdit, set } from './fix';
import type { FixTarget } from './target';

interface Box {
  path: Path;
  x: number;
  y: number;
  width: number;
  height: number;
}

function boxOf(value: unknown, path: Path): Box | undefined {
  if (!isObject(value)) return undefined;
  const { x, y, width, height } = value;
  const all = [x, y, width, height];
  return all.every((number) => typeof number === 'number') ? { path, ...(value as Omit<Box, 'path'>) } : undefined;
}

const own = ({ region }: FixTarget): Box | undefined => region && boxOf(region.value.value, [...region.path, 'value']);

/** What is different, in the order of the keys. */
function changed(box: Box, next: Partial<Omit<Box, 'path'>>): FixEdit[] {
  return (['x', 'y', 'width', 'height'] as const).flatMap((key) => {
    const value = next[key];
    return value === undefined || value === box[key] ? [] : [set([...box.path, key], rounded(value))];
  });
}

/** Width and height are the right and the lower edge: of one box, or, where all are meant, of all that reach out. */
export function fromCorners(target: FixTarget): Draft | undefined {
  const { unit, region, about } = target;
  if (about.corners !== true || !region) return undefined;
  const boxes =
    about.meant === 'corners'
      ? unit
          .regionsOf(region.prediction)
          .map(({ value, path }) =>
            asText(value.type).startsWith('rectangle') ? boxOf(value.value, [...path, 'value']) : undefined,
          )
      : [own(target)];
  const edits = boxes.flatMap((box) =>
    box && box.width > box.x && box.height > box.y
      ? changed(box, { width: box.width - box.x, height: box.height - box.y })
      : [],
  );
  return edits.length > 0 ? { edits } : undefined;
}

/** What is on the image of a box that is partly on it. */
export function clipped(target: FixTarget): Draft | undefined {
  const { what } = target.about;
  const box = own(target);
  if (!box || target.about.meant !== undefined || (what !== 'beyond' && what !== 'before')) return undefined;
  const x = Math.max(0, box.x);
  const y = Math.max(0, box.y);
  const width = Math.min(100, box.x + box.width) - x;
  const height = Math.min(100, box.y + box.height) - y;
  return width > 0 && height > 0 ? { edits: changed(box, { x, y, width, height }) } : undefined;
}

/** The same box, given by its upper left corner and a positive size. */
export function madePositive(target: FixTarget): Draft | undefined {
  const box = own(target);
  if (!box || target.about.what !== 'negative') return undefined;
  const { x, y, width, height } = box;
  return {
    edits: changed(box, {
      x: x + Math.min(0, width),
      y: y + Math.min(0, height),
      width: Math.abs(width),
      height: Math.abs(height),
    }),
  };
}
