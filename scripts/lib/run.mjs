// Child processes with a time limit, whose output is kept.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { atExit, killTree } from './cleanup.mjs';

/** A command that ended badly. `tail` is the end of its output, for the person who has to mend it. */
export class CommandFailed extends Error {
  /**
   * @param {string} message
   * @param {{ tail: string, logFile: string }} details
   */
  constructor(message, { tail, logFile }) {
    super(message);
    this.name = 'CommandFailed';
    this.tail = tail;
    this.logFile = logFile;
  }
}

/**
 * The last lines of a text file.
 * @param {string} file
 * @param {number} lines
 * @returns {string} empty when there is no such file
 */
export function tailOf(file, lines = 25) {
  if (!fs.existsSync(file)) return '';
  return fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

/**
 * Runs a command to its end with its output appended to a log file.
 * @param {string} command
 * @param {string[]} args
 * @param {object} options
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {string} options.logFile
 * @param {number} options.timeoutMs
 * @param {string} options.what names the action in messages ("installing VS Code")
 * @param {{ uid: number, gid: number }} [options.owner] who runs it; this user when not given
 * @returns {Promise<void>} rejects with CommandFailed on an exit code other than 0, or when the time is up
 */
export async function runLogged(command, args, { cwd, env, logFile, timeoutMs, what, owner }) {
  fs.mkdirSync(path.dirname(logFile), { recursive: true });
  const start = fs.existsSync(logFile) ? fs.statSync(logFile).size : 0;
  const log = fs.openSync(logFile, 'a');
  fs.writeSync(log, `\n$ ${[command, ...args].join(' ')}\n`);
  const child = spawn(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: env ?? process.env,
    stdio: ['ignore', log, log],
    detached: process.platform !== 'win32',
    ...owner,
  });
  const forget = atExit(() => killTree(child.pid, 'SIGKILL'));
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    killTree(child.pid, 'SIGKILL');
  }, timeoutMs);
  /** @type {string | undefined} */
  const failure = await new Promise((resolve) => {
    child.on('error', (error) => resolve(`could not be started: ${error.message}`));
    child.on('exit', (code, signal) => resolve(code === 0 ? undefined : `ended with ${signal ?? `exit code ${code}`}`));
  });
  clearTimeout(timer);
  forget();
  fs.closeSync(log);
  if (failure === undefined) return;
  const reason = late ? `took longer than ${Math.round(timeoutMs / 1000)} s and was stopped` : failure;
  const own = fs.readFileSync(logFile).subarray(start).toString('utf8');
  throw new CommandFailed(`${what}: ${path.basename(command)} ${reason}`, {
    tail: own.trimEnd().split('\n').slice(-25).join('\n'),
    logFile,
  });
}

/**
 * The environment for children, without what the surrounding tools put there for themselves: npm's description of the
 * project that runs a script, node:test's channel to its parent, an editor's own sockets.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Record<string, string>}
 */
export function cleanEnvironment(env = process.env) {
  const inherited =
    /^(npm_(package|lifecycle|command|node)|npm_config_local_prefix$|INIT_CWD$|NODE_(TEST|OPTIONS|CHANNEL)|VSCODE_|ELECTRON_)/;
  /** @type {Record<string, string>} */
  const clean = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && !inherited.test(name)) clean[name] = value;
  }
  return clean;
}
