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
  const values = bytes.length >= 4 ? readBits(bytes, 0, 32) : undefined;
  if (values === undefined || bits < HEADER_BITS) return { isWhole: false, values };
  const word = readBits(bytes, 32, 5) + 1;
  let at = HEADER_BITS;
  let count = 0;
  while (count < values) {
    if (at + 3 > bits) return { isWhole: false, values };
    const head = readBits(bytes, at, 3);
    const size = readBits(bytes, 37 + 4 * (head & 3), 4) + 1;
    if (at + 3 + size > bits) return { isWhole: false, values };
    const length = readBits(bytes, at + 3, size) + 1;
    at += 3 + size + word * (head & 4 ? 1 : length);
    if (at > bits) return { isWhole: false, values };
    count += length;
  }
  return { isWhole: true, values };
}

/** Up to 32 bits as a number. What is no number counts as 0. */
function readBits(bytes: readonly unknown[], from: number, count: number): number {
  let value = 0;
  let left = count;
  let at = from;
  while (left > 0) {
    const inByte = 8 - (at & 7);
    const take = Math.min(inByte, left);
    const part = (((bytes[at >> 3] as number) & 0xff) >> (inByte - take)) & ((1 << take) - 1);
    value = value * 2 ** take + part;
    at += take;
    left -= take;
  }
  return value;
}
