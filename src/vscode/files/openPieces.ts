import { type Uri, workspace } from 'vscode';
import { looksLikePredictions, SNIFF_LENGTH } from '../../core/files/fileKind';
import type { PieceSource } from '../../core/ports';
import { sizeText } from '../../core/report/words';
import type { FilePieces, Platform } from '../platform';

/** Files that can only be read whole are read up to this size, in bytes. */
const MAX_WHOLE = 100 * 1024 * 1024;
/** Bytes that are decoded at a time. */
const PIECE = 1024 * 1024;

/**
 * Opens a file to be read in pieces: from the disk where there is one, else through VS Code's file system, which hands out
 * whole files only. The caller closes it.
 *
 * @throws an Error that says what is wrong when the file cannot be read, or is too large to be read whole
 */
export async function openPieces(platform: Platform, uri: Uri): Promise<FilePieces> {
  if (uri.scheme === 'file' && platform.openFile) return platform.openFile(uri.fsPath);
  const { size } = await workspace.fs.stat(uri);
  if (size > MAX_WHOLE) {
    throw new Error(
      `The file has ${sizeText(size)}. Here files can only be read whole, which is done up to ${sizeText(MAX_WHOLE)}: check it on the computer that it is stored on, or split it.`,
    );
  }
  return wholePieces(await workspace.fs.readFile(uri));
}

/** Bytes in memory as pieces of text, decoded one after another. A byte order mark is left out, as VS Code does. */
function wholePieces(bytes: Uint8Array): FilePieces {
  const decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
  const passed: { start: number; text: string }[] = [];
  let at = 0;
  let length = 0;
  const read = (): string | undefined => {
    while (at < bytes.length) {
      const end = Math.min(at + PIECE, bytes.length);
      const text = decodePart(decoder, bytes.subarray(at, end), end < bytes.length);
      at = end;
      if (text === '') continue;
      passed.push({ start: length, text });
      length += text.length;
      return text;
    }
    return undefined;
  };
  const slice = (start: number, end: number): string =>
    passed
      .filter((piece) => piece.start < end && piece.start + piece.text.length > start)
      .map((piece) => piece.text.slice(Math.max(0, start - piece.start), end - piece.start))
      .join('');
  return { size: bytes.length, read, slice, position: () => at, close: () => {} };
}

function decodePart(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    throw new Error(`The file is not ${decoder.encoding.toUpperCase()} text. Save it as UTF-8.`);
  }
}

/** By the mark at its start, as VS Code does it. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** A source whose beginning has been read already. */
function withHead(head: readonly string[], rest: PieceSource): PieceSource {
  let next = 0;
  return {
    read: () => (next < head.length ? head[next++] : rest.read()),
    ...(rest.slice && { slice: rest.slice.bind(rest) }),
  };
}

/** The source from its beginning if its first kilobytes look like predictions. */
export function sourceIfOurs(pieces: PieceSource): PieceSource | undefined {
  const head: string[] = [];
  let length = 0;
  while (length < SNIFF_LENGTH) {
    const piece = pieces.read();
    if (piece === undefined) break;
    head.push(piece);
    length += piece.length;
  }
  return looksLikePredictions(head.join('').slice(0, SNIFF_LENGTH)) ? withHead(head, pieces) : undefined;
}
