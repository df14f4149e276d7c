import type { LabelingConfig } from '../labelingConfig/model';
import type { PieceSource } from '../ports';
import { type Position, positionAt, stringSource } from '../text/lines';
import { checkText, type FileOptions, type FileProblem } from '../validation/checkText';

/** How to read a file, and the labeling config that its names and labels are compared with. */
export interface StreamOptions extends FileOptions {
  config?: LabelingConfig;
}

/** A problem with its place in the whole file, as offsets and as lines. */
export interface PlacedProblem extends FileProblem {
  startPosition: Position;
  endPosition: Position;
}

/** What a file holds. */
export interface Counts {
  tasks: number;
  predictions: number;
  regions: number;
}

/**
 * Checks a text that arrives in pieces and is never held whole. Each step does a little work and yields the problems that
 * it found, often none, so that the caller can show progress, give way or stop.
 *
 * @returns what the file holds
 */
export function* checkStream(
  source: PieceSource,
  options: StreamOptions,
): Generator<readonly PlacedProblem[], Counts, undefined> {
  let text = '';
  for (let piece = source.read(); piece !== undefined; piece = source.read()) text += piece;
  const whole = stringSource(text);
  for (const problems of checkText(whole, options)) {
    yield problems.map((problem) => ({
      ...problem,
      startPosition: positionAt(whole, problem.start),
      endPosition: positionAt(whole, problem.end),
    }));
  }
  return { tasks: 0, predictions: 0, regions: 0 };
}
