import { editDistance } from '../tags/editDistance';
import { listed, show } from './words';

/** Something that can have been meant. */
export interface Candidate {
  /** What has to be written. */
  readonly text: string;
  /** What people write for it: the `value` of a label whose `alias` is what has to be written. */
  readonly value?: string | undefined;
}

/** What can have been meant, the best first. */
export interface Nearest {
  /** All that resemble the text, then the others in their own order; as many as anyone reads. */
  readonly candidates: readonly string[];
  /** How many of them resemble it. */
  readonly near: number;
  /** The text is the value of the first candidate, whose alias had to be written. */
  readonly isAlias: boolean;
}

const MOST_CANDIDATES = 12;
/** Edits from which on two texts are not alike. */
const FAR = 4;

/**
 * Did-you-mean: which of the candidates a text was meant to be.
 *
 * @param candidates those that are likelier for another reason first
 */
export function nearest(text: string, candidates: Iterable<Candidate>): Nearest {
  const plain = plainly(text);
  const ranked: { text: string; rank: number }[] = [];
  for (const candidate of candidates) ranked.push({ text: candidate.text, rank: rankOf(text, plain, candidate) });
  ranked.sort((a, b) => a.rank - b.rank);
  return {
    candidates: ranked.slice(0, MOST_CANDIDATES).map((candidate) => candidate.text),
    near: Math.min(MOST_CANDIDATES, ranked.filter(({ rank }) => rank < FAR).length),
    isAlias: ranked[0]?.rank === ALIAS,
  };
}

const ALIAS = -1;

function rankOf(text: string, plain: string, { text: written, value }: Candidate): number {
  if (value !== undefined && value !== written) {
    if (value === text) return ALIAS;
    return Math.min(distance(plain, written), distance(plain, value));
  }
  return distance(plain, written);
}

/** 0 for texts that differ in case and blanks only. Of short words little has to be right. */
function distance(plain: string, candidate: string): number {
  const other = plainly(candidate);
  const found = editDistance(plain, other, FAR);
  return found === 0 || found * 2 < Math.max(plain.length, other.length) ? found : FAR;
}

/** Without case, blanks, underscores and hyphens. */
function plainly(text: string): string {
  return text.toLowerCase().replace(/[\s_-]/g, '');
}

/** Nobody writes longer names and labels; comparing grows with the square of the length. */
const LONGEST = 200;

/**
 * `nearest` with a memory, for lists that are asked for thousands of times: files repeat their mistakes.
 *
 * @param candidates the same list each time
 */
export function nearestIn(text: string, candidates: readonly Candidate[]): Nearest {
  let known = answers.get(candidates);
  if (!known) {
    known = new Map();
    answers.set(candidates, known);
  }
  let found = known.get(text);
  if (!found) {
    found = nearest(text.slice(0, LONGEST), candidates);
    if (known.size >= 500) known.clear();
    known.set(text, found);
  }
  return found;
}

const answers = new WeakMap<readonly Candidate[], Map<string, Nearest>>();

/**
 * The question or the list that a message ends with.
 *
 * @param otherwise what to say when nothing resembles the text, with the candidates as words: `The config has …`
 */
export function didYouMean({ candidates, near }: Nearest, otherwise: (words: string) => string): string {
  if (near > 0) return `Did you mean ${listed(candidates.slice(0, Math.min(near, 3)).map(shown))}?`;
  return otherwise(candidates.length > 5 ? `${candidates.slice(0, 5).map(shown).join(', ')} …` : named(candidates));
}

/** "a", "b" and "c". */
export function named(names: readonly string[]): string {
  return names.length < 2
    ? names.map(shown).join('')
    : `${names.slice(0, -1).map(shown).join(', ')} and ${shown(names.at(-1) ?? '')}`;
}

function shown(name: string): string {
  return show(name);
}
