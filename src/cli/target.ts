import type { Counts } from '../core/engine/streamCheck';
import type { TextForm } from '../core/text/units';
import { SEVERITIES, type Tally } from '../core/validation/problem';

/** A file that is to be checked. Plain data: it goes to worker threads. */
export interface Target {
  /** As people know it: from the working directory, with `/`; absolute for files elsewhere. */
  name: string;
  /** Absolute; undefined for standard input. */
  path: string | undefined;
  /** Undefined leaves it to the content. */
  form: TextForm | undefined;
  expects: 'task' | 'prediction' | undefined;
  /** In bytes; 0 where nobody knows. */
  size: number;
  /** Absolute path of the labeling config. */
  config: string | undefined;
}

/** Something that was named and cannot be checked. */
export interface Unchecked {
  name: string;
  /** A clause: "there is no such file". */
  error: string;
}

export type Entry = Target | Unchecked;

export function isUnchecked(entry: Entry): entry is Unchecked {
  return 'error' in entry;
}

export function addTally(sum: Tally, other: Readonly<Tally>): void {
  for (const severity of SEVERITIES) sum[severity] += other[severity];
}

/** Problems of one file, formatted, and how many they are. Plain data: it comes from worker threads. */
export interface Chunk {
  text: string;
  tally: Tally;
}

/** How the check of a file ended. */
export interface FileEnd {
  counts: Counts;
  /** Why it could not be checked to its end, as a clause. */
  error: string | undefined;
}
