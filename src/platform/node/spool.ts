import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Bytes that are kept in memory; more than that goes to a temporary file. */
const IN_MEMORY = 16 * 1024 * 1024;

/**
 * Keeps what came through a pipe, so that parts of it can be read again without holding all of it. The temporary file has
 * no name as long as it is used (on Windows: it is deleted when it is closed), and only its owner may read it.
 */
export class Spool {
  #kept: Buffer[] = [];
  #length = 0;
  #fd: number | undefined;
  #file: string | undefined;

  constructor(private readonly inMemory = IN_MEMORY) {}

  /** @throws the system's error when the temporary file cannot be written, as when a disk is full */
  append(bytes: Uint8Array): void {
    this.#length += bytes.length;
    if (this.#fd !== undefined) {
      write(this.#fd, bytes);
      return;
    }
    this.#kept.push(Buffer.from(bytes));
    if (this.#length <= this.inMemory) return;
    this.#fd = this.#open();
    for (const part of this.#kept.splice(0)) write(this.#fd, part);
  }

  /** Bytes that have been appended. */
  read(start: number, end: number): Buffer {
    const bytes = Buffer.alloc(end - start);
    if (this.#fd === undefined) {
      let at = 0;
      for (const part of this.#kept) {
        if (at < end && at + part.length > start) {
          part.copy(bytes, Math.max(0, at - start), Math.max(0, start - at), Math.min(part.length, end - at));
        }
        at += part.length;
      }
      return bytes;
    }
    for (let done = 0; done < bytes.length; ) {
      const count = readSync(this.#fd, bytes, done, bytes.length - done, start + done);
      if (count === 0) throw new RangeError(`There are no bytes ${start} to ${end}.`);
      done += count;
    }
    return bytes;
  }

  close(): void {
    this.#kept = [];
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
    if (this.#file !== undefined) tryUnlink(this.#file);
  }

  #open(): number {
    const name = `label-studio-predictions-${process.pid}-${Math.random().toString(36).slice(2)}`;
    const file = path.join(tmpdir(), name);
    const fd = openSync(file, 'wx+', 0o600);
    if (!tryUnlink(file)) this.#file = file;
    return fd;
  }
}

/** Windows does not delete a file that is open. */
function tryUnlink(file: string): boolean {
  try {
    unlinkSync(file);
    return true;
  } catch {
    return false;
  }
}

function write(fd: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done, bytes.length - done);
}
