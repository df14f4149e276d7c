// Starting, asking and stopping one Label Studio process. No knowledge of where it comes from: the set-up uses this
// to prepare the template, scripts/hosts/label-studio.mjs to run copies of it.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { freePort, waitFor } from '../lib/net.mjs';
import { CommandFailed, tailOf } from '../lib/run.mjs';
import { supervise } from '../lib/service.mjs';

const launcher = fileURLToPath(new URL('label_studio_launch.py', import.meta.url));

/** A fresh database takes a minute on a quiet machine and five on a busy one. */
const startTimeoutMs = 900_000;
const stopGraceMs = 10_000;

/** @typedef {{ email: string, password: string, token: string, pat: string }} Seed the user of a data folder */

/** @param {string} dataDir */
const seedFile = (dataDir) => path.join(dataDir, 'seed.json');

/**
 * @param {string} dataDir
 * @returns {Seed}
 */
export const readSeed = (dataDir) => JSON.parse(fs.readFileSync(seedFile(dataDir), 'utf8'));

/**
 * @typedef {object} LabelStudioProcess
 * @property {string} url without a slash at the end
 * @property {number} port
 * @property {number} pid
 * @property {() => Promise<void>} stop SIGTERM, then SIGKILL after 10 s
 */

/**
 * Starts a server and waits until it answers.
 * @param {object} options
 * @param {string} options.python of the environment that has label-studio
 * @param {string} options.dataDir empty: a new database is made for `seed`
 * @param {{ email: string, password: string, token: string }} options.seed only counts when the database is made
 * @param {string} options.logFile
 * @param {number} [options.port] a free one when not given
 * @param {Record<string, string>} [options.env] settings of Label Studio
 * @param {string} [options.removeWhenOrphaned] a folder that goes when the parent is killed
 * @returns {Promise<LabelStudioProcess>} rejects with CommandFailed
 */
export async function launchLabelStudio({ python, dataDir, seed, logFile, port, env = {}, removeWhenOrphaned }) {
  const chosen = port ?? (await freePort());
  const args = ['start', '--no-browser', '--internal-host', '127.0.0.1', '--port', String(chosen)];
  args.push('--data-dir', dataDir, '--enable-legacy-api-token', '--user-token', seed.token);
  args.push('--username', seed.email, '--password', seed.password);
  const log = fs.openSync(logFile, 'w');
  const child = spawn(python, [launcher, ...args], {
    cwd: dataDir,
    env: {
      ...environment(dataDir),
      ...(removeWhenOrphaned ? { LSP_REMOVE_WHEN_ORPHANED: removeWhenOrphaned } : {}),
      ...env,
    },
    stdio: ['pipe', log, log],
    detached: process.platform !== 'win32',
  });
  fs.closeSync(log);
  // The pipe and the process must not keep a script alive that is done.
  /** @type {import('node:net').Socket} */ (child.stdin).unref();
  child.unref();
  const { ended, stop } = supervise(child);
  const url = `http://127.0.0.1:${chosen}`;
  try {
    await untilHealthy(url, ended);
    confirmPort(logFile, chosen);
  } catch (error) {
    await stop(stopGraceMs);
    const message = `Label Studio did not start: ${error instanceof Error ? error.message : error}`;
    throw new CommandFailed(message, { tail: tailOf(logFile), logFile });
  }
  return { url, port: chosen, pid: child.pid ?? 0, stop: () => stop(stopGraceMs) };
}

/**
 * Nothing of the caller's environment: Label Studio reads HOST, USERNAME, DEBUG and the like as its settings. No
 * telemetry and no look-up of the newest release, which without a network only cost time.
 * @param {string} dataDir
 * @returns {Record<string, string>}
 */
function environment(dataDir) {
  /** @type {Record<string, string>} */
  const base = {
    HOME: dataDir,
    LANG: 'C.UTF-8',
    LABEL_STUDIO_BASE_DATA_DIR: dataDir,
    COLLECT_ANALYTICS: 'false',
    LATEST_VERSION_CHECK: 'false',
    SENTRY_DSN: '',
    FRONTEND_SENTRY_DSN: '',
  };
  // Windows programs do not start without these.
  const passed = process.platform === 'win32' ? ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'ComSpec'] : ['PATH', 'TMPDIR'];
  for (const name of passed) {
    const value = process.env[name];
    if (value !== undefined) base[name] = value;
  }
  return base;
}

/**
 * @param {string} url
 * @param {() => string | undefined} ended
 */
async function untilHealthy(url, ended) {
  const ask = async () => {
    const reason = ended();
    if (reason !== undefined) throw new Error(reason);
    try {
      // Answers only after the migrations, and without a token.
      const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(10_000) });
      await response.arrayBuffer();
      return response.status === 200 ? true : undefined;
    } catch {
      return undefined;
    }
  };
  await waitFor(ask, { timeoutMs: startTimeoutMs, everyMs: 200, what: `${url}/health` });
}

/**
 * A busy port is no error for Label Studio: it takes the next one, and somebody else has answered.
 * @param {string} logFile
 * @param {number} port
 */
function confirmPort(logFile, port) {
  const used = /(?:Starting development server at|Started on) https?:\/\/[^:\s]+:(\d+)/.exec(
    fs.readFileSync(logFile, 'utf8'),
  )?.[1];
  if (used !== undefined && used !== String(port)) throw new Error(`port ${port} was taken, it went to ${used}`);
}

/**
 * Makes a new data folder with its user: database, legacy token, personal access token; and leaves it stopped.
 * @param {{ python: string, dataDir: string, logFile: string, env?: Record<string, string> }} options
 */
export async function seedDataFolder({ python, dataDir, logFile, env = {} }) {
  fs.mkdirSync(dataDir, { recursive: true });
  const seed = newSeed();
  const server = await launchLabelStudio({ python, dataDir, seed, logFile, env });
  try {
    await writeSeed(dataDir, server.url, seed);
  } finally {
    await server.stop();
  }
}

/** A user whose token nobody can know. @returns {{ email: string, password: string, token: string }} */
export const newSeed = () => ({
  email: 'admin@example.com',
  password: randomBytes(12).toString('hex'),
  token: randomBytes(20).toString('hex'),
});

/**
 * Creates the user's personal access token (there can be only one, and it is shown only once) and keeps it.
 * @param {string} dataDir
 * @param {string} url
 * @param {{ email: string, password: string, token: string }} user
 * @returns {Promise<Seed>}
 */
export async function writeSeed(dataDir, url, user) {
  const response = await fetch(`${url}/api/token/`, {
    method: 'POST',
    headers: { authorization: `Token ${user.token}`, 'content-type': 'application/json' },
    body: '{}',
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`Label Studio gave no personal access token: ${response.status} ${text.slice(0, 300)}`);
  const seed = { ...user, pat: /** @type {{ token: string }} */ (JSON.parse(text)).token };
  fs.writeFileSync(seedFile(dataDir), `${JSON.stringify(seed)}\n`);
  return seed;
}
