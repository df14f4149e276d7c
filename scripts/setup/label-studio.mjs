// A real Label Studio: a Python environment with the pinned release, and a migrated data folder to copy, since the
// migrations of an empty database take a minute and a start on a copy takes seconds.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { seedDataFolder } from '../hosts/label-studio-process.mjs';
import { cleanEnvironment, runLogged } from '../lib/run.mjs';
import { folderOf, installPart, isInstalled } from './install.mjs';
import { MissingPart, worksWithout } from './missing-part.mjs';
import { versions } from './versions.mjs';

const { version, recipe } = versions.labelStudio;
const isWindows = process.platform === 'win32';
const constraints = fileURLToPath(new URL('label-studio-constraints.txt', import.meta.url));

/** @param {string} dir */
const pythonIn = (dir) => path.join(dir, 'venv', ...(isWindows ? ['Scripts', 'python.exe'] : ['bin', 'python']));

/**
 * @param {string} system the Python that makes the environment
 * @returns {import('./install.mjs').Part}
 */
const part = (system) => ({
  id: 'labelStudio',
  name: `label-studio-${version}-r${recipe}`,
  title: `Label Studio ${version}`,
  steps: [
    {
      id: 'packages',
      title: 'installing it into an own Python environment (about 1 GB)',
      folder: 'venv',
      run: (place) => installPackages(system, place),
    },
    {
      id: 'template',
      title: 'preparing its database for fast starts',
      folder: 'template',
      run: ({ dir, logFile }) =>
        seedDataFolder({ python: pythonIn(dir), dataDir: path.join(dir, 'template'), logFile: `${logFile}.start` }),
    },
  ],
});

/**
 * Everything is called as `python -m`, never through the scripts of the environment: those carry the path under which
 * it was made, and it is renamed when it is complete.
 * @param {string} system
 * @param {{ dir: string, logFile: string }} place
 */
async function installPackages(system, { dir, logFile }) {
  const env = cleanEnvironment();
  delete env.PYTHONHOME;
  delete env.PYTHONPATH;
  const venv = path.join(dir, 'venv');
  await runLogged(system, ['-m', 'venv', venv], { env, logFile, timeoutMs: 180_000, what: 'making an environment' });
  const args = ['-m', 'pip', 'install', '--no-input', '--progress-bar', 'off', '--disable-pip-version-check'];
  args.push(`label-studio==${version}`, '--constraint', constraints);
  await runLogged(pythonIn(dir), args, { env, logFile, timeoutMs: 1_800_000, what: 'installing Label Studio' });
}

/**
 * A Python that can make an environment for this release (which asks for 3.10 or newer).
 * @returns {string}
 */
function findPython() {
  const chosen = process.env.LSP_PYTHON;
  const candidates = chosen ? [chosen] : ['python3', 'python', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];
  /** @type {string[]} */
  const found = [];
  const probe = 'import sys\nprint("%d.%d" % sys.version_info[:2])\nimport venv, ensurepip';
  for (const candidate of candidates) {
    const { stdout, status } = spawnSync(candidate, ['-c', probe], { encoding: 'utf8', timeout: 30_000 });
    const [major = 0, minor = 0] = (stdout ?? '').trim().split('.').map(Number);
    if (status === 0 && major === 3 && minor >= 10) return candidate;
    if (major > 0) found.push(`${candidate} is ${major}.${minor}${status === 0 ? '' : ' without venv'}`);
  }
  throw new MissingPart('labelStudio', {
    missing: `Python 3.10 or newer with its venv module is missing, which Label Studio ${version} runs on (${found.join('; ') || `none found as ${candidates.join(', ')}`}).`,
    cure: 'install it (on Debian and Ubuntu: the packages python3 and python3-venv), or set LSP_PYTHON to the executable of one.',
    works: worksWithout.labelStudio,
  });
}

/**
 * @returns {Promise<{ version: string, python: string, template: string }>} `template` is a stopped, migrated data
 *   folder with a user, a legacy token and a personal access token in its `seed.json`; copy it, never start it
 */
export async function ensureLabelStudio() {
  // Python is looked for only when it is needed: what is installed brings its own link to it.
  const installed = folderOf(part('python3'));
  const dir = isInstalled(installed) ? installed : await installPart(part(findPython()));
  return { version, python: pythonIn(dir), template: path.join(dir, 'template') };
}
