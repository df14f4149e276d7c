// One fetched part: a folder per name and version in the user's cache, made in steps, complete or not there at all.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { takeLock } from '../lib/lock.mjs';
import { elapsed, progressLine } from '../lib/progress.mjs';
import { CommandFailed } from '../lib/run.mjs';
import { MissingPart, worksWithout } from './missing-part.mjs';

/** Written last; a folder without it is not an installed part. */
const marker = '.installed.json';

/** The folder that all clones of this project share: `$XDG_CACHE_HOME/label-studio-predictions`. */
export function cacheFolder() {
  const set = process.env.XDG_CACHE_HOME;
  // The specification asks to ignore a relative path.
  const base = set !== undefined && path.isAbsolute(set) ? set : path.join(os.homedir(), '.cache');
  return path.join(base, 'label-studio-predictions');
}

/**
 * @typedef {object} Step
 * @property {string} id its mark in an unfinished folder
 * @property {string} title what is being done ("installing its packages")
 * @property {string} folder what the step makes, inside the part's folder; removed before the step is repeated
 * @property {(place: { dir: string, logFile: string }) => Promise<void>} run
 *
 * @typedef {object} Part
 * @property {'node' | 'vscode' | 'chromium' | 'labelStudio' | 'postgres'} id
 * @property {string} name of the folder, with the version
 * @property {string} title for people
 * @property {Step[]} steps
 */

/** @param {string} dir */
export const isInstalled = (dir) => fs.existsSync(path.join(dir, marker));

/** @param {Part} part */
export const folderOf = (part) => path.join(cacheFolder(), part.name);

/**
 * Gives the folder of a part, installing it when it is not there. Safe against a second run at the same time, and
 * against a run that was killed: its finished steps are kept, its unfinished one is repeated.
 * @param {Part} part
 * @returns {Promise<string>} the folder; rejects with MissingPart
 */
export async function installPart(part) {
  const dir = folderOf(part);
  if (isInstalled(dir)) return dir;
  const cache = cacheFolder();
  fs.mkdirSync(cache, { recursive: true });
  const progress = progressLine(`set-up: ${part.title}`);
  const release = await takeLock(path.join(cache, `${part.name}.lock`), ({ pid }) =>
    progress.say(`waiting for process ${pid}, which is installing it`),
  );
  try {
    if (!isInstalled(dir)) await installSteps(part, dir, progress);
    progress.end('ready');
  } catch (error) {
    progress.end('failed');
    throw explain(part, error);
  } finally {
    release();
  }
  return dir;
}

/**
 * @param {Part} part
 * @param {string} dir
 * @param {ReturnType<typeof progressLine>} progress
 */
async function installSteps(part, dir, progress) {
  const logFile = path.join(cacheFolder(), 'logs', `${part.name}.log`);
  fs.mkdirSync(path.dirname(logFile), { recursive: true });
  const staging = takeOverStaging(dir);
  const since = Date.now();
  for (const [index, step] of part.steps.entries()) {
    const done = path.join(staging, `.done-${step.id}`);
    const place = `step ${index + 1} of ${part.steps.length}: ${step.title}`;
    if (fs.existsSync(done)) {
      progress.say(`${place}, done by an earlier run`);
      continue;
    }
    progress.say(place);
    fs.rmSync(path.join(staging, step.folder), { recursive: true, force: true });
    await step.run({ dir: staging, logFile });
    fs.writeFileSync(done, '');
  }
  fs.writeFileSync(path.join(staging, marker), `${JSON.stringify({ part: part.name, took: elapsed(since) })}\n`);
  // A folder without a marker can only be what somebody left there by hand.
  fs.rmSync(dir, { recursive: true, force: true });
  fs.renameSync(staging, dir);
}

/**
 * The folder to build in, which goes on from what a broken run left. It gets a new name each time: children of a run
 * that was killed may live on and write, and so they write into a folder that is no longer used.
 * @param {string} dir
 */
function takeOverStaging(dir) {
  const prefix = `${path.basename(dir)}.partial-`;
  const staging = path.join(path.dirname(dir), `${prefix}${process.pid}-${Date.now()}`);
  const left = fs
    .readdirSync(path.dirname(dir))
    .filter((name) => name.startsWith(prefix))
    .map((name) => path.join(path.dirname(dir), name));
  const steps = (/** @type {string} */ folder) =>
    fs.readdirSync(folder).filter((name) => name.startsWith('.done-')).length;
  left.sort((a, b) => steps(b) - steps(a));
  const best = left.shift();
  if (best === undefined) fs.mkdirSync(staging, { recursive: true });
  else fs.renameSync(best, staging);
  for (const folder of left) fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  return staging;
}

/** Signs that the cause is the network, in the words of npm, pip and Node. */
const networkTrouble =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|Temporary failure in name resolution|Failed to establish a new connection|No matching distribution|took longer than/;

/**
 * @param {Part} part
 * @param {unknown} error
 */
function explain(part, error) {
  if (error instanceof MissingPart) return error;
  const tail = error instanceof CommandFailed ? error.tail : '';
  const message = error instanceof Error ? error.message : String(error);
  const offline = networkTrouble.test(`${message}\n${tail}`);
  const log = error instanceof CommandFailed ? `\n--- end of ${error.logFile}\n${tail}\n---` : '';
  return new MissingPart(part.id, {
    missing: `${part.title} could not be installed. ${message}.${log}`,
    cure: offline
      ? 'the package registry was not reached: connect this machine to a network (or set the proxy or mirror in the configuration of npm and pip) and run the same command again; it goes on where it stopped.'
      : 'read the log above, mend the cause and run the same command again; it goes on where it stopped.',
    works: worksWithout[part.id],
    cause: error,
  });
}
