/** Verdicts, kept as they come, so that a run that was stopped goes on where it was; and the table that sums them up. */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @typedef {import('./instrument.mjs').Mutant} Mutant
 * @typedef {import('./runner.mjs').Verdict} Verdict
 * @typedef {{ key: string, code: string } & Verdict} Kept
 * @typedef {{ mutant: Mutant, verdict: Verdict }} Judged
 */

/** @param {string} text */
export const hash = (text) => createHash('sha256').update(text).digest('hex').slice(0, 16);

export class Results {
  /** @type {Map<string, Verdict>} */
  #known = new Map();

  /**
   * @param {string} file
   * @param {string} code hash of sources and tests: verdicts on other code do not count
   * @param {boolean} trustKilled take over what was killed by other tests, as long as the mutated file is the same
   */
  constructor(file, code, trustKilled) {
    this.file = file;
    this.code = code;
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
    for (const line of lines) {
      const { key, code: judged, ...verdict } = /** @type {Kept} */ (JSON.parse(line));
      if (judged === code || (trustKilled && verdict.status === 'killed')) this.#known.set(key, verdict);
    }
    mkdirSync(path.dirname(file), { recursive: true });
  }

  /** @param {Mutant} mutant @param {Map<string, string>} hashes of the files */
  static key({ file, line, column, mutator, replacement }, hashes) {
    return hash([file, hashes.get(file), line, column, mutator, replacement].join('\n'));
  }

  /** @param {string} key */
  of(key) {
    return this.#known.get(key);
  }

  /** @param {string} key @param {Verdict} verdict */
  keep(key, verdict) {
    this.#known.set(key, verdict);
    appendFileSync(this.file, `${JSON.stringify({ key, code: this.code, ...verdict })}\n`);
  }
}

/** @param {Judged[]} judged */
function count(judged) {
  const of = (/** @type {string} */ wanted) => judged.filter(({ verdict }) => verdict.status === wanted).length;
  const killed = of('killed');
  const score = judged.length === 0 ? 100 : (100 * killed) / judged.length;
  return { mutants: judged.length, killed, survived: of('survived'), notCovered: of('not covered'), score };
}

/** Killed mutants in percent. @param {Judged[]} judged */
export const scoreOf = (judged) => count(judged).score;

/** The table, a line for each file. @param {Judged[]} judged */
export function table(judged) {
  const files = [...new Set(judged.map(({ mutant }) => mutant.file))];
  const rows = files.map((file) => ({ file, ...count(judged.filter(({ mutant }) => mutant.file === file)) }));
  rows.push({ file: 'all', ...count(judged) });
  const width = Math.max(...rows.map(({ file }) => file.length));
  const head = `${'file'.padEnd(width)}  mutants  killed  survived  not covered   score`;
  const lines = rows.map(({ file, mutants, killed, survived, notCovered, score }) =>
    [
      file.padEnd(width),
      String(mutants).padStart(7),
      String(killed).padStart(6),
      String(survived).padStart(8),
      String(notCovered).padStart(11),
      `${score.toFixed(1)} %`.padStart(7),
    ].join('  '),
  );
  return [head, ...lines].join('\n');
}

/** What was not killed, by place, for whoever writes the test. @param {Judged[]} judged */
export function survivors(judged) {
  const lines = judged
    .filter(({ verdict }) => verdict.status !== 'killed')
    .map(({ mutant: { file, line, column, mutator, original, replacement }, verdict }) => {
      const change = `${oneLine(original)}  ->  ${oneLine(replacement)}`;
      return `${file}:${line}:${column} ${mutator}, ${verdict.status}\n    ${change}`;
    });
  return lines.join('\n');
}

/** @param {string} code */
function oneLine(code) {
  const line = code.replace(/\s+/g, ' ');
  return line.length > 120 ? `${line.slice(0, 117)}...` : line;
}
