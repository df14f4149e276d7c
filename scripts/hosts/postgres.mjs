// A private PostgreSQL on the loopback interface, from the server programs of the Python package embedded-postgres.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { freePort, waitFor } from '../lib/net.mjs';
import { CommandFailed, runLogged, tailOf } from '../lib/run.mjs';
import { supervise } from '../lib/service.mjs';

/** Name of the superuser. */
const user = 'labelstudio';
const startTimeoutMs = 120_000;
const stopGraceMs = 10_000;
/** What a test stores need not outlive a power cut. */
const settings = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'unix_socket_directories='];

/** PostgreSQL refuses to run as root; then it runs as the user that owns nothing. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;

/** @param {string} packages where the Python package lies */
const program = (packages, /** @type {string} */ name) =>
  path.join(packages, 'embedded_postgres', 'pginstall', 'bin', process.platform === 'win32' ? `${name}.exe` : name);

/** The folder of the database inside of the one that is given. @param {string} dir */
const databaseIn = (dir) => path.join(dir, 'db');

/**
 * @typedef {object} PostgresProcess
 * @property {number} pid
 * @property {Record<string, string>} env by which Label Studio finds it
 * @property {() => Promise<void>} stop after whatever uses it has ended
 */

/**
 * Makes an empty database.
 * @param {{ packages: string, dir: string, logFile: string }} place `dir` is a folder of nobody else's
 */
export async function createDatabase({ packages, dir, logFile }) {
  const passwordFile = path.join(dir, 'password');
  fs.writeFileSync(passwordFile, randomBytes(16).toString('hex'), { mode: 0o600 });
  fs.mkdirSync(databaseIn(dir), { mode: 0o700 });
  const programs = handOver(packages, dir);
  const args = ['-D', databaseIn(dir), '-U', user, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'];
  args.push('--locale=C', '--no-sync');
  const options = { cwd: dir, env: environment(dir), logFile, timeoutMs: startTimeoutMs, what: 'making a database' };
  await runLogged(program(programs, 'initdb'), args, nobody ? { ...options, owner: nobody } : options);
}

/**
 * Starts PostgreSQL on a database that `createDatabase` made, or a copy of it.
 * @param {{ packages: string, dir: string, logFile: string }} place
 * @returns {Promise<PostgresProcess>}
 */
export async function launchPostgres({ packages, dir, logFile }) {
  const port = await freePort();
  const programs = handOver(packages, dir);
  const args = ['-D', databaseIn(dir), '-p', String(port), '-c', 'listen_addresses=127.0.0.1'];
  for (const setting of settings) args.push('-c', setting);
  const log = fs.openSync(logFile, 'a');
  const child = spawn(program(programs, 'postgres'), args, {
    cwd: dir,
    env: environment(dir),
    stdio: ['ignore', log, log],
    detached: process.platform !== 'win32',
    ...nobody,
  });
  fs.closeSync(log);
  child.unref();
  const { ended, stop } = supervise(child);
  try {
    const ask = () => {
      const reason = ended();
      if (reason !== undefined) throw new Error(reason);
      return isReady(programs, port);
    };
    await waitFor(ask, { timeoutMs: startTimeoutMs, what: 'PostgreSQL' });
  } catch (error) {
    await stop(stopGraceMs);
    const message = `PostgreSQL did not start: ${error instanceof Error ? error.message : error}`;
    throw new CommandFailed(message, { tail: tailOf(logFile), logFile });
  }
  const env = {
    DJANGO_DB: 'default',
    POSTGRE_NAME: 'postgres',
    POSTGRE_USER: user,
    POSTGRE_PASSWORD: fs.readFileSync(path.join(dir, 'password'), 'utf8'),
    POSTGRE_HOST: '127.0.0.1',
    POSTGRE_PORT: String(port),
  };
  return { pid: child.pid ?? 0, env, stop: () => stop(stopGraceMs) };
}

/** @param {string} dir @returns {Record<string, string>} */
const environment = (dir) => ({ HOME: dir, LANG: 'C.UTF-8', PATH: process.env.PATH ?? '', TZ: 'UTC' });

/**
 * Whether it takes connections: it listens a moment before it does.
 * @param {string} programs @param {number} port
 */
const isReady = (programs, port) =>
  spawnSync(program(programs, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).status === 0 ? true : undefined;

/**
 * Lets the other user into the folder, and gives it the database and a copy of the programs, which it could not reach
 * in somebody's home folder.
 * @param {string} packages
 * @param {string} dir
 * @returns {string} where the programs are
 */
function handOver(packages, dir) {
  if (!nobody) return packages;
  const copy = path.join(dir, 'programs');
  if (!fs.existsSync(copy)) fs.cpSync(packages, copy, { recursive: true });
  fs.chmodSync(dir, 0o711);
  for (const name of ['db', 'programs', 'password']) give(path.join(dir, name), nobody);
  return copy;
}

/** @param {string} place @param {{ uid: number, gid: number }} owner */
function give(place, owner) {
  fs.chownSync(place, owner.uid, owner.gid);
  if (!fs.statSync(place).isDirectory()) return;
  for (const name of fs.readdirSync(place)) give(path.join(place, name), owner);
}
