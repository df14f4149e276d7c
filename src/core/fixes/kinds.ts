/** Values of the wrong kind of JSON that can only mean one value of the right kind. */

import type { Path } from '../text/locate';
import { numberAsText, numberIn } from './drafts';
import { type Draft, type FixEdit, type NewValue, set } from './fix';
import type { FixTarget, FixUnit } from './target';

/** `"10"` as 10, 7 as `"7"`, `"true"` as true; in a list, of all that are wrong in the same way. */
export function rightKind(target: FixTarget): Draft | undefined {
  const { unit, path, about } = target;
  const types = String(about.types).split(',');
  const meant = inKind(unit, path, types);
  if (meant === undefined) return undefined;
  const others = typeof path.at(-1) === 'number' ? siblings(unit, path, types) : [];
  return { title: `Change to ${unitless(meant)}`, edits: [set(path, meant), ...others] };
}

function unitless(value: NewValue): string {
  return typeof value === 'object' && value !== null && 'json' in value ? String(value.json) : JSON.stringify(value);
}

function inKind(unit: FixUnit, path: Path, types: readonly string[]): NewValue | undefined {
  const value = unit.at(path);
  const takesNumber = types.includes('number') || types.includes('integer');
  if (typeof value === 'string') {
    const number = takesNumber ? numberIn(value) : undefined;
    if (number && (types.includes('number') || Number.isInteger(Number(number.json)))) return number;
    if (types.includes('boolean') && /^(?:true|false)$/i.test(value.trim()))
      return value.trim().toLowerCase() === 'true';
  }
  if (typeof value === 'number' && types.includes('string') && !types.includes('number')) {
    return isIdOfAnother(unit, path) ? undefined : numberAsText(unit.source(path));
  }
  return undefined;
}

/** Keys that hold the id of a region. */
const REFERRING: ReadonlySet<unknown> = new Set(['from_id', 'to_id', 'parentID']);

/** A number that refers to a region whose id is that number, while another region has the same id as text. */
function isIdOfAnother(unit: FixUnit, path: Path): boolean {
  if (!REFERRING.has(path.at(-1))) return false;
  const prediction = path.slice(0, path.lastIndexOf('result'));
  const id = unit.at(path);
  const isNumber = unit.regionsOf(prediction).some(({ value }) => value.id === id);
  return isNumber && unit.idsOf(prediction).has(numberAsText(unit.source(path)));
}

function siblings(unit: FixUnit, path: Path, types: readonly string[]): FixEdit[] {
  const list = unit.at(path.slice(0, -1));
  if (!Array.isArray(list)) return [];
  const kind = typeof unit.at(path);
  const edits: FixEdit[] = [];
  for (let index = 0; index < list.length; index++) {
    if (index === path.at(-1) || typeof list[index] !== kind) continue;
    const at = [...path.slice(0, -1), index];
    const meant = inKind(unit, at, types);
    if (meant !== undefined) edits.push(set(at, meant));
  }
  return edits;
}
