/**
 * The text of a file, or of standard input, read in portions: memory stays the same whatever the size. Runs on Node 16
 * (VS Code 1.75).
 */
import { closeSync, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import type { PieceSource } from '../../core/ports';
import { Spool } from './spool';
import { type Detected, decode, detectEncoding, type Encoding, NotText, wholeCharacters } from './textDecoding';

/** A text that is read in portions. The mark at its start (BOM) is no part of it, as in VS Code. */
export interface FilePieces extends PieceSource {
  slice(start: number, end: number): string;
  /** Bytes of the file when it was opened; 0 where nobody knows, as for a pipe. */
  readonly size: number;
  /** Bytes read so far, for progress. */
  position(): number;
  /** How the text is written; known after the first `read`. Label Studio itself takes UTF-8 without a mark only. */
  encoding(): Detected;
  close(): void;
}

/** A file whose text cannot be had, with the reason in plain words as the message (a clause, without the file's name). */
export class UnreadableText extends Error {
  constructor(
    readonly reason: 'encoding' | 'changed',
    message: string,
  ) {
    super(message);
    this.name = 'UnreadableText';
  }
}

/**
 * Bytes that are decoded at a time. Strings of this size live in the young generation; larger ones cost several times
 * as much to make.
 */
export const PORTION_BYTES = 32 * 1024;

/**
 * Opens a file. Close it when it is no longer needed.
 *
 * @param portionBytes at least 8
 * @throws the system's error when it cannot be opened (ENOENT, EACCES, EISDIR, …); `read` and `slice` throw the system's
 *   error too, and UnreadableText for bytes that are not text and for a file that was changed meanwhile (`slice` only)
 */
export function openPieces(path: string, portionBytes = PORTION_BYTES): FilePieces {
  const fd = openSync(path, 'r');
  try {
    const stats = fstatSync(fd);
    if (stats.isDirectory()) throw Object.assign(new Error(`EISDIR: ${path}`), { code: 'EISDIR' });
    return stats.isFile() ? regularFile(fd, stats, portionBytes) : stream(fd, portionBytes, () => closeSync(fd));
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** Standard input. Reading blocks until something comes. */
export function standardInput(portionBytes = PORTION_BYTES): FilePieces {
  return stream(0, portionBytes, () => {});
}

/** What comes through a pipe is kept while it is read, so that parts can be read again. */
function stream(fd: number, portionBytes: number, close: () => void): FilePieces {
  const spool = new Spool();
  const fill = (bytes: Uint8Array): number => {
    const count = readPatiently(fd, bytes);
    spool.append(bytes.subarray(0, count));
    return count;
  };
  const reader = new Reader(new Portions(fill, portionBytes), (start, end) => spool.read(start, end));
  return reader.pieces(0, () => {
    spool.close();
    close();
  });
}

function regularFile(fd: number, { size, mtimeMs }: Stats, portionBytes: number): FilePieces {
  const fill = (bytes: Uint8Array, at: number): number => readSync(fd, bytes, 0, bytes.length, at);
  // Thousands of small files are read one after another; a large buffer for each is work for the collector. One byte
  // more than there is shows the end.
  const portion = Math.max(8, Math.min(portionBytes, size + 1));
  // One for all parts that are read again: each is decoded before the next one, and buffers pile up outside of the heap.
  let again = Buffer.alloc(0);
  const reader = new Reader(new Portions(fill, portion), (start, end) => {
    const now = fstatSync(fd);
    if (now.size !== size || now.mtimeMs !== mtimeMs) throw changed();
    if (again.length < end - start) again = Buffer.allocUnsafeSlow(end - start);
    readExactly(fd, start, again.subarray(0, end - start));
    return again.subarray(0, end - start);
  });
  return reader.pieces(size, () => closeSync(fd));
}

/** Reads portions and knows where they stand. */
class Reader {
  readonly #table: PortionTable;

  constructor(
    private readonly portions: Portions,
    bytes: (start: number, end: number) => Buffer,
  ) {
    this.#table = new PortionTable(bytes);
  }

  pieces(size: number, close: () => void): FilePieces {
    return {
      size,
      read: () => this.#read(),
      slice: (start, end) => this.#table.slice(start, end, this.portions.detected.encoding),
      position: () => this.portions.position,
      encoding: () => this.portions.detected,
      close: once(close),
    };
  }

  #read(): string | undefined {
    const portion = this.portions.next();
    if (portion) this.#table.add(portion);
    return portion?.text;
  }
}

const changed = (): UnreadableText => new UnreadableText('changed', 'it was changed while it was read');

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (!done) action();
    done = true;
  };
}

function readExactly(fd: number, start: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) {
    const count = readSync(fd, bytes, done, bytes.length - done, start + done);
    if (count === 0) throw changed();
    done += count;
  }
}

