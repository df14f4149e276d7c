import { type Counts, checkStream, type PlacedProblem } from '../core/engine/streamCheck';
import type { PieceSource } from '../core/ports';
import { emptyTally } from '../core/validation/problem';
import { type FilePieces, openPieces, standardInput } from '../platform/node/filePieces';
import type { Checking } from './checking';
import { usableConfig } from './configs';
import { reasonOf } from './failures';
import { withForm } from './jsonLines';
import type { Reporter } from './report/reporter';
import type { Chunk, FileEnd, Target } from './target';

/** Characters of output that are handed on at a time. */
const CHUNK = 64 * 1024;

const NOTHING: Counts = { tasks: 0, predictions: 0, annotations: 0, regions: 0 };

/**
 * Checks one file and formats what is found. Gives way at every step, mostly with nothing.
 *
 * @param onPosition told from time to time how many bytes have been read
 * @returns how it ended; a file that cannot be read is an answer, not an exception
 */
export function* checkTarget(
  target: Target,
  checking: Checking,
  reporter: Reporter,
  onPosition: (bytes: number) => void,
): Generator<Chunk | undefined, FileEnd, undefined> {
  let pieces: FilePieces | undefined;
  const chunks = new Chunks(target.name, reporter);
  try {
    pieces = target.path === undefined ? standardInput() : openPieces(target.path);
    const steps = checkSteps(target, checking, pieces);
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return { counts: step.value, error: undefined };
      onPosition(pieces.position());
      chunks.add(step.value);
      yield chunks.isFull ? chunks.take() : undefined;
    }
  } catch (error) {
    return { counts: NOTHING, error: reasonOf(error) };
  } finally {
    pieces?.close();
    // Also when it breaks off: what was found until then is true.
    if (!chunks.isEmpty) yield chunks.take();
  }
}

function checkSteps({ form, expects, config: configFile }: Target, checking: Checking, pieces: FilePieces) {
  const config = usableConfig(configFile);
  const known: { form: 'json' | 'jsonl'; source: PieceSource } =
    form === undefined ? withForm(pieces) : { form, source: pieces };
  return checkStream(known.source, {
    ...checking,
    form: known.form,
    reportSyntax: true,
    ...(expects && { expects }),
    ...(config && { config }),
  });
}

/** Formatted problems, until they are enough to be handed on. */
class Chunks {
  #problems: PlacedProblem[] = [];
  #size = 0;

  constructor(
    private readonly name: string,
    private readonly reporter: Reporter,
  ) {}

  get isEmpty(): boolean {
    return this.#problems.length === 0;
  }

  get isFull(): boolean {
    return this.#size >= CHUNK;
  }

  add(problems: readonly PlacedProblem[]): void {
    for (const problem of problems) {
      this.#problems.push(problem);
      this.#size += problem.message.length + 200;
    }
  }

  take(): Chunk {
    const tally = emptyTally();
    for (const { severity } of this.#problems) tally[severity]++;
    const text = this.reporter.problems(this.name, this.#problems);
    this.#problems = [];
    this.#size = 0;
    return { text, tally };
  }
}
