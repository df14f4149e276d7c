import type { PlacedProblem } from '../../core/engine/streamCheck';
import { emptyTally, SEVERITIES, type Severity, type Tally } from '../../core/validation/problem';

/** How often one code was found with one severity. */
export interface CodeCount {
  code: string;
  severity: Severity;
  count: number;
}

/** Problems of every severity together. */
export function sumOf(tally: Readonly<Tally>): number {
  return SEVERITIES.reduce((sum, severity) => sum + tally[severity], 0);
}

/**
 * What is remembered of a file's problems: all are counted, and of each severity the first are kept. So a file with
 * millions of problems takes no more memory than one with `limit`.
 */
export class ProblemCollector {
  readonly tally: Tally = emptyTally();
  readonly #kept: Record<Severity, PlacedProblem[]> = { error: [], warning: [], information: [], hint: [] };
  readonly #codes = new Map<string, CodeCount>();

  /** @param limit problems that are kept at most */
  constructor(private readonly limit: number) {}

  add(problems: readonly PlacedProblem[]): void {
    for (const problem of problems) {
      const { code, severity } = problem;
      this.tally[severity]++;
      const kept = this.#kept[severity];
      if (kept.length < this.limit) kept.push(problem);
      const key = `${severity} ${code}`;
      const found = this.#codes.get(key);
      if (found) found.count++;
      else this.#codes.set(key, { code, severity, count: 1 });
    }
  }

  /** At most `limit` problems: errors first, each severity in file order. */
  kept(): PlacedProblem[] {
    return SEVERITIES.flatMap((severity) => this.#kept[severity]).slice(0, this.limit);
  }

  /** Every code with its count, the gravest first, then the most frequent. */
  codes(): CodeCount[] {
    return sortCodes([...this.#codes.values()]);
  }
}

/** The gravest first, then the most frequent, then by name. */
export function sortCodes(codes: CodeCount[]): CodeCount[] {
  const rank = ({ severity }: CodeCount): number => SEVERITIES.indexOf(severity);
  return codes.sort((a, b) => rank(a) - rank(b) || b.count - a.count || (a.code < b.code ? -1 : 1));
}
