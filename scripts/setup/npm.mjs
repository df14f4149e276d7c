// The ordinary npm client with the machine's own configuration, found without relying on a shell.
import fs from 'node:fs';
import path from 'node:path';
import { cleanEnvironment, runLogged } from '../lib/run.mjs';

/** The script file of npm, or undefined when only a command called npm is on the PATH. */
function npmScript() {
  const running = process.env.npm_execpath;
  const beside = path.dirname(process.execPath);
  const candidates = [
    running !== undefined && path.basename(running) === 'npm-cli.js' ? running : '',
    path.join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  return candidates.find((file) => file !== '' && fs.existsSync(file));
}

/**
 * `npm install` in a folder, without running any package's own scripts.
 * @param {{ dir: string, packages?: string[], node?: string, logFile: string, timeoutMs: number, what: string }} options
 *   `packages` as name@version; none means what the folder's package.json asks for. `node` is the Node that runs npm
 *   and comes first in its PATH; the running one when not given.
 * @returns {Promise<void>} rejects with CommandFailed
 */
export async function npmInstall({ dir, packages = [], node = process.execPath, logFile, timeoutMs, what }) {
  const args = ['install', ...packages, '--prefix', dir, '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  args.push('--no-save', '--no-package-lock', '--no-update-notifier', '--no-progress', '--loglevel=http');
  if (packages.length === 0) args.splice(args.indexOf('--no-package-lock'), 1);
  const env = cleanEnvironment();
  env.PATH = `${path.dirname(node)}${path.delimiter}${env.PATH ?? ''}`;
  const script = npmScript();
  const [command, first] = script === undefined ? ['npm', []] : [node, [script]];
  await runLogged(command, [...first, ...args], { cwd: dir, env, logFile, timeoutMs, what });
}
