/** Keys that are spelt almost like the ones that are meant: `Rotation`, `parent_id`, `framescount`. */
import { editDistance } from '../tags/editDistance';

/** Below this one other letter makes another word. */
const LONG = 6;

/** A key without what people spell differently: case, blanks, underscores. */
export function plainKey(key: string): string {
  return key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Whether a key is the same word as another, or a long word with one letter wrong. */
export function isSlipOf(key: string, wanted: string): boolean {
  if (key === wanted) return false;
  return isSameWord(key, wanted) || (wanted.length >= LONG && editDistance(key, wanted, 2) < 2);
}

/** Whether nothing else can be meant. */
export function isSameWord(key: string, wanted: string): boolean {
  return plainKey(key) === plainKey(wanted);
}

/**
 * The key that stands in the place of one that is missing.
 *
 * @param isKnown whether a key means something of its own there
 */
export function slipIn(holder: unknown, wanted: string, isKnown: (key: string) => boolean): string | undefined {
  if (typeof holder !== 'object' || holder === null || Array.isArray(holder)) return undefined;
  const found = Object.keys(holder).filter((key) => isSlipOf(key, wanted) && !isKnown(key));
  return found.find((key) => isSameWord(key, wanted)) ?? found[0];
}
