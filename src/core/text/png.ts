const START = 'data:image/png;base64,';
/** First bytes of every PNG: its signature, then the head of the chunk that holds the size. */
const SIGNATURE = 'iVBORw0KGgoAAAANSUhEU';
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * Width and height in pixels of a PNG in a data URL, read from its first bytes.
 *
 * @returns undefined for anything else
 */
export function pngSize(url: string): { width: number; height: number } | undefined {
  if (!url.startsWith(START) || !url.startsWith(SIGNATURE, START.length)) return undefined;
  const width = readNumber(url, 16);
  const height = readNumber(url, 20);
  return width === undefined || height === undefined ? undefined : { width, height };
}

/** Four bytes, the most significant first, of what stands behind `START`. */
function readNumber(url: string, from: number): number | undefined {
  let value = 0;
  for (let byte = from; byte < from + 4; byte++) {
    const group = START.length + Math.floor(byte / 3) * 4;
    const high = digitAt(url, group + (byte % 3));
    const low = digitAt(url, group + (byte % 3) + 1);
    if (high < 0 || low < 0) return undefined;
    const shift = (byte % 3) * 2;
    value = value * 256 + (((high << (2 + shift)) | (low >> (4 - shift))) & 0xff);
  }
  return value;
}

function digitAt(url: string, at: number): number {
  const character = url[at];
  return character === undefined ? -1 : DIGITS.indexOf(character);
}