/** Waits for a pipe that has nothing yet. Windows ends some pipes with an error named EOF. */
function readPatiently(fd: number, bytes: Uint8Array): number {
  const lock = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    try {
      return readSync(fd, bytes, 0, bytes.length, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(lock, 0, 0, 10);
    }
  }
}

interface Portion {
  text: string;
  /** Place of the text in the file, in bytes. */
  start: number;
  end: number;
}

/** Reads bytes and gives text in portions that end where a character ends. */
class Portions {
  /** Bytes read. */
  position = 0;
  detected: Detected = { encoding: 'utf-8', markLength: 0 };
  private readonly buffer: Buffer;
  /** Bytes at the start of the buffer that belong to a character whose end has not come yet. */
  private kept = 0;
  private ended = false;

  /** @param fill reads some bytes, from the given place in the file; 0 at the end */
  constructor(
    private readonly fill: (bytes: Uint8Array, at: number) => number,
    portionBytes: number,
  ) {
    this.buffer = Buffer.allocUnsafe(portionBytes);
  }

  next(): Portion | undefined {
    while (!this.ended) {
      const portion = this.advance();
      if (portion) return portion;
    }
    return undefined;
  }

  /** One step, which may give nothing: a pipe can hand over a single byte. */
  private advance(): Portion | undefined {
    const isFirst = this.position === 0;
    let filled = this.kept + this.more(this.kept);
    // The first bytes tell the encoding.
    while (isFirst && filled < 4 && !this.ended) filled += this.more(filled);
    const base = this.position - filled;
    let skip = 0;
    if (isFirst) {
      this.detected = detectEncoding(this.buffer.subarray(0, filled));
      skip = this.detected.markLength;
    }
    const { encoding } = this.detected;
    const bytes = this.buffer.subarray(skip, filled);
    const whole = this.ended ? bytes.length : wholeCharacters(bytes, encoding);
    const start = base + skip;
    const text = this.decode(bytes.subarray(0, whole), encoding, start);
    this.kept = bytes.length - whole;
    bytes.copy(this.buffer, 0, whole);
    return text === '' ? undefined : { text, start, end: start + whole };
  }

  private more(from: number): number {
    const count = this.fill(this.buffer.subarray(from), this.position);
    this.position += count;
    if (count === 0) this.ended = true;
    return count;
  }

  private decode(bytes: Buffer, encoding: Encoding, start: number): string {
    try {
      return decode(bytes, encoding);
    } catch (error) {
      if (!(error instanceof NotText)) throw error;
      throw new UnreadableText('encoding', notText(error, start));
    }
  }
}

function notText({ encoding, at, byte }: NotText, start: number): string {
  const place = (start + at + 1).toLocaleString('en');
  if (encoding !== 'utf-8') return 'it is UTF-16 and ends in the middle of a character';
  const hex = byte.toString(16).toUpperCase().padStart(2, '0');
  return `it is not UTF-8: byte ${place} (0x${hex}) does not belong to any character. Save it as UTF-8`;
}

/** Where each portion stands in the text and in the file, so that parts can be read again. */
class PortionTable {
  /** Offsets of the portions in the text, and the offset of its end. */
  private readonly offsets = [0];
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  /** The portion that was decoded last: parts are mostly asked for in order. */
  private last: { index: number; text: string } | undefined;

  /** @param bytes gives a part of the file, which stays what it is until the next one is asked for */
  constructor(private readonly bytes: (start: number, end: number) => Buffer) {}

  add({ text, start, end }: Portion): void {
    this.offsets.push((this.offsets[this.offsets.length - 1] as number) + text.length);
    this.starts.push(start);
    this.ends.push(end);
  }

  slice(start: number, end: number, encoding: Encoding): string {
    let text = '';
    for (let index = this.find(start); index < this.starts.length; index++) {
      const offset = this.offsets[index] as number;
      if (offset >= end) break;
      const length = (this.offsets[index + 1] as number) - offset;
      const from = Math.max(0, start - offset);
      const to = Math.min(length, end - offset);
      if (from < to) text += this.part(index, from, to, encoding);
    }
    return text;
  }

  /** A part of one portion. Where each UTF-16 unit takes equally many bytes no more than the part is read. */
  private part(index: number, from: number, to: number, encoding: Encoding): string {
    const start = this.starts[index] as number;
    const end = this.ends[index] as number;
    const unit = encoding === 'utf-8' ? 1 : 2;
    const length = (this.offsets[index + 1] as number) - (this.offsets[index] as number);
    if (end - start === length * unit) return decode(this.bytes(start + from * unit, start + to * unit), encoding);
    if (this.last?.index !== index) this.last = { index, text: decode(this.bytes(start, end), encoding) };
    return this.last.text.slice(from, to);
  }

  /** The portion that holds an offset. */
  private find(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.offsets[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return Math.max(low, 0);
  }
}
