/**
 * From a key to the squiggle on the screen, in a real VS Code in a real browser: `npm run bench:keystroke`.
 *
 *     --count 50   keys for each file
 *     --write      renews the section in docs/performance.md
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from '../scripts/build.mjs';
import { launchBrowser } from '../scripts/hosts/browser.mjs';
import { quietSettings, startVsCode } from '../scripts/hosts/vscode-server.mjs';
import { Workbench } from '../scripts/hosts/workbench.mjs';
import { ensureInput } from './inputs.mjs';
import { quantile } from './lib/measure.mjs';
import { count, ms, report, table } from './lib/report.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** @type {{ name: string, megabytes: number, mistakes: number }[]} */
const FILES = [
  { name: '1 MB', megabytes: 1, mistakes: 0 },
  { name: '1 MB, 1,000 bad', megabytes: 1, mistakes: 1000 },
  { name: '10 MB, 1,000 bad', megabytes: 10, mistakes: 1000 },
];
const WARMUPS = 5;
const NAME = 'bench.tasks.json';
/** In a browser VS Code asks before it opens more than 10 MB. */
const SETTINGS = { ...quietSettings, 'workbench.editorLargeFileConfirmation': 100 };

/** Where a `from_name` stands: a letter more makes it one that the labeling config does not have. @param {string} text */
function placeIn(text) {
  const lines = text.split('\n');
  const from = Math.floor(lines.length / 2);
  const line = lines.findIndex((one, index) => index > from && one.includes('"from_name": "'));
  return { line: line + 1, column: /** @type {string} */ (lines[line]).lastIndexOf('"') + 1 };
}

/**
 * Runs in the page: waits for the number of drawn squiggles to change after the next key.
 * @returns milliseconds from the key to the first frame that shows it
 */
const untilDrawn = () =>
  new Promise((resolve, reject) => {
    const drawn = () => document.querySelectorAll('.squiggly-error').length;
    const before = drawn();
    let pressed = 0;
    document.addEventListener('keydown', () => (pressed = performance.now()), { capture: true, once: true });
    const started = performance.now();
    const look = () => {
      if (drawn() !== before) return resolve(performance.now() - pressed);
      if (performance.now() - started > 10_000) return reject(new Error('No squiggle came or went within 10 s.'));
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

/** @param {Workbench} workbench @param {string} key */
async function timed(workbench, key) {
  const { page } = workbench;
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 250))));
  const drawn = page.evaluate(untilDrawn);
  await page.evaluate(() => undefined);
  await page.keyboard.press(key);
  return await drawn;
}

/** @param {(typeof FILES)[number]} file @param {number} keys */
async function measure(file, keys) {
  const input = ensureInput({ kind: 'rectangles', megabytes: file.megabytes, mistakes: file.mistakes });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-keystroke-'));
  fs.copyFileSync(input.file, path.join(folder, NAME));
  fs.copyFileSync(input.configFile, path.join(folder, 'label_config.xml'));
  const place = placeIn(fs.readFileSync(input.file, 'utf8'));
  const server = await startVsCode({ folder, extensionDevelopmentPath: root, settings: SETTINGS });
  const browser = await launchBrowser();
  try {
    const workbench = await Workbench.open(browser, server.url);
    await workbench.openFile(NAME);
    await workbench.page.waitForTimeout(5_000);
    await workbench.goTo(place.line, place.column);
    await workbench.page.waitForTimeout(1_000);
    const appear = [];
    const vanish = [];
    for (let key = -WARMUPS; key < keys; key++) {
      const [came, went] = [await timed(workbench, 'z'), await timed(workbench, 'Backspace')];
      if (key < 0) continue;
      appear.push(came);
      vanish.push(went);
    }
    return { appear, vanish };
  } finally {
    await browser.close();
    await server.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const { values } = parseArgs({
  options: { count: { type: 'string', default: '50' }, write: { type: 'boolean', default: false } },
});
await build();
const rows = [];
for (const file of FILES) {
  const { appear, vanish } = await measure(file, Number(values.count));
  const cells = [appear, vanish].flatMap((times) => [ms(quantile(times, 0.5)), ms(quantile(times, 0.9))]);
  rows.push([file.name, count(appear.length), ...cells]);
  process.stderr.write(`${file.name}\n`);
}
report(
  'keystroke',
  [table(['file', 'keys', 'squiggle there, median', '9 of 10', 'squiggle gone, median', '9 of 10'], rows)],
  values.write,
);
process.exit();
