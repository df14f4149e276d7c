/**
 * The text of a file that is uploaded. It need not be held: of each prediction is kept where it stands and what tells
 * whether it still stands there, and it is read again when it is sent.
 */
import type { Position } from '../text/lines';
import type { Span } from '../text/locate';

/** Offsets are UTF-16 units from the start of the file. */
export interface UploadText {
  /** @throws whatever the file system says, and when it knows that the file has changed */
  slice(start: number, end: number): string;
  positionAt(offset: number): Position;
}

/** A part of the text. */
export interface Printed extends Span {
  /** Of what was read: see `printOf`. */
  print: number;
}

/** A part of the file cannot be had again as it was. Nothing else is sent in its place. */
export class FileChanged extends Error {
  readonly kind = 'file-changed';
  readonly cure = 'Upload it again: what is there by then is not sent twice.';

  constructor(message = 'The file was changed on disk while it was uploaded, so that the plan no longer fits it.') {
    super(message);
    this.name = 'FileChanged';
  }
}

/**
 * A number that two texts share by chance as good as never: each half of it takes in every unit. What it is asked is
 * whether a file was written to, not whether somebody deceives.
 */
export function printOf(text: string): number {
  let one = 0xdeadbeef;
  let other = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    one = Math.imul(one ^ unit, 2654435761);
    other = Math.imul(other ^ unit, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909);
  other = Math.imul(other ^ (other >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  return 4294967296 * (2097151 & other) + (one >>> 0);
}

/**
 * A part of the text, as it was when it was read first.
 *
 * @throws FileChanged
 */
export function textOf(text: UploadText, { start, end, print }: Printed): string {
  const own = sliceOf(text, start, end);
  if (printOf(own) !== print) throw new FileChanged();
  return own;
}

/** The same, or an empty text where it can no longer be had. */
export function textIfStill(text: UploadText, part: Printed): string {
  try {
    return textOf(text, part);
  } catch (error) {
    if (error instanceof FileChanged) return '';
    throw error;
  }
}

function sliceOf(text: UploadText, start: number, end: number): string {
  try {
    return text.slice(start, end);
  } catch (error) {
    const reason = error instanceof Error ? error : new Error(String(error));
    if ((reason as { reason?: unknown }).reason === 'changed') throw new FileChanged();
    throw new FileChanged(`The file can no longer be read: ${reason.message}.`);
  }
}

/** The same text in memory of its own: a part of a longer text keeps all of it alive. */
export function detached(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
