/** Ids that a server has given, as few ranges: it gives them in order, so that thousands are one range. */

/** The first and the last id of a run without gaps. */
export type IdRange = readonly [first: number, last: number];

/** Each id once, in order. */
export function rangesOf(ids: Iterable<number>): IdRange[] {
  const ranges: [number, number][] = [];
  for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last[1] === id - 1) last[1] = id;
    else ranges.push([id, id]);
  }
  return ranges;
}

export function idsOf(ranges: readonly IdRange[]): number[] {
  const ids: number[] = [];
  for (const [first, last] of ranges) for (let id = first; id <= last; id++) ids.push(id);
  return ids;
}

/** `101-350, 352 and 3 more ranges`: ids are names, so no separators in them. */
export function rangesText(ranges: readonly IdRange[], most = 10): string {
  const shown = ranges.slice(0, most).map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
  const more = ranges.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en')} more range${more === 1 ? '' : 's'}` : ''}`;
}
