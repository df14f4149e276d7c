/** Short texts by which equal texts are known. */
import { sha256 } from '@noble/hashes/sha2.js';

/** Bytes of a digest that are kept: two different contents of one task never meet in so many. */
const KEPT = 16;

/** What is encoded at a time: bytes made anew for every text would pile up beside the heap, where nobody counts them. */
const scratch = new Uint8Array(16_384);
/** A UTF-16 unit takes three bytes at most; half a pair takes two of the four. */
const UNITS = Math.floor(scratch.length / 3);

/** Joined they make a text of one piece; added to each other they would be kept in as many pieces. */
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The first bytes of the SHA-256 of a text as UTF-8, as hexadecimal digits: a short text that equal texts share. */
export function digest(text: string): string {
  const hash = sha256.create();
  for (let at = 0; at < text.length; ) {
    let end = Math.min(at + UNITS, text.length);
    if (end < text.length && isHigh(text.charCodeAt(end - 1))) end--;
    hash.update(scratch.subarray(0, encode(text, at, end)));
    at = end;
  }
  return Array.from(hash.digest().subarray(0, KEPT), (byte) => HEX[byte]).join('');
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

/** Half a surrogate pair becomes U+FFFD, as everywhere. @returns how many bytes of `scratch` are written */
function encode(text: string, from: number, end: number): number {
  let length = 0;
  for (let at = from; at < end; at++) {
    let unit = text.charCodeAt(at);
    if (unit < 0x80) {
      scratch[length++] = unit;
      continue;
    }
    if (isHigh(unit) && isLow(text.charCodeAt(at + 1))) {
      unit = 0x10000 + ((unit - 0xd800) << 10) + (text.charCodeAt(++at) - 0xdc00);
    } else if (unit >= 0xd800 && unit < 0xe000) unit = 0xfffd;
    length = writeCharacter(unit, length);
  }
  return length;
}

/** @param code of a character that is not ASCII */
function writeCharacter(code: number, at: number): number {
  let length = at;
  if (code < 0x800) scratch[length++] = 0xc0 | (code >> 6);
  else {
    if (code < 0x10000) scratch[length++] = 0xe0 | (code >> 12);
    else {
      scratch[length++] = 0xf0 | (code >> 18);
      scratch[length++] = 0x80 | ((code >> 12) & 63);
    }
    scratch[length++] = 0x80 | ((code >> 6) & 63);
  }
  scratch[length++] = 0x80 | (code & 63);
  return length;
}
