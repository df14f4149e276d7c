import { checkStream, type PlacedProblem, type StreamOptions } from '../../core/engine/streamCheck';
import { type FixedPart, fixStream } from '../../core/fixes/fixStream';
import { onlySafe } from '../../core/fixes/fixUnit';
import type { PieceSource } from '../../core/ports';
import { emptyTally, type Tally } from '../../core/validation/problem';
import { rules } from '../../core/validation/rules';
import { type FilePieces, openPieces } from '../../platform/node/filePieces';
import { Replacement } from '../../platform/node/replaceFile';
import type { Checking } from '../checking';
import { usableConfig } from '../configs';
import { reasonOf } from '../failures';
import { withForm } from '../jsonLines';
import type { FixOptions } from '../options';
import type { Target } from '../target';
import type { FixReporter } from './reporter';

/** How the fixing of a file ended. */
export interface FixEnd {
  /** How many problems were mended, by code. */
  fixed: ReadonlyMap<string, number>;
  /** What is left. */
  left: Tally;
  /** Why it could not be fixed, as a clause. */
  error: string | undefined;
}

/** Codes of the problems that can be mended safely. */
const FIXABLE: ReadonlySet<string> = new Set(
  rules
    .filter(({ fixes }) => fixes?.some(({ at, safety }) => at !== undefined && safety === 'safe'))
    .map(({ code }) => code),
);

/** Characters that are written at a time. */
const PORTION = 256 * 1024;

/**
 * Mends one file, or says what would be done. Gives way at every step, mostly with nothing, else with a part of the report.
 * A file without anything to mend is only read.
 */
export function* fixTarget(
  target: Target & { path: string },
  reporter: FixReporter,
  { dryRun, checking }: Pick<FixOptions, 'dryRun' | 'checking'>,
): Generator<string | undefined, FixEnd, undefined> {
  const nothing = { fixed: new Map<string, number>(), left: emptyTally() };
  try {
    const options = optionsOf(target, checking);
    const { tally: left, isFixable } = yield* look(target.path, options);
    if (!isFixable) return { fixed: nothing.fixed, left, error: undefined };
    const end = yield* dryRun ? foresee(target.path, options, reporter) : replace(target.path, options);
    return end.fixed.size === 0 ? { ...end, left } : end;
  } catch (error) {
    return { ...nothing, error: reasonOf(error) };
  }
}

function optionsOf(
  { path, form, expects, config: configFile }: Target & { path: string },
  checking: Checking,
): StreamOptions {
  const config = usableConfig(configFile);
  const known = form ?? reading(path, (pieces) => withForm(pieces).form);
  return { ...checking, form: known, reportSyntax: true, ...(expects && { expects }), ...(config && { config }) };
}

function reading<T>(path: string, use: (pieces: FilePieces) => T): T {
  const pieces = openPieces(path);
  try {
    return use(pieces);
  } finally {
    pieces.close();
  }
}

/** What is wrong in a file. */
function* look(path: string, options: StreamOptions): Generator<undefined, Found, undefined> {
  const pieces = openPieces(path);
  try {
    return yield* count(pieces, options);
  } finally {
    pieces.close();
  }
}

interface Found {
  tally: Tally;
  isFixable: boolean;
}

function* count(source: PieceSource, options: StreamOptions): Generator<undefined, Found, undefined> {
  const found: Found = { tally: emptyTally(), isFixable: false };
  const add = ({ severity, code }: PlacedProblem): void => {
    found.tally[severity]++;
    if (FIXABLE.has(code)) found.isFixable = true;
  };
  for (const problems of checkStream(source, options)) {
    for (const problem of problems) add(problem);
    yield;
  }
  return found;
}

/** What would be changed and what would be left, without a change. */
function* foresee(
  path: string,
  options: StreamOptions,
  reporter: FixReporter,
): Generator<string | undefined, FixEnd, undefined> {
  const fixed = new Map<string, number>();
  const report: string[] = [];
  const pieces = openPieces(path);
  try {
    const parts = fixStream(pieces, options, onlySafe);
    const source: PieceSource = {
      read() {
        for (let part = parts.next(); !part.done; part = parts.next()) {
          addFixed(fixed, part.value);
          if (part.value.change) report.push(reporter.change(part.value.change));
          if (part.value.text !== '') return part.value.text;
        }
        return undefined;
      },
    };
    const check = count(source, options);
    for (;;) {
      const step = check.next();
      if (report.length > 0) yield report.splice(0).join('');
      if (step.done) return { fixed, left: step.value.tally, error: undefined };
      yield undefined;
    }
  } finally {
    pieces.close();
  }
}

function* replace(path: string, options: StreamOptions): Generator<undefined, FixEnd, undefined> {
  const fixed = new Map<string, number>();
  const pieces = openPieces(path);
  let replacement: Replacement | undefined;
  try {
    const first = pieces.read();
    replacement = new Replacement(path, pieces.encoding());
    yield* write(replacement, fixStream(withFirst(first, pieces), options, onlySafe), fixed);
    if (fixed.size === 0) return { fixed, left: emptyTally(), error: undefined };
    replacement.finish();
    const { tally } = yield* look(replacement.path, options);
    replacement.commit();
    return { fixed, left: tally, error: undefined };
  } finally {
    pieces.close();
    replacement?.discard();
  }
}

/** The encoding is known once something has been read, and nothing is read twice. */
function withFirst(first: string | undefined, pieces: FilePieces): PieceSource {
  let head = first;
  return {
    read() {
      const piece = head ?? pieces.read();
      head = undefined;
      return piece;
    },
    slice: (start, end) => pieces.slice(start, end),
  };
}

function* write(
  replacement: Replacement,
  parts: Iterable<FixedPart>,
  fixed: Map<string, number>,
): Generator<undefined, void, undefined> {
  let waiting = '';
  for (const part of parts) {
    addFixed(fixed, part);
    waiting += part.text;
    if (waiting.length < PORTION) continue;
    replacement.write(waiting);
    waiting = '';
    yield;
  }
  replacement.write(waiting);
}

function addFixed(sum: Map<string, number>, { change }: FixedPart): void {
  for (const [code, count] of change?.fixed ?? []) sum.set(code, (sum.get(code) ?? 0) + count);
}
