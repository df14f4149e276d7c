// A headless Chromium for the workbench and for Label Studio's editor.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { runLogged } from '../lib/run.mjs';
import { installPart } from './install.mjs';
import { MissingPart, worksWithout } from './missing-part.mjs';
import { isLinuxX64 } from './node.mjs';
import { npmInstall } from './npm.mjs';
import { versions } from './versions.mjs';

const { version, recipe } = versions.chromium;
const packed = ['node_modules', '@sparticuz', 'chromium', 'bin'];

/** @type {import('./install.mjs').Part} */
const part = {
  id: 'chromium',
  name: `chromium-${version}-r${recipe}`,
  title: `Chromium ${version}`,
  steps: [
    {
      id: 'fetch',
      title: 'fetching it',
      folder: 'node_modules',
      run: ({ dir, logFile }) =>
        npmInstall({
          dir,
          packages: [`@sparticuz/chromium@${version}`],
          logFile,
          timeoutMs: 600_000,
          what: 'fetching Chromium',
        }),
    },
    { id: 'unpack', title: 'unpacking it', folder: 'browser', run: unpack },
  ],
};

/**
 * The browser and, beside it, the libraries and fonts that a small system may lack.
 * @param {{ dir: string, logFile: string }} place
 */
async function unpack({ dir, logFile }) {
  const from = path.join(dir, ...packed);
  const to = path.join(dir, 'browser');
  fs.mkdirSync(to);
  await inflate(path.join(from, 'chromium.br'), path.join(to, 'chromium'));
  fs.chmodSync(path.join(to, 'chromium'), 0o755);
  for (const name of ['swiftshader', 'al2023', 'fonts']) {
    const archive = path.join(to, `${name}.tar`);
    await inflate(path.join(from, `${name}.tar.br`), archive);
    await runLogged('tar', ['-xf', archive, '-C', to], { logFile, timeoutMs: 60_000, what: 'unpacking Chromium' });
    fs.rmSync(archive);
  }
  // What has been unpacked is not needed packed.
  fs.rmSync(from, { recursive: true });
}

/** @param {string} from @param {string} to */
const inflate = (from, to) => pipeline(fs.createReadStream(from), createBrotliDecompress(), fs.createWriteStream(to));

/** What the places of desktop browsers are called, where no own copy is fetched. */
const usualPlaces = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
};

/**
 * A Chromium to drive. With `LSP_CHROMIUM` set, the Chrome or Chromium whose executable it names.
 * @returns {Promise<{ executable: string, env: Record<string, string> }>} `env` is to be added to its environment
 */
export async function ensureChromium() {
  const chosen = process.env.LSP_CHROMIUM;
  if (chosen !== undefined && chosen !== '') {
    if (fs.existsSync(chosen)) return { executable: chosen, env: {} };
    throw missing(`LSP_CHROMIUM names ${chosen}, which does not exist.`);
  }
  if (!isLinuxX64) {
    const places = /** @type {Record<string, string[]>} */ (usualPlaces)[process.platform] ?? [];
    const executable = places.find((place) => fs.existsSync(place));
    if (executable !== undefined) return { executable, env: {} };
    throw missing(`No Chrome or Chromium was found on this ${process.platform} ${process.arch}.`);
  }
  const dir = path.join(await installPart(part), 'browser');
  const executable = path.join(dir, 'chromium');
  const env = { ...libraries(dir, executable), ...fonts(dir) };
  return { executable, env };
}

/** @param {string} what */
const missing = (what) =>
  new MissingPart('chromium', {
    missing: what,
    cure: 'install Chrome or Chromium, or set LSP_CHROMIUM to the executable of one.',
    works: worksWithout.chromium,
  });

/**
 * The system's own libraries where it has them; the packed ones (NSS, NSPR, expat) where the browser does not start.
 * @param {string} dir
 * @param {string} executable
 * @returns {Record<string, string>}
 */
function libraries(dir, executable) {
  const starts = (/** @type {Record<string, string>} */ env) =>
    spawnSync(executable, ['--version'], { env: { ...process.env, ...env }, encoding: 'utf8', timeout: 30_000 });
  if (starts({}).status === 0) return {};
  const before = process.env.LD_LIBRARY_PATH;
  const packedOnes = path.join(dir, 'lib');
  const env = { LD_LIBRARY_PATH: before ? `${packedOnes}:${before}` : packedOnes };
  const second = starts(env);
  if (second.status === 0) return env;
  throw missing(`Chromium does not start on this system: ${second.stderr?.trim() || second.error?.message}`);
}

/**
 * Fonts for a system without any: text would not be drawn at all.
 * @param {string} dir
 * @returns {Record<string, string>}
 */
function fonts(dir) {
  const has = (/** @type {string} */ folder) => fs.existsSync(folder) && fs.readdirSync(folder).length > 0;
  if (has('/usr/share/fonts') || has('/usr/local/share/fonts')) return {};
  const file = path.join(dir, 'label-studio-predictions-fonts.conf');
  if (!fs.existsSync(file)) {
    const folders = `<dir>${path.join(dir, 'fonts')}</dir><cachedir>${path.join(dir, 'font-cache')}</cachedir>`;
    fs.writeFileSync(file, `<?xml version="1.0"?>\n<fontconfig>${folders}</fontconfig>\n`);
  }
  return { FONTCONFIG_FILE: file };
}
