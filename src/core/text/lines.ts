import type { TextSource } from '../ports';

/** A place as people count it, but from 0: `character` in UTF-16 units. */
export interface Position {
  line: number;
  character: number;
}

/** Offsets at which the lines of a text start. A line ends at `\n`; a `\r` before it belongs to the line. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** A text that is held whole in memory. */
export function stringSource(text: string, version = 1): TextSource {
  return new StringSource(text, version);
}

class StringSource implements TextSource {
  #starts: number[] | undefined;

  constructor(
    private readonly text: string,
    readonly version: number,
  ) {}

  get length(): number {
    return this.text.length;
  }

  get lineCount(): number {
    return this.#lines().length;
  }

  slice(start: number, end: number): string {
    return this.text.slice(start, end);
  }

  lineStart(line: number): number {
    return this.#lines()[line] ?? this.text.length;
  }

  #lines(): number[] {
    this.#starts ??= lineStarts(this.text);
    return this.#starts;
  }
}

/** Line and character of an offset. Offsets outside the text count as its nearest end. */
export function positionAt(source: TextSource, offset: number): Position {
  const at = Math.max(0, Math.min(offset, source.length));
  let low = 0;
  let high = source.lineCount - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (source.lineStart(middle) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: at - source.lineStart(low) };
}
