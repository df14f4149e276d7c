/**
 * From bytes to text, portion by portion, without ever cutting a character in two. VS Code takes the mark at the start of
 * a file (BOM) off and recognises UTF-16 by it; so do we, so that offsets are the same.
 */

/** How a text is written in bytes. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** What the first bytes tell. */
export interface Detected {
  encoding: Encoding;
  /** Bytes of the mark at the start, which is no part of the text: 0 when there is none. */
  markLength: number;
}

/**
 * @param head the first bytes, at least four if there are as many
 * @returns UTF-8 unless a mark, or every other byte being 0 as it is for JSON in UTF-16, says something else
 */
export function detectEncoding(head: Uint8Array): Detected {
  const [first, second, third] = head;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'utf-8', markLength: 3 };
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', markLength: 2 };
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', markLength: 2 };
  if (head.length > 1 && first !== 0 && second === 0) return { encoding: 'utf-16le', markLength: 0 };
  if (head.length > 1 && first === 0 && second !== 0) return { encoding: 'utf-16be', markLength: 0 };
  return { encoding: 'utf-8', markLength: 0 };
}

/** Bytes that are not text. */
export class NotText extends Error {
  constructor(
    readonly encoding: Encoding,
    /** Bytes before the first bad one, in the portion that was decoded. */
    readonly at: number,
    readonly byte: number,
  ) {
    super(`not ${encoding}`);
    this.name = 'NotText';
  }
}

/** How many of the bytes make whole characters, the rest being the start of one that goes on in the next portion. */
export function wholeCharacters(bytes: Uint8Array, encoding: Encoding): number {
  if (encoding === 'utf-8') return wholeUtf8(bytes);
  const even = bytes.length - (bytes.length % 2);
  const high = bytes[encoding === 'utf-16le' ? even - 1 : even - 2] ?? 0;
  return even > 0 && high >= 0xd8 && high <= 0xdb ? even - 2 : even;
}

function wholeUtf8(bytes: Uint8Array): number {
  const { length } = bytes;
  for (let back = 1; back <= Math.min(3, length); back++) {
    const byte = bytes[length - back] as number;
    // A byte that goes on with a character: its first byte stands further ahead.
    if (byte >= 0x80 && byte < 0xc0) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needs > back ? length - back : length;
  }
  return length;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Decodes whole characters. Half a surrogate pair in UTF-16 is kept: a rule reports it at its place.
 *
 * @throws NotText for bytes that are no UTF-8, and for half a character at the end of a file in UTF-16
 */
export function decode(bytes: Buffer, encoding: Encoding): string {
  if (encoding === 'utf-8') {
    try {
      return utf8.decode(bytes);
    } catch {
      const at = firstBadByte(bytes);
      throw new NotText(encoding, at, bytes[at] ?? 0);
    }
  }
  if (bytes.length % 2 === 1) throw new NotText(encoding, bytes.length - 1, bytes[bytes.length - 1] ?? 0);
  return (encoding === 'utf-16be' ? Buffer.from(bytes).swap16() : bytes).toString('utf16le');
}

/** Where UTF-8 breaks: the first character that was replaced although the bytes do not hold that character. */
function firstBadByte(bytes: Buffer): number {
  const text = bytes.toString('utf8');
  let byte = 0;
  let from = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) {
    byte += Buffer.byteLength(text.slice(from, at));
    if (bytes[byte] !== 0xef || bytes[byte + 1] !== 0xbf || bytes[byte + 2] !== 0xbd) return byte;
    byte += 3;
    from = at + 1;
  }
  return byte;
}
