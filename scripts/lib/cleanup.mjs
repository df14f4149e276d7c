// Whatever a script starts or unpacks must be gone when the script is gone: after its last line, after an uncaught
// error, after Ctrl+C and after a polite kill. Only synchronous work is possible at that point, so what is registered
// here is synchronous.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** @type {Set<() => void>} */
const jobs = new Set();
let armed = false;

/** Runs what is registered, newest first; a failing job does not keep the others from running. */
function runJobs() {
  for (const job of [...jobs].reverse()) {
    jobs.delete(job);
    try {
      job();
    } catch {
      // The process is ending: nobody is left who could do something about it.
    }
  }
}

function arm() {
  if (armed) return;
  armed = true;
  process.on('exit', runJobs);
  // Without a handler Node dies on these signals without an `exit` event. 128 + number is what a shell reports.
  for (const [signal, number] of /** @type {const} */ ([
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ])) {
    process.on(signal, () => process.exit(128 + number));
  }
}

/**
 * Registers synchronous work for the end of this process.
 * @param {() => void} job
 * @returns {() => void} takes the job off the list without running it
 */
export function atExit(job) {
  arm();
  jobs.add(job);
  return () => void jobs.delete(job);
}

/**
 * Ends a process and its descendants. The process must have been started with `detached: true` (its own group),
 * except on Windows, where the tree is found by the system.
 * @param {number | undefined} pid
 * @param {NodeJS.Signals} signal
 */
export function killTree(pid, signal = 'SIGTERM') {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // Already gone.
  }
}

/**
 * Makes a folder under the system's temporary folder that disappears with this process.
 * @param {string} prefix
 * @returns {{ dir: string, remove: () => void }}
 */
export function temporaryFolder(prefix) {
  const dir = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), `${prefix}-`));
  const remove = () => fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  const forget = atExit(remove);
  return {
    dir,
    remove: () => {
      try {
        remove();
        forget();
      } catch {
        // A browser that is ending may still write into it. It is removed with this process.
      }
    },
  };
}
