// A long-running child process: known to have ended or not, stopped politely and then for good, gone with its parent.
import { atExit, killTree } from './cleanup.mjs';

/**
 * Watches a child that was started with `detached: true`.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {{ ended: () => string | undefined, stop: (graceMs: number) => Promise<void> }} `ended` says how, once it
 *   has; `stop` sends SIGTERM, and SIGKILL to what is left of its group after the grace
 */
export function supervise(child) {
  const forget = atExit(() => killTree(child.pid, 'SIGKILL'));
  /** @type {string | undefined} */
  let how;
  /** @type {Promise<void>} */
  const gone = new Promise((resolve) => {
    const end = (/** @type {string} */ text) => {
      how = text;
      resolve();
    };
    child.on('error', (error) => end(`it could not be started: ${error.message}`));
    child.on('exit', (code, signal) => end(`it ended with ${signal ?? `exit code ${code}`}`));
  });
  const stop = async (/** @type {number} */ graceMs) => {
    if (how === undefined) {
      child.ref();
      killTree(child.pid, 'SIGTERM');
      const timer = setTimeout(() => killTree(child.pid, 'SIGKILL'), graceMs);
      await gone;
      clearTimeout(timer);
    }
    // Its own children are in the same group, and are not always waited for.
    killTree(child.pid, 'SIGKILL');
    forget();
  };
  return { ended: () => how, stop };
}
