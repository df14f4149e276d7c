// A lock file that two runs on the same cache folder respect, and that a dead run does not leave behind for ever.
import fs from 'node:fs';
import os from 'node:os';
import { atExit } from './cleanup.mjs';
import { pause } from './net.mjs';

const heartbeatMs = 5_000;
/** A holder on another machine (or in another container) cannot be asked; silence for this long counts as death. */
const silenceMs = 120_000;

/**
 * When a process started, so that a reused process id is not taken for the holder. Only Linux tells without a tool.
 * @param {number} pid
 */
function startedAt(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 22, counted after the command name, which is in parentheses and may hold spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie is dead, only nobody has asked how it died.
    return fields[0] === 'Z' ? '' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @typedef {{ pid: number, host: string, started: string }} Holder */

/**
 * @param {string} file
 * @returns {{ holder: Holder, silent: boolean } | undefined} undefined when nobody holds it
 */
function readHolder(file) {
  try {
    const holder = /** @type {Holder} */ (JSON.parse(fs.readFileSync(file, 'utf8')));
    return { holder, silent: Date.now() - fs.statSync(file).mtimeMs > silenceMs };
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** @param {{ holder: Holder, silent: boolean }} state */
function isStale({ holder, silent }) {
  if (silent) return true;
  if (holder.host !== os.hostname()) return false;
  return !isAlive(holder.pid) || (holder.started !== '' && startedAt(holder.pid) !== holder.started);
}

/**
 * Takes a stale lock out of the way. Two runs may try at once: renaming lets only one have the file, and if that
 * turns out to be a lock that somebody took in the meantime, it is put back.
 * @param {string} file
 */
function removeStale(file) {
  const aside = `${file}.${process.pid}.stale`;
  try {
    fs.renameSync(file, aside);
  } catch {
    return;
  }
  const state = readHolder(aside);
  if (state !== undefined && !isStale(state)) {
    try {
      fs.linkSync(aside, file);
    } catch {
      // Somebody else holds a newer lock by now.
    }
  }
  fs.rmSync(aside, { force: true });
}

/**
 * Waits for a lock and holds it.
 * @param {string} file
 * @param {(holder: Holder, waitedMs: number) => void} onWait called once a second while another run holds it
 * @returns {Promise<() => void>} releases the lock
 */
export async function takeLock(file, onWait) {
  const own = `${file}.${process.pid}.own`;
  const holder = { pid: process.pid, host: os.hostname(), started: startedAt(process.pid) };
  const since = Date.now();
  for (;;) {
    // Written aside and linked, so that the lock never exists without its content.
    fs.writeFileSync(own, JSON.stringify(holder));
    try {
      fs.linkSync(own, file);
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
      const state = readHolder(file);
      if (state === undefined) continue;
      if (isStale(state)) {
        removeStale(file);
        continue;
      }
      onWait(state.holder, Date.now() - since);
      await pause(1000);
    } finally {
      fs.rmSync(own, { force: true });
    }
  }
  const beat = setInterval(() => {
    const now = new Date();
    fs.utimes(file, now, now, () => {});
  }, heartbeatMs);
  beat.unref();
  const release = () => {
    clearInterval(beat);
    fs.rmSync(file, { force: true });
  };
  const forget = atExit(release);
  return () => {
    forget();
    release();
  };
}
