import type { Path } from '../../text/locate';
import { rounded } from '../drafts';
import { type FixEdit, insert, remove, Source, set } from '../fix';
import { sameText } from './entry';

/** What becomes of scores that differ. */
export type ScoreChoice = 'lowest' | 'mean' | 'none';

const isGiven = (score: unknown): boolean => score !== undefined && score !== null;

/** The scores of predictions that become one. */
export class Scores {
  readonly #written: string[] = [];
  readonly #hasOwn: boolean;
  readonly #own: string | undefined;

  /** @param source of the score of the prediction that the others come into; empty when it has none */
  constructor(score: unknown, source: string) {
    this.#hasOwn = source !== '';
    this.#own = isGiven(score) ? source : undefined;
    this.add(score, source);
  }

  add(score: unknown, source: string): void {
    if (isGiven(score)) this.#written.push(source);
  }

  /** @param path of the prediction that the others come into */
  edits(choice: ScoreChoice, path: Path): FixEdit[] {
    const wanted = this.#wanted(choice);
    const place = [...path, 'score'];
    if (wanted === undefined) return this.#own === undefined ? [] : [remove(place)];
    if (this.#own !== undefined && sameText(this.#own) === sameText(wanted)) return [];
    return this.#hasOwn ? [set(place, new Source(wanted))] : [insert(path, 'score', new Source(wanted), 'result')];
  }

  #wanted(choice: ScoreChoice): string | undefined {
    const [first, ...others] = this.#written;
    if (first === undefined || others.every((other) => sameText(other) === sameText(first))) return first;
    if (choice === 'none') return undefined;
    const numbers = this.#written.filter((source) => Number.isFinite(Number(source)));
    if (numbers.length === 0) return undefined;
    if (choice === 'lowest') return numbers.reduce((low, source) => (Number(source) < Number(low) ? source : low));
    return String(rounded(numbers.reduce((sum, source) => sum + Number(source), 0) / numbers.length));
  }
}
