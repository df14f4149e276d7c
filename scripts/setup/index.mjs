// The real parts that tests and `npm start` run on, fetched once by pinned version into the user's cache folder.
//   node scripts/setup/index.mjs [node24] [vscode] [chromium] [label-studio] [postgres]      all of them when none is named
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { elapsed } from '../lib/progress.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureLabelStudio } from './label-studio.mjs';
import { MissingPart } from './missing-part.mjs';
import { ensureNode24 } from './node.mjs';
import { ensurePostgres } from './postgres.mjs';
import { ensureVsCode, ensureVsCodeServer } from './vscode.mjs';

export { cacheFolder } from './install.mjs';
export {
  ensureChromium,
  ensureLabelStudio,
  ensureNode24,
  ensurePostgres,
  ensureVsCode,
  ensureVsCodeServer,
  MissingPart,
};

const parts = {
  node24: ensureNode24,
  vscode: ensureVsCode,
  chromium: ensureChromium,
  'label-studio': ensureLabelStudio,
  postgres: ensurePostgres,
};

/** @param {string[]} names */
async function main(names) {
  const unknown = names.filter((name) => !(name in parts));
  if (unknown.length > 0) {
    console.error(`There is no part called ${unknown.join(', ')}. The parts are: ${Object.keys(parts).join(', ')}.`);
    return 2;
  }
  const wanted = Object.entries(parts).filter(([name]) => names.length === 0 || names.includes(name));
  let missing = 0;
  for (const [index, [name, ensure]] of wanted.entries()) {
    const since = Date.now();
    const place = `${index + 1} of ${wanted.length}: ${name}`;
    try {
      const found = await ensure();
      const [where] = Object.values(found).filter((value) => typeof value === 'string' && /[\\/]/.test(value));
      console.log(`${place}: ready after ${elapsed(since)}: ${where}`);
    } catch (error) {
      if (!(error instanceof MissingPart)) throw error;
      missing += 1;
      console.error(`${place}: ${error.message}`);
    }
  }
  return missing === 0 ? 0 : 1;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main(process.argv.slice(2));
}
