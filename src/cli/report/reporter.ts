import type { PlacedProblem } from '../../core/engine/streamCheck';
import type { Tally } from '../../core/validation/problem';

export const FORMATS = ['pretty', 'json', 'sarif', 'github'] as const;
export type Format = (typeof FORMATS)[number];

/** What is said of a file before its problems. */
export interface FileHead {
  name: string;
  /** The labeling config as it is shown; null when there is none. */
  config: string | null;
}

/** Everything together. */
export interface Summary {
  files: number;
  /** What could not be checked, or not to its end. */
  unchecked: number;
  /** Files that were checked without a labeling config. */
  withoutConfig: number;
  tasks: number;
  predictions: number;
  /** Annotations that were checked. */
  annotations: number;
  /** Of predictions and of these annotations. */
  regions: number;
  tally: Tally;
  seconds: number;
  exitCode: number;
}

/**
 * Makes the text of a report, piece by piece, so that it is never held whole. `problems` keeps nothing between calls and
 * runs in worker threads; everything else runs in order: `begin`, for each file `beginFile`, `chunk` as often as needed and
 * `endFile`, and `end`.
 */
export interface Reporter {
  /** The text of some problems of one file, at least one. */
  problems(file: string, problems: readonly PlacedProblem[]): string;
  begin(): string;
  beginFile(head: FileHead): string;
  /** Puts what `problems` gave in its place. */
  chunk(problems: string): string;
  /** @param error why the file could not be checked to its end, as a clause */
  endFile(error: string | undefined): string;
  end(summary: Summary): string;
}

/** How a report looks. */
export interface Look {
  colours: boolean;
  quiet: boolean;
}
