/** What fixes of several rules have in common. */
import type { Path } from '../text/locate';
import { show } from '../validation/words';
import { type Draft, type NewValue, remove, rename, Source, set } from './fix';
import { written } from './style';
import type { FixTarget, FixUnit } from './target';

/** More proposals than this for one problem are no help. */
export const MOST_DRAFTS = 5;

/** "Change to "x"" for each value that can be meant, the likeliest first. */
export function changeTo(path: Path, candidates: readonly NewValue[]): Draft[] {
  return candidates
    .slice(0, MOST_DRAFTS)
    .map((candidate) => ({ title: `Change to ${named(candidate)}`, edits: [set(path, candidate)] }));
}

/** `changeTo` for rules that say what can be meant as `candidates`, or as `meant`, in the data of their problems. */
export function changeToCandidates({ path, about: { candidates, meant } }: FixTarget): Draft[] {
  const list = Array.isArray(candidates) ? candidates : meant === undefined ? [] : [meant];
  return changeTo(path, list as readonly NewValue[]);
}

/** Another control tag for a region. */
export function changeFrom(region: Path, names: readonly string[]): Draft[] {
  return names.slice(0, MOST_DRAFTS).map((name) => ({
    title: `Change "from_name" to ${show(name)}`,
    edits: [set([...region, 'from_name'], name)],
  }));
}

/** The one candidate that differs from the value in case only, if there is just one. */
export function sameButCase({ path, value, about: { candidates, meant } }: FixTarget): Draft | undefined {
  const list = Array.isArray(candidates) ? (candidates as readonly unknown[]) : [meant];
  const plain = typeof value === 'string' ? value.toLowerCase() : undefined;
  const found = list.filter((candidate) => typeof candidate === 'string' && candidate.toLowerCase() === plain);
  return plain !== undefined && found.length === 1 ? changeTo(path, found as string[])[0] : undefined;
}

/** A value as it stands in a title. */
function named(value: NewValue): string {
  return typeof value === 'object' && value !== null
    ? written(value, { comma: ' ', colon: ': ' }).slice(0, 60)
    : show(value);
}

/** A member or an item away, with the title of the fix. */
export const removeIt = ({ path }: FixTarget): Draft => ({ edits: [remove(path)] });

/** A key under its right name, where that is still free. */
export function renameTo(unit: FixUnit, path: Path, key: string): Draft | undefined {
  if (unit.at([...path.slice(0, -1), key]) !== undefined) return undefined;
  return { title: `Rename to ${show(key)}`, edits: [rename(path, key)] };
}

/**
 * A number as the text of an id. Numbers that are equal give equal texts, however they are written, and large ones keep
 * their digits.
 */
export function numberAsText(source: string): string {
  return /^-?(?:0|[1-9]\d*)$/.test(source) ? source : String(Number(source));
}

/** JSON that is a number and nothing else, in the text of a string. */
export function numberIn(text: string): Source | undefined {
  const plain = text.trim().replace(/^\+/, '');
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(plain) && Number.isFinite(Number(plain))
    ? new Source(plain)
    : undefined;
}

/** Rounds what a computation gives, so that `33.300000000000004` is not written into a file. */
export function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/**
 * An id of ten letters and digits that no region of the prediction has. It is computed from what is there, so that the same
 * text is given the same id however often it is asked for.
 */
export function freshId(seed: string, taken: Pick<ReadonlySet<string>, 'has'>): string {
  for (let attempt = 0; ; attempt++) {
    let id = '';
    let hash = 2_166_136_261 ^ attempt;
    for (let letter = 0; letter < 10; letter++) {
      const text = letter === 0 ? seed : String(letter);
      for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619);
      // The low bits of such a hash repeat themselves.
      id += LETTERS.charAt(((hash ^ (hash >>> 15)) >>> 0) % LETTERS.length);
    }
    if (!taken.has(id)) return id;
  }
}

/** An id of its own for a region. */
export function newIdFor({ unit, region }: Pick<FixTarget, 'unit' | 'region'>): string {
  if (!region) return freshId('', new Set());
  return freshId(`${region.path.join('/')} ${region.text()}`, unit.idsOf(region.prediction));
}
