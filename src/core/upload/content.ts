/** What makes two predictions the same one: equal regions, equal score, and one name of the model version. */
import type { Span } from '../text/locate';
import { members } from '../text/walk';
import { canonical } from './canonical';
import { fingerprint } from './digest';
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

/** How many predictions of each model version there are. */
export function countVersions(items: Iterable<{ prediction: Pick<PredictionItem, 'version'> }>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { prediction } of items) {
    const version = versionOf(prediction);
    counts.set(version, (counts.get(version) ?? 0) + 1);
  }
  return counts;
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

/** The content of a prediction as a server gives it, with its `result` as JSON value, which is not to be used again. */
export function storedContent({ id, text, result }: { id: number; text: string; result?: unknown }): StoredContent {
  const { version, key } = read(text, result);
  return { id, version: versionName(version), key };
}

/** @param parsed the value of its `result`, where somebody has it */
function read(text: string, parsed?: unknown): { version: string | null; key: string } {
  let result = 'null';
  let score = 'null';
  let version: string | null = null;
  for (const { key, valueStart, valueEnd } of members(text, 0)) {
    if (key === 'result') result = comparable(text, { start: valueStart, end: valueEnd, parsed });
    else if (key === 'score') score = text.slice(valueStart, valueEnd);
    else if (key === 'model_version' && text[valueStart] === '"') {
      version = JSON.parse(text.slice(valueStart, valueEnd)) as string;
    }
  }
  return { version, key: keyOf(result, score) };
}

/** What somebody else stored may be nested as it likes: it is then the same as nothing. */
function comparable(text: string, { start, end, parsed }: Span & { parsed: unknown }): string {
  try {
    return canonical(text, start, end, parsed);
  } catch (error) {
    if (error instanceof RangeError) return 'too deep';
    throw error;
  }
}

function keyOf(result: string, score: string): string {
  const number = score === 'null' ? 'null' : String(Number(score) + 0);
  return fingerprint(`${number} ${result}`);
}
