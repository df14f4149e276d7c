// The main job, once, by mouse and keyboard in a real VS Code against a real Label Studio. Every step throws when what
// a person would see is not there.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { launchBrowser } from '../hosts/browser.mjs';
import { Workbench } from '../hosts/workbench.mjs';

/**
 * @typedef {object} Started
 * @property {import('../hosts/label-studio.d.mts').LabelStudio} labelStudio
 * @property {{ project: number, tasks: number[] }} seed
 * @property {string} folder
 * @property {import('../hosts/vscode-server.d.mts').VsCodePage} vscode
 */

const FILE = 'harbour.predictions.json';

/** What has to be underlined in `mistakes.predictions.json`, as the Problems panel reads it aloud. */
const MISTAKES = [
  /^Error: "score" must be at most 1, not 93\..* at line 5 and character 14\./,
  /^Error: A region's "id" must be text, not the number 7.* at line 8 and character 15\./,
  /^Error: Label Studio knows no type "RectangleLabels".* at line 11 and character 17\./,
  /^Error: "height" is missing .* at line 19 and character 9\./,
  /^Error: "x" is percent of the image .* at line 19 and character 25\./,
  /^Error: "y" must be a number, .* at line 19 and character 35\./,
  /^Error: "choices" must be a list, .* at line 26 and character 31\./,
];

/** @param {Started} started */
export async function runCheck({ labelStudio, seed, folder, vscode }) {
  const browser = await launchBrowser();
  const since = Date.now();
  /** @type {<T>(what: string, step: () => Promise<T>) => Promise<T>} */
  const step = async (what, run) => {
    try {
      const answer = await run();
      console.log(`ok  ${what} (${((Date.now() - since) / 1000).toFixed(1)} s)`);
      return answer;
    } catch (error) {
      console.log(`NOT ok  ${what}`);
      await keepPicture(browser);
      throw error;
    }
  };
  try {
    const workbench = await step('VS Code opens the sample workspace', () => Workbench.open(browser, vscode.url));
    await step('every mistake is underlined at its place', () => seeMistakes(workbench));
    await step('completion offers the keys that a region can have', () => complete(workbench));
    await step('a mistake is underlined while typing, and gone when it is mended', () => mend(workbench));
    await step('the server is connected with a token', () => connect(workbench, labelStudio));
    await step('the predictions are uploaded after a confirmation', () => upload(workbench));
    await step('the server holds what the file says', () => readBack(labelStudio, seed, folder));
  } finally {
    await browser.close();
  }
}

/**
 * What the page looked like when a step failed.
 * @param {import('playwright-core').BrowserContext} browser
 */
async function keepPicture(browser) {
  const file = path.resolve('out/start-check-failure.png');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  await browser
    .pages()
    .at(-1)
    ?.screenshot({ path: file })
    .then(() => console.log(`    see ${path.relative(process.cwd(), file)}`));
}

/** @param {Workbench} workbench */
async function seeMistakes(workbench) {
  await workbench.openFile('mistakes.predictions.json');
  await workbench.squiggles('error', (count) => count >= MISTAKES.length);
  const problems = await workbench.until('the problems', async () => {
    const found = await workbench.problems();
    return found.length >= MISTAKES.length ? found : undefined;
  });
  for (const mistake of MISTAKES) {
    assert.ok(
      problems.some((problem) => mistake.test(problem)),
      `No problem like ${mistake} in:\n${problems.join('\n')}`,
    );
  }
}

/** @param {Workbench} workbench */
async function complete(workbench) {
  await workbench.openFile(FILE);
  // A new line in the first region, behind its to_name.
  await workbench.goTo(10, 28);
  await workbench.page.keyboard.press('Enter');
  const proposals = await workbench.suggestions();
  const offers = (/** @type {string} */ key) => proposals.some((label) => label.startsWith(key));
  assert.ok(offers('score') && offers('meta'), `score and meta are not offered: ${proposals.join('; ')}`);
  assert.ok(!offers('to_name'), 'to_name is offered, though it is there');
  await workbench.page.keyboard.press('Escape');
  await workbench.page.keyboard.press('Control+Z');
}

/** @param {Workbench} workbench */
async function mend(workbench) {
  const { page } = workbench;
  // The x of the first box: 12.5 in line 14.
  await workbench.goTo(14, 25);
  for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.type('1250', { delay: 20 });
  await workbench.squiggles('error', (count) => count === 1);
  for (let i = 0; i < 4; i++) await page.keyboard.press('Backspace');
  await page.keyboard.type('12.5', { delay: 20 });
  await workbench.squiggles('error', (count) => count === 0);
}

/**
 * @param {Workbench} workbench
 * @param {import('../hosts/label-studio.d.mts').LabelStudio} labelStudio
 */
async function connect(workbench, labelStudio) {
  await workbench.command('Label Studio: Connect to Server');
  await workbench.answer('Address of your Label Studio server', labelStudio.url);
  await workbench.answer('Your token', labelStudio.token);
  await workbench.pick('Harbour');
  await workbench.notification('Connected to');
  await workbench.clearNotifications();
}

/** @param {Workbench} workbench */
async function upload(workbench) {
  await workbench.openFile(FILE);
  await workbench.command('Label Studio: Upload Predictions');
  const text = await workbench.dialogText();
  assert.match(text, /1 prediction for 1 task of project/);
  await workbench.press('Upload');
  await workbench.notification(/Stored: 1 prediction/, 30_000);
}

/**
 * @param {import('../hosts/label-studio.d.mts').LabelStudio} labelStudio
 * @param {{ tasks: number[] }} seed
 * @param {string} folder
 */
async function readBack(labelStudio, seed, folder) {
  const [sent] = JSON.parse(fs.readFileSync(path.join(folder, FILE), 'utf8'));
  const answer = await labelStudio.api('GET', `/api/predictions/?task=${seed.tasks[0]}`);
  const stored = /** @type {Record<string, unknown>[]} */ (answer.json);
  assert.equal(stored.length, 1, `the server holds ${stored.length} predictions for the task`);
  const { task, result, score, model_version } = stored[0] ?? {};
  assert.deepEqual({ task, result, score, model_version }, sent);
}
