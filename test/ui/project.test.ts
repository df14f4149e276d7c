/** What a labeling config adds to writing: labels, explanations, the outline, ways to definitions. All by keyboard. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe } from 'node:test';
import { keep, openSession, type Session, watchedTests } from './support';

const CONFIG = fs.readFileSync('sample/label_config.xml', 'utf8');
const box = (id: string, label: string): object => ({
  id,
  from_name: 'box',
  to_name: 'photo',
  type: 'rectanglelabels',
  original_width: 1920,
  original_height: 1080,
  image_rotation: 0,
  value: { x: 10, y: 20, width: 30, height: 15, rotation: 0, rectanglelabels: [label] },
});
const FILE = 'harbour.tasks.json';
const TEXT = `${JSON.stringify(
  [
    {
      id: 7,
      data: { photo: 'harbour-7.jpg' },
      predictions: [{ model_version: 'yolo-3', score: 0.5, result: [box('north', 'Ship'), box('south', 'Buoy')] }],
    },
  ],
  null,
  2,
)}\n`;

/** Line and column, both from 1, of the first place where a text stands. */
function placeOf(wanted: string, into = 0): [line: number, column: number] {
  const lines = TEXT.split('\n');
  const at = lines.findIndex((line) => line.includes(wanted));
  assert.ok(at >= 0, wanted);
  return [at + 1, (lines[at] as string).indexOf(wanted) + 1 + into];
}

describe('writing with a labeling config in a real VS Code', () => {
  let session: Session;
  const check = watchedTests(() => session);
  before(async () => {
    session = await openSession({ 'label_config.xml': CONFIG, [FILE]: TEXT });
  });
  after(() => session.close());

  check('labels are proposed as the labeling config has them', async () => {
    const { workbench } = session;
    await workbench.openFile(FILE);
    await workbench.goTo(...placeOf('"Ship"', 1));
    // Until the extension has been woken VS Code proposes any words, those of other files too.
    let proposals: string[] = [];
    const isOnce = (label: string): boolean =>
      proposals.filter((one) => new RegExp(`\\b${label}\\b`).test(one)).length === 1;
    await workbench
      .until('labels, each once', async () => {
        proposals = await workbench.suggestions();
        if (isOnce('Ship') && isOnce('Buoy')) return true;
        await workbench.page.keyboard.press('Escape');
        return undefined;
      })
      .catch((error: unknown) => assert.fail(`${error}: ${proposals.join()}`));
    await keep(session, 'completion-labels');
    await workbench.page.keyboard.press('Escape');
  });

  check('a region is told in words, in pixels', async () => {
    const { workbench } = session;
    await workbench.goTo(...placeOf('"rectanglelabels"', 3));
    const hover = await workbench.hoverAtCursor(/576/);
    assert.match(hover, /576\s*×\s*162/);
    await keep(session, 'hover-region');
    await workbench.page.keyboard.press('Escape');
  });

  check('a name is told by its tag in the labeling config', async () => {
    const { workbench } = session;
    await workbench.goTo(...placeOf('"box"', 2));
    assert.match(await workbench.hoverAtCursor(/RectangleLabels/), /toName/);
    await keep(session, 'hover-name');
    await workbench.page.keyboard.press('Escape');
  });

  check('the outline has tasks, predictions and regions', async () => {
    const { workbench } = session;
    await workbench.page.keyboard.press('Control+Shift+O');
    const rows = workbench.page.locator('.quick-input-widget .monaco-list-row');
    const names = await workbench.until('the outline', async () => {
      const found = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? ''));
      return found.some((name) => name.includes('yolo-3')) ? found : undefined;
    });
    for (const name of ['harbour-7.jpg', 'yolo-3', 'Ship']) {
      assert.ok(
        names.some((one) => one.includes(name)),
        `${name} in ${names.join()}`,
      );
    }
    await keep(session, 'outline');
    await workbench.page.keyboard.press('Escape');
  });

  check('a name leads to its tag', async () => {
    const { workbench } = session;
    await workbench.openFile(FILE);
    await workbench.goTo(...placeOf('"box"', 2));
    await workbench.page.keyboard.press('F12');
    await workbench.page
      .locator('#status\\.editor\\.mode')
      .filter({ hasText: 'Label Studio Labeling Config' })
      .waitFor({ timeout: 10_000 });
    await keep(session, 'definition');
  });

  check('a label is renamed in the labeling config and in its files, after a look', async () => {
    const { workbench } = session;
    await workbench.openFile(FILE);
    await workbench.goTo(...placeOf('"Buoy"', 2));
    await workbench.page.keyboard.press('F2');
    const input = workbench.page.locator('.rename-box input');
    await input.waitFor({ timeout: 10_000 });
    await input.fill('Seamark');
    await workbench.page.keyboard.press('Enter');
    const apply = workbench.page.locator('.monaco-button').filter({ hasText: /^Apply$/ });
    await apply.waitFor({ timeout: 15_000 });
    await keep(session, 'rename-preview');
    await apply.click();
    await workbench.command('File: Save All Files');
    const read = (name: string): string => fs.readFileSync(path.join(session.folder, name), 'utf8');
    await workbench.until('both files as they have to be', async () => {
      return read(FILE).includes('"Seamark"') && read('label_config.xml').includes('"Seamark"') ? true : undefined;
    });
    assert.equal(read(FILE), TEXT.replace('"Buoy"', '"Seamark"'));
    assert.equal(read('label_config.xml'), CONFIG.replace('"Buoy"', '"Seamark"'));
  });

  check('tags and attributes are proposed in the labeling config', async () => {
    const { workbench } = session;
    await workbench.openFile('label_config.xml');
    await workbench.goTo(2, 1);
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.keyboard.type('<Rect', { delay: 20 });
    const proposals = await workbench.suggestions();
    assert.ok(
      proposals.some((one) => one.startsWith('RectangleLabels')),
      proposals.join(),
    );
    await keep(session, 'config-completion');
    await workbench.page.keyboard.press('Escape');
    await workbench.command('File: Revert File');
  });
});
