/** Puts another text in the place of a file's, wholly or not at all. */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  type Stats,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import type { Detected } from './textDecoding';

/** Why a file was not replaced, as a clause. */
export class NotReplaced extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotReplaced';
  }
}

/** Files that are being written, to be removed when the process ends before they are done. */
const unfinished = new Set<string>();

/** Removes what an interruption has left. Nothing throws. */
export function removeUnfinished(): void {
  for (const file of unfinished) {
    try {
      unlinkSync(file);
    } catch {
      // It is gone already, or cannot be removed; either way nobody can do more about it here.
    }
  }
  unfinished.clear();
}

/**
 * The new content of a file, written to a file beside it and put in its place at the end: whoever reads it meanwhile, and
 * whoever finds it after a power cut, has the old or the new text and never a part of one. Links lead to the file that
 * they name; its mode stays.
 */
export class Replacement {
  readonly #target: string;
  readonly #temporary: string;
  readonly #before: Stats;
  readonly #fd: number;
  #isOpen = true;

  /**
   * @param encoding of the file, mark included
   * @throws the system's error when nothing can be written beside the file
   */
  constructor(
    file: string,
    private readonly encoding: Detected,
  ) {
    this.#target = realpathSync(file);
    this.#before = statSync(this.#target);
    const { dir, base } = path.parse(this.#target);
    this.#temporary = path.join(dir, `.${base}.${randomBytes(6).toString('hex')}.tmp`);
    this.#fd = openSync(this.#temporary, 'wx', 0o600);
    unfinished.add(this.#temporary);
    if (encoding.markLength > 0) this.write('\ufeff');
  }

  /** @param text whole characters */
  write(text: string): void {
    const bytes = encode(text, this.encoding);
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#fd, bytes, done, bytes.length - done);
  }

  /** The file with the new content, to look at before it counts. */
  get path(): string {
    return this.#temporary;
  }

  /** Everything has been written, and is on the disk when this returns. */
  finish(): void {
    this.#keepOwner();
    fsyncSync(this.#fd);
    this.#close();
  }

  /**
   * Puts it in the place of the file.
   *
   * @throws NotReplaced when the file has changed meanwhile
   */
  commit(): void {
    const now = statSync(this.#target);
    const { ino, size, mtimeMs } = this.#before;
    if (now.ino !== ino || now.size !== size || now.mtimeMs !== mtimeMs) {
      throw new NotReplaced('it was changed by somebody else meanwhile, and stays as it is now');
    }
    renameSync(this.#temporary, this.#target);
    unfinished.delete(this.#temporary);
    syncFolder(path.dirname(this.#target));
  }

  /** Gives it up; nothing is left of it. */
  discard(): void {
    this.#close();
    if (!unfinished.delete(this.#temporary)) return;
    unlinkSync(this.#temporary);
  }

  #keepOwner(): void {
    const { mode, uid, gid } = this.#before;
    try {
      const own = fstatSync(this.#fd);
      if (own.uid !== uid || own.gid !== gid) fchownSync(this.#fd, uid, gid);
    } catch {
      // Only the superuser can give a file away; the rest of what is to be kept is.
    }
    fchmodSync(this.#fd, mode & 0o7777);
  }

  #close(): void {
    if (this.#isOpen) closeSync(this.#fd);
    this.#isOpen = false;
  }
}

/** Bytes are written a good portion at a time by the caller, so that no copy of a whole file is made. */
function encode(text: string, { encoding }: Detected): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}

/** So that the new name is on the disk too. Some systems do not open folders, and need none of this. */
function syncFolder(folder: string): void {
  try {
    const fd = openSync(folder, 'r');
    try {
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch {
    // The content is safe; the name will be written by the system in its own time.
  }
}
