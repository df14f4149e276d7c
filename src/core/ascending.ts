/** Searching among numbers that ascend. */

/** The first of `count` ascending numbers that is at least this one; `count` if there is none. */
export function firstAtLeast(count: number, at: (k: number) => number, wanted: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(middle) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the ascending numbers are below a limit. */
export function countBelow(numbers: readonly number[], limit: number): number {
  return firstAtLeast(numbers.length, (k) => numbers[k] as number, limit);
}
