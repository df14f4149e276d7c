/**
 * Masks in Label Studio's run-length encoding of RGBA bytes, as its converter writes them: a bit stream, most significant
 * bit first. 32 bits are the number of values (4 per pixel), 5 bits the word size less one, four times 4 bits the sizes of
 * the length fields less one; then runs: one bit that says so, two bits for the size of the length, the length less one,
 * the byte.
 */

const LENGTH_BITS = [3, 4, 8, 16];

/** Collects bits into bytes. */
function bitWriter() {
  /** @type {number[]} */
  const bytes = [];
  let current = 0;
  let filled = 0;
  return {
    /** Writes the lowest `count` bits of `value`, highest first. @param {number} value @param {number} count */
    write(value, count) {
      for (let bit = count - 1; bit >= 0; bit--) {
        current = (current << 1) | ((value >>> bit) & 1);
        if (++filled < 8) continue;
        bytes.push(current);
        current = 0;
        filled = 0;
      }
    },
    /** The bytes, the last one filled up with zeros. */
    finish() {
      if (filled > 0) bytes.push(current << (8 - filled));
      return bytes;
    },
  };
}

/**
 * A mask with about as many runs as asked for, alternately empty and painted, over an image of `width` by `height` pixels.
 *
 * @param {import('./random.mjs').Random} random
 * @param {{ width: number, height: number, runs: number }} shape
 * @returns {number[]} bytes 0 to 255
 */
export function mask(random, { width, height, runs }) {
  const values = 4 * width * height;
  const bits = bitWriter();
  bits.write(values, 32);
  bits.write(7, 5);
  for (const size of LENGTH_BITS) bits.write(size - 1, 4);
  const average = Math.max(1, Math.floor((width * height) / runs));
  let painted = false;
  for (let left = values; left > 0; painted = !painted) {
    const length = Math.min(left, 65_536, 4 * random.integer(1, 2 * average - 1));
    const index = LENGTH_BITS.findIndex((size) => length - 1 < 2 ** size);
    bits.write(1, 1);
    bits.write(index, 2);
    bits.write(length - 1, /** @type {number} */ (LENGTH_BITS[index]));
    bits.write(painted ? 255 : 0, 8);
    left -= length;
  }
  return bits.finish();
}

/**
 * What a mask says, read back: for the test of the writer.
 *
 * @param {readonly number[]} bytes
 * @returns {{ values: number, painted: number }} number of values, and how many of them are not 0
 */
export function readMask(bytes) {
  let at = 0;
  const read = (/** @type {number} */ count) => {
    let value = 0;
    for (let i = 0; i < count; i++, at++) {
      const byte = bytes[at >> 3];
      if (byte === undefined) throw new Error('The mask ends too early.');
      value = value * 2 + ((byte >> (7 - (at & 7))) & 1);
    }
    return value;
  };
  const values = read(32);
  const wordSize = read(5) + 1;
  const sizes = [read(4) + 1, read(4) + 1, read(4) + 1, read(4) + 1];
  let painted = 0;
  for (let done = 0; done < values; ) {
    const isRun = read(1);
    const length = read(/** @type {number} */ (sizes[read(2)])) + 1;
    if (!isRun) throw new Error('Only runs are written.');
    if (read(wordSize) !== 0) painted += length;
    done += length;
    if (done > values) throw new Error('The mask is longer than its header says.');
  }
  return { values, painted };
}
