/** What fixes of several rules have in common. */
import type { Path } from '../text/locate';
import { show } from '../validation/words';
import { type Draft, rename, Source, set } from './fix';
import type { FixTarget, FixUnit } from './target';

/** "Change to "x"" for each value that can be meant, the likeliest first. */
export function changeTo(path: Path, candidates: unknown): Draft[] {
  const list = Array.isArray(candidates) ? (candidates as readonly unknown[]) : [candidates];
  return list
    .filter((candidate) => typeof candidate === 'string' || typeof candidate === 'number')
    .slice(0, 5)
    .map((candidate) => ({ title: `Change to ${show(candidate)}`, edits: [set(path, candidate)] }));
}

/** `changeTo` for rules that say what can be meant as `candidates`, or as `meant`, in the data of their problems. */
export function changeToCandidates({ path, about }: FixTarget): Draft[] {
  return changeTo(path, about.candidates ?? about.meant);
}

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
export function freshId(seed: string, taken: ReadonlySet<string>): string {
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
