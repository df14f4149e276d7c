export interface InputOptions {
  kind: string;
  form?: 'pretty' | 'line' | 'jsonl';
  megabytes?: number;
  units?: number;
  mistakes?: number | 'all';
  seed?: number;
}

/** Pieces of the text; at the end what it holds. */
export function inputText(
  options: InputOptions,
): Generator<string, { units: number; regions: number; mistakes: number }>;
