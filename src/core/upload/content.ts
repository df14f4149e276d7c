/** What makes two predictions the same one: equal regions, equal score, and one name of the model version. */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { RequestBody } from '../ports';
import { members } from '../text/walk';
import { canonical } from './canonical';
import type { PredictionItem } from './read';
import { textOf, type UploadText } from './uploadText';
import { numberAsVersion, stripped } from './versionText';

/** A prediction on the server, as far as it is compared. */
export interface StoredContent {
  /** Id of the prediction. */
  id: number;
  /** Its model version; empty where it has none, see `versionName`. */
  version: string;
  /** Equal for equal content: see `contentKey`. */
  key: string;
}

/** Bytes of a key: two different contents of one task never meet in so many. */
const KEY_BYTES = 16;

/**
 * The model version as all ways of storing it have it in the end: Create prediction trims it and stores none as an empty
 * text, an import stores none as `undefined`.
 */
export function versionName(written: string | null | undefined): string {
  const name = stripped(written ?? '');
  return name === 'undefined' ? '' : name;
}

/** The name of the model version that a prediction of the file has. */
export function versionOf({ version }: Pick<PredictionItem, 'version'>): string {
  if (version === undefined || version === 'null') return '';
  return versionName(version.startsWith('"') ? (JSON.parse(version) as string) : numberAsVersion(version));
}

/**
 * One short text for equal content: the regions as JSON values (see `canonical`) and the score as a double, as servers
 * keep it.
 *
 * @param own text of the prediction
 */
export function contentKey(own: string): string {
  return read(own).key;
}

/** The same of a prediction of the file, which is read again for it once. */
export function keyOfItem(text: UploadText, item: PredictionItem): string {
  item.key ??= contentKey(textOf(text, item));
  return item.key;
}

/** The content of a prediction as a server gives it. */
export function storedContent({ id, text }: { id: number; text: string }): StoredContent {
  const { version, key } = read(text);
  return { id, version: versionName(version), key };
}

function read(text: string): { version: string | null; key: string } {
  let result = 'null';
  let score = 'null';
  let version: string | null = null;
  for (const { key, valueStart, valueEnd } of members(text, 0)) {
    if (key === 'result') result = comparable(text, valueStart, valueEnd);
    else if (key === 'score') score = text.slice(valueStart, valueEnd);
    else if (key === 'model_version' && text[valueStart] === '"') {
      version = JSON.parse(text.slice(valueStart, valueEnd)) as string;
    }
  }
  return { version, key: keyOf(result, score) };
}

/** What somebody else stored may be nested as it likes: it is then the same as nothing. */
function comparable(text: string, start: number, end: number): string {
  try {
    return canonical(text, start, end);
  } catch (error) {
    if (error instanceof RangeError) return 'too deep';
    throw error;
  }
}

function keyOf(result: string, score: string): string {
  const number = score === 'null' ? 'null' : String(Number(score) + 0);
  return digest(`${number} ${result}`);
}

/** A short text that equal texts share, also when they come in other parts. */
export function digest(text: RequestBody): string {
  const hash = sha256.create();
  for (const part of typeof text === 'string' ? [text] : text) hash.update(utf8ToBytes(part));
  return Array.from(hash.digest().subarray(0, KEY_BYTES), (byte) => HEX[byte]).join('');
}

/** Joined they make a text of one piece; added to each other they would be kept in as many pieces. */
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
