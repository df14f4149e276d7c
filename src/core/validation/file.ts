import type { LabelingConfig } from '../labelingConfig/model';
import type { TextForm } from '../text/units';
import type { Problem } from './problem';
import type { Reporting } from './reporting';

/** A problem with its place in the whole file. */
export interface FileProblem extends Problem {
  /** JSON Pointer from the root of the file; in JSONL its first step is the index of the line. */
  pointer: string;
}

/** How to read a file. */
export interface FileOptions {
  form: TextForm;
  /** What the file's name says it holds; undefined leaves it to the content. */
  expects?: 'task' | 'prediction';
  /** The labeling config that names and labels are compared with. */
  config?: LabelingConfig;
  /** Whether JSON that does not parse is reported; VS Code's own JSON service says it in `.json` files. */
  reportSyntax?: boolean;
  /** Whether annotations are checked like predictions; yes if left out. */
  annotations?: boolean;
  /** Which problems are shown, and how gravely; all as their rules say it if left out. */
  reporting?: Reporting;
}
