/** Milliseconds between two states that are shown. */
const PACE = 200;

/** How far a check is. */
export interface Progress {
  /** Bytes of a file that have been read; the file is told by its place in the list. */
  at(index: number, bytes: number): void;
  /** A file is done. */
  done(index: number): void;
  /** Takes the line away, before something else is written. */
  clear(): void;
}

/** Keeps quiet: the output goes to no terminal, or nobody wants to know. */
export const noProgress: Progress = { at: () => {}, done: () => {}, clear: () => {} };

interface Terminal {
  columns?: number;
  write(text: string): unknown;
}

/**
 * One line on a terminal that is rewritten in place.
 *
 * @param sizes of the files, in bytes; 0 where it is not known
 */
export function terminalProgress(stream: Terminal, sizes: readonly number[], names: readonly string[]): Progress {
  const since = Date.now();
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const reading = new Map<number, number>();
  let read = 0;
  let files = 0;
  let shown = since;
  let isThere = false;
  const show = (name: string): void => {
    if (Date.now() - shown < PACE) return;
    shown = Date.now();
    isThere = true;
    const bytes = [...reading.values()].reduce((sum, part) => sum + part, read);
    const share = total === 0 ? megabytes(bytes) : `${Math.min(99, Math.floor((bytes / total) * 100))}%`;
    const seconds = Math.round((shown - since) / 1000);
    const line = `${share}, file ${Math.min(files + 1, names.length)} of ${names.length}, ${seconds} s: ${name}`;
    stream.write(`\r\u001b[K${line.slice(0, (stream.columns ?? 80) - 1)}`);
  };
  return {
    at(index, bytes) {
      reading.set(index, bytes);
      show(names[index] ?? '');
    },
    done(index) {
      reading.delete(index);
      read += sizes[index] ?? 0;
      files++;
      show(names[index] ?? '');
    },
    clear() {
      if (isThere) stream.write('\r\u001b[K');
      isThere = false;
    },
  };
}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MB`;
