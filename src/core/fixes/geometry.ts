/** Geometry of regions in other units. */
import { isObject } from '../isObject';
import type { Path } from '../text/locate';
import { rounded } from './drafts';
import { type FixEdit, set } from './fix';
import type { FixUnit } from './target';

/** Sizes in percent, by the side of the image that they are percent of. */
const ACROSS = ['x', 'width', 'radiusX'] as const;
const DOWN = ['y', 'height', 'radiusY'] as const;
/** Lists of points `[x, y]`, of vertices with x and y, and of key frames with a box each. */
const LISTS = ['points', 'vertices', 'sequence'] as const;

/**
 * Every coordinate of a region times a factor.
 *
 * @param path of the region's value
 * @param across factor for what is measured along the width, `down` along the height
 * @param withSize whether the size of a point is among them
 */
export function scaled(unit: FixUnit, path: Path, across: number, down: number, withSize: boolean): FixEdit[] {
  const value = unit.at(path);
  if (!isObject(value)) return [];
  const edits = ofBox(value, path, across, down, withSize);
  for (const key of LISTS) {
    const list = value[key];
    if (Array.isArray(list)) edits.push(...ofList(list, [...path, key], across, down));
  }
  return edits;
}

function ofBox(
  value: Readonly<Record<string, unknown>>,
  path: Path,
  across: number,
  down: number,
  withSize: boolean,
): FixEdit[] {
  const edits: FixEdit[] = [];
  for (const [keys, factor] of [
    [ACROSS, across],
    [DOWN, down],
  ] as const) {
    for (const key of keys) {
      const number = value[key];
      const isSize = key !== 'x' && key !== 'y';
      if (typeof number === 'number' && (withSize || !isSize))
        edits.push(set([...path, key], rounded(number * factor)));
    }
  }
  return edits;
}

function ofList(list: readonly unknown[], path: Path, across: number, down: number): FixEdit[] {
  return list.flatMap((point, index) => {
    const at = [...path, index];
    if (isObject(point)) return ofBox(point, at, across, down, true);
    if (!Array.isArray(point)) return [];
    return [across, down].flatMap((factor, axis) => {
      const number: unknown = point[axis];
      return typeof number === 'number' ? [set([...at, axis], rounded(number * factor))] : [];
    });
  });
}
