/**
 * A document as VS Code's extension host keeps it: a list of lines, and the sums of their lengths, which are brought up to
 * date when somebody asks for an offset after an edit (`ExtHostDocumentData`, `PrefixSumComputer`). What reading costs is
 * thus what it costs in the editor; it is timed apart.
 */
import { performance } from 'node:perf_hooks';

export class EditorText {
  version = 1;
  length;
  /** Milliseconds that reading has taken. */
  reading = 0;
  /** @type {string[]} */
  #lines;
  /** Lengths of the lines, their ends included. @type {Uint32Array} */
  #lengths;
  /** Offsets at which the lines start; right up to the line `#valid`. @type {Uint32Array} */
  #starts;
  #valid = 0;

  /** @param {string} text with `\n` at the ends of lines */
  constructor(text) {
    this.#lines = text.split('\n');
    this.#lengths = Uint32Array.from(this.#lines, (line) => line.length + 1);
    this.#starts = new Uint32Array(this.#lines.length);
    this.length = text.length;
  }

  get lineCount() {
    return this.#lines.length;
  }

  /** @param {number} line */
  lineStart(line) {
    this.#sumUpTo(line);
    return this.#starts[line] ?? this.length;
  }

  /** @param {number} line */
  #sumUpTo(line) {
    const starts = this.#starts;
    const lengths = this.#lengths;
    const end = Math.min(line, starts.length - 1);
    for (let at = this.#valid; at < end; at++) starts[at + 1] = (starts[at] ?? 0) + (lengths[at] ?? 0);
    this.#valid = Math.max(this.#valid, end);
  }

  /** The line that holds an offset. All sums are made for it, as VS Code does. @param {number} offset */
  #lineAt(offset) {
    this.#sumUpTo(this.#lines.length - 1);
    let low = 0;
    let high = this.#lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (/** @type {number} */ (this.#starts[middle]) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** @param {number} start @param {number} end */
  slice(start, end) {
    const before = performance.now();
    const text = this.#slice(Math.max(0, Math.min(start, this.length)), Math.min(end, this.length));
    this.reading += performance.now() - before;
    return text;
  }

  /** @param {number} from @param {number} to */
  #slice(from, to) {
    if (to <= from) return '';
    const first = this.#lineAt(from);
    const last = this.#lineAt(to);
    const [head, tail] = [from - this.lineStart(first), to - this.lineStart(last)];
    const line = (/** @type {number} */ index) => /** @type {string} */ (this.#lines[index]);
    if (first === last) return line(first).substring(head, tail);
    const parts = [line(first).substring(head)];
    for (let index = first + 1; index < last; index++) parts.push(line(index));
    parts.push(line(last).substring(0, tail));
    return parts.join('\n');
  }

  /** What the editor does before it tells anybody. @param {{ offset: number, removed: number, text: string }} change */
  apply({ offset, removed, text }) {
    const first = this.#lineAt(offset);
    const last = this.#lineAt(offset + removed);
    const head = /** @type {string} */ (this.#lines[first]).substring(0, offset - this.lineStart(first));
    const tail = /** @type {string} */ (this.#lines[last]).substring(offset + removed - this.lineStart(last));
    const lines = (head + text + tail).split('\n');
    this.#lines.splice(first, last - first + 1, ...lines);
    if (lines.length !== last - first + 1) this.#resize(first, last + 1, lines.length);
    for (const [index, line] of lines.entries()) this.#lengths[first + index] = line.length + 1;
    this.#valid = Math.min(this.#valid, first);
    this.length += text.length - removed;
    this.version++;
  }

  /** Makes room for `count` lines in place of those from `first` to `end`. @param {number} first @param {number} end @param {number} count */
  #resize(first, end, count) {
    const lengths = new Uint32Array(this.#lines.length);
    lengths.set(this.#lengths.subarray(0, first));
    lengths.set(this.#lengths.subarray(end), first + count);
    this.#lengths = lengths;
    const starts = new Uint32Array(this.#lines.length);
    starts.set(this.#starts.subarray(0, first + 1));
    this.#starts = starts;
  }
}
