/** Times of several approaches to one task, side by side. */
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
// Between two runs of an approach garbage is collected several times, which would take its compiled code away, and with the
// last object of a shape what V8 has learnt about the shape: no run would ever be warm.
setFlagsFromString('--no-flush-bytecode');
setFlagsFromString('--retain-maps-for-n-gc=1000000');
/** Collects garbage, so that no approach pays for the one before. */
export const collectGarbage = /** @type {() => void} */ (runInNewContext('gc'));

/**
 * @typedef {object} Approach
 * @property {string} name
 * @property {() => unknown} run gives what it found, the same every time; may be a promise
 * @property {number} [most] fewer rounds, for what takes long; of those that warm up at most one less
 *
 * @typedef {object} Times milliseconds
 * @property {number} median
 * @property {number} min
 * @property {number} max
 *
 * @typedef {Times & { processor: number, found: any, rounds: number }} Measured `processor`: median of its milliseconds in
 *   all threads of this process, which other programs do not add to
 */

/** @param {readonly number[]} values @param {number} share 0.5 is the median (by nearest rank) */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return /** @type {number} */ (sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]);
}

/** @param {readonly number[]} values @returns {Times} */
export const timesOf = (values) => ({
  median: quantile(values, 0.5),
  min: Math.min(...values),
  max: Math.max(...values),
});

/**
 * Runs the approaches in turn, A B C A B C, so that whatever else the machine does meets all of them alike. The first
 * rounds warm up and are not counted.
 *
 * @param {readonly Approach[]} approaches
 * @param {{ rounds: number, warmups: number }} options
 * @returns {Promise<Record<string, Measured>>} by name
 */
export async function interleaved(approaches, { rounds, warmups }) {
  const all = approaches.map((approach) => ({
    ...approach,
    times: /** @type {number[]} */ ([]),
    processor: /** @type {number[]} */ ([]),
    found: '',
  }));
  for (let round = -warmups; round < rounds; round++) {
    for (const approach of all) {
      const { most = rounds } = approach;
      if (round >= most || -round >= most) continue;
      collectGarbage();
      const cpu = process.cpuUsage();
      const start = performance.now();
      const result = await approach.run();
      const time = performance.now() - start;
      const { user, system } = process.cpuUsage(cpu);
      noteResult(approach, JSON.stringify(result ?? null));
      if (round < 0) continue;
      approach.times.push(time);
      approach.processor.push((user + system) / 1000);
    }
  }
  return Object.fromEntries(all.map((approach) => [approach.name, resultOf(approach)]));
}

/** @param {{ times: number[], processor: number[], found: string }} approach @returns {Measured} */
const resultOf = ({ times, processor, found }) => ({
  ...timesOf(times),
  processor: quantile(processor, 0.5),
  rounds: times.length,
  found: JSON.parse(found),
});

/** A time says nothing when what was done differs from round to round. @param {{ name: string, found: string }} approach @param {string} result */
function noteResult(approach, result) {
  if (approach.found !== '' && approach.found !== result) {
    throw new Error(`${approach.name} found ${approach.found} at first and ${result} later.`);
  }
  approach.found = result;
}
