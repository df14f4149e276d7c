// Loopback helpers for the parts that listen.
import net from 'node:net';

/**
 * A port on the loopback interface that is free at this moment.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}

/** @param {number} milliseconds */
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Asks again and again until the answer is there.
 * @template T
 * @param {() => T | undefined | Promise<T | undefined>} ask may throw, which ends the waiting
 * @param {{ timeoutMs: number, everyMs?: number, what: string }} options
 * @returns {Promise<T>} rejects with `what` and the time waited
 */
export async function waitFor(ask, { timeoutMs, everyMs = 100, what }) {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`${what}: no answer within ${Math.round(timeoutMs / 1000)} s`);
    await pause(everyMs);
  }
}
