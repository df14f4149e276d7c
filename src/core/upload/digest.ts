/** Short texts by which equal texts are known. */
import { sha256 } from '@noble/hashes/sha2.js';

/** Bytes of a digest that are kept: two different contents of one task never meet in so many. */
const KEPT = 16;

/** Of the platform, there in Node and in browsers. It never cuts a character in two; half a one becomes U+FFFD. */
declare const TextEncoder: new () => {
  encodeInto(text: string, bytes: Uint8Array): { read: number; written: number };
};

const encoder = new TextEncoder();
/** What is encoded at a time: bytes made anew for every text would pile up beside the heap, where nobody counts them. */
const scratch = new Uint8Array(16_384);

/** Joined they make a text of one piece; added to each other they would be kept in as many pieces. */
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The first bytes of the SHA-256 of a text as UTF-8, as hexadecimal digits: a short text that equal texts share. */
export function digest(text: string): string {
  return Array.from(digestBytes(text), (byte) => HEX[byte]).join('');
}

/**
 * The same with one character (up to U+00FF) for each byte. There is one for every prediction of a file and of a server: it
 * takes half of the memory, and is not for people.
 */
export function fingerprint(text: string): string {
  return String.fromCharCode(...digestBytes(text));
}

function digestBytes(text: string): Uint8Array {
  const hash = sha256.create();
  for (let at = 0; at < text.length; ) {
    const { read, written } = encoder.encodeInto(at === 0 ? text : text.slice(at), scratch);
    hash.update(scratch.subarray(0, written));
    at += read;
  }
  return hash.digest().subarray(0, KEPT);
}
