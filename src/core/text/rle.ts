/** What the stream of a brush mask says of itself. */
export interface Mask {
  /** Whether the stream holds as many values as it announces. */
  isWhole: boolean;
  /** Number of values that it announces, 4 for each pixel; undefined when it is too short to say. */
  values: number | undefined;
}

/** Bits of the number of values, of the size of a word, and of each of the four sizes of a run's length. */
const HEADER_BITS = 32 + 5 + 4 * 4;

/**
 * Reads the runs of a mask in Label Studio's run-length encoding without decoding its values: most significant bit first,
 * 32 bits number of values, 5 bits size of a word less 1, four times 4 bits size of a length less 1; then runs: 1 bit
 * whether one word is repeated, 2 bits which size its length has, the length less 1, the word or words.
 */
export function readMask(bytes: readonly unknown[]): Mask {
  const bits = bytes.length * 8;
  const values = announcedValues(bytes);
  if (values === undefined || bits < HEADER_BITS) return { isWhole: false, values };
  const word = (window(bytes, 32) >>> 27) + 1;
  const sizes = [37, 41, 45, 49].map((at) => (window(bytes, at) >>> 28) + 1) as [number, number, number, number];
  let at = HEADER_BITS;
  let count = 0;
  while (count < values) {
    // A mask has a run for every few of its bytes: each is read from one window, without a call.
    const index = at >> 3;
    const upper = (byteAt(bytes, index) << 16) | (byteAt(bytes, index + 1) << 8) | byteAt(bytes, index + 2);
    const run = ((upper << 8) | byteAt(bytes, index + 3)) << (at & 7);
    const size = sizes[((run >>> 29) & 3) as 0 | 1 | 2 | 3];
    const length = ((run << 3) >>> (32 - size)) + 1;
    at += 3 + size + (run < 0 ? word : word * length);
    if (at > bits) return { isWhole: false, values };
    count += length;
  }
  return { isWhole: true, values };
}

/** Number of values that a mask announces, 4 for each pixel; undefined when it is too short to say. */
export function announcedValues(bytes: readonly unknown[]): number | undefined {
  return bytes.length < 4 ? undefined : window(bytes, 0);
}

/** 32 bits from an offset on, as an unsigned number. */
function window(bytes: readonly unknown[], at: number): number {
  const index = at >> 3;
  const high = byteAt(bytes, index) * 2 ** 24 + byteAt(bytes, index + 1) * 2 ** 16;
  const whole = high + byteAt(bytes, index + 2) * 2 ** 8 + byteAt(bytes, index + 3);
  const shift = at & 7;
  return shift === 0 ? whole : ((whole << shift) | (byteAt(bytes, index + 4) >> (8 - shift))) >>> 0;
}

/** What is behind the end, and what is no number, counts as 0. */
function byteAt(bytes: readonly unknown[], index: number): number {
  const byte = bytes[index];
  // Not left to the operator: it throws on an object that brings a `toString` of its own.
  return typeof byte === 'number' ? byte & 0xff : 0;
}

/**
 * Counts the pixels of a mask that are painted: those whose fourth value, the alpha, is not 0. Runs of one value are
 * counted at once.
 *
 * @returns undefined for a mask that cannot be read, or whose values are no bytes
 */
export function paintedPixels(bytes: readonly unknown[]): number | undefined {
  const { isWhole, values } = readMask(bytes);
  const word = (window(bytes, 32) >>> 27) + 1;
  if (!isWhole || values === undefined || word !== 8) return undefined;
  const sizes = [37, 41, 45, 49].map((at) => (window(bytes, at) >>> 28) + 1);
  let at = HEADER_BITS;
  let painted = 0;
  for (let count = 0; count < values; ) {
    const run = window(bytes, at);
    const size = sizes[(run >>> 29) & 3] as number;
    const length = Math.min(((run << 3) >>> (32 - size)) + 1, values - count);
    at += 3 + size;
    if (run >>> 31 === 1) {
      if (window(bytes, at) >>> 24 !== 0) painted += alphasIn(count, count + length);
      at += word;
    } else {
      // The first alpha of the run, then every fourth value.
      for (let k = (3 - count) & 3; k < length; k += 4) if (window(bytes, at + k * word) >>> 24 !== 0) painted++;
      at += length * word;
    }
    count += length;
  }
  return painted;
}

/** How many of the values from one index to another are alphas. */
function alphasIn(from: number, to: number): number {
  return Math.floor(to / 4) - Math.floor(from / 4);
}
