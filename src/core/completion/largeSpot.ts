import { countBelow } from '../ascending';
import type { Apart } from '../engine/largeUnit';
import { skeletonOf } from '../engine/skeletons';
import { ownerIn, regionSummaries } from '../reading/regionSummaries';
import { ownerDepth, textOffsetOf, unitOffsetOf } from '../reading/unitReader';
import type { Path, Span } from '../text/locate';
import { unitOffset } from '../text/split';
import { pathOf } from '../validation/facts';
import { NEAR_ELEMENTS } from './condensed';
import { type Spot, spotAt } from './spot';

/**
 * Looks at a place of a large unit that was taken apart: only its region is read, or what is around the regions, and of the
 * other regions what is known of them already.
 *
 * @returns undefined where the unit stopped being JSON before the place, so that nothing is known of what is there
 */
export function spotIn(apart: Apart, offset: number): Spot | undefined {
  const { split, table, read } = apart;
  const cut = countBelow(split.start, offset) - 1;
  const [start, end] = [split.start[cut], split.end[cut] as number];
  if (start === undefined || offset >= end) return inShell(apart, offset, cut);
  const ordinal = table.cut.indexOf(cut);
  if (ordinal < 0) return undefined;
  const path = pathOf(table, ordinal);
  const region = { path, start, end, text: '', skeleton: skeletonOf(apart, cut) };
  const at = textOffsetOf(region, offset);
  // In what the skeleton leaves out all of the region has to be read.
  const skeleton = at === undefined ? undefined : region.skeleton;
  const inner = spotAt(skeleton?.shell ?? read(start, end), at ?? offset - start);
  return {
    ...inner,
    path: [...path, ...inner.path],
    replaced: moved(inner.replaced, (from) => unitOffsetOf({ ...region, skeleton }, from)),
    at: (wanted) => {
      const isOwn = wanted.length >= path.length && path.every((step, depth) => step === wanted[depth]);
      return isOwn
        ? inner.at(wanted.slice(path.length))
        : (resultAt(apart, wanted) ?? spotAt(split.shell, 0).at(wanted));
    },
  };
}

/**
 * @param cut the last one that begins before the place
 */
function inShell(apart: Apart, offset: number, cut: number): Spot | undefined {
  const { split } = apart;
  const behind = cut < 0 ? offset : (split.at[cut] as number) + 2 + offset - (split.end[cut] as number);
  if (behind > split.shell.length || (behind === split.shell.length && !split.intact)) return undefined;
  const inner = spotAt(split.shell, behind, NEAR_ELEMENTS);
  return {
    ...inner,
    replaced: moved(inner.replaced, (at) => unitOffset(split, at)),
    at: (wanted) => resultAt(apart, wanted) ?? inner.at(wanted),
  };
}

/** The items of a prediction or annotation, or one of them, if that is what the path leads to. */
function resultAt(apart: Apart, path: Path): unknown {
  const depth = ownerDepth(path);
  if (depth === undefined || path[depth] !== 'result' || path.length > depth + 2) return undefined;
  const items = itemsOf(apart, path.slice(0, depth));
  return path.length === depth + 1 ? items : items[Number(path[depth + 1])];
}

/** The regions of a prediction or annotation, each at its position in the result. */
function itemsOf(apart: Apart, owner: Path): unknown[] {
  const { of, index } = apart.table;
  const first = of.indexOf(ownerIn(apart.table, owner));
  const items: unknown[] = [];
  for (const [n, summary] of regionSummaries(apart, owner).entries()) items[index[first + n] as number] = summary;
  return items;
}

function moved({ start, end }: Span, by: (at: number) => number): Span {
  return { start: by(start), end: by(end) };
}
