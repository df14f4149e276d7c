import type { Path } from '../text/locate';

/** A path without the index that it ends with: what is said of one item of a list is said of the list. Regions are no such items. */
function trimmed(path: Path): Path {
  return typeof path.at(-1) === 'number' && path.at(-2) !== 'result' ? path.slice(0, -1) : path;
}

/** Whether one of two paths leads to the other, or to a list that both lead into. */
export function isSamePlace(one: Path, other: Path): boolean {
  const [a, b] = [trimmed(one), trimmed(other)];
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.every((step, depth) => String(step) === String(long[depth]));
}
