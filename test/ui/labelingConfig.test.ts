import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, describe } from 'node:test';
import { keep, openSession, type Session, watchedTests } from './support';

const predictions = fs.readFileSync('sample/harbour.predictions.json', 'utf8');
const config = fs.readFileSync('sample/label_config.xml', 'utf8');

describe('the labeling config in a real VS Code', () => {
  let session: Session;
  const check = watchedTests(() => session);
  before(async () => {
    session = await openSession({
      'alone.predictions.json': predictions,
      'two/label_config.xml': config,
      'two/labeling_config.xml': config.replace('name="box"', 'name="boxes"'),
      'two/harbour.predictions.json': predictions,
    });
  });
  after(() => session.close());

  /** What the language status says, with the pointer on it. */
  async function languageStatus(wanted: RegExp): Promise<string> {
    const { workbench } = session;
    const { page } = workbench;
    return workbench.until(`the language status to say ${wanted}`, async () => {
      await page.mouse.move(400, 300);
      await page.locator('#status\\.languageStatus').hover();
      const hover = page.locator('.hover-language-status');
      await hover
        .first()
        .waitFor({ timeout: 3_000 })
        .catch(() => undefined);
      const text = (await hover.allInnerTexts()).join('\n').replace(/\s+/g, ' ');
      return wanted.test(text) ? text : undefined;
    });
  }

  check('a file without one is told what it misses and how to get one', async () => {
    await session.workbench.openFile('alone.predictions.json');
    const text = await languageStatus(/No labeling config/);
    assert.match(text, /names, types and labels unchecked.*Get One…/);
    await session.workbench.page.locator('.hover-language-status a').filter({ hasText: 'Get One…' }).click();
    await session.workbench.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: /Settings > Labeling Interface > Code/ })
      .waitFor({ timeout: 15_000 });
    await keep(session, 'no-labeling-config');
    await session.workbench.page.keyboard.press('Escape');
  });

  check('the nearest one is named, and another can be chosen', async () => {
    const { workbench } = session;
    await workbench.openFile('harbour.predictions.json');
    const text = await languageStatus(/two\/label_config\.xml/);
    assert.match(text, /nearest labeling config, 1 of 2 here.*Choose…/);
    await workbench.squiggles('error', (count) => count === 0);
    await workbench.command('Label Studio: Choose Labeling Config…');
    await workbench.pick('labeling_config.xml');
    await workbench.squiggles('error', (count) => count > 0);
    assert.match(await languageStatus(/two\/labeling_config\.xml/), /chosen labeling config, 1 of 2 here/);
    await keep(session, 'labeling-config-chosen');
    await workbench.command('Label Studio: Choose Labeling Config…');
    await workbench.pick('Take My Choice Back');
    await workbench.squiggles('error', (count) => count === 0);
  });

  check('a broken one says so, in the file and in the config', async () => {
    const { workbench } = session;
    const inExplorer = workbench.page.locator('.explorer-folders-view .monaco-list-row');
    await inExplorer.filter({ hasText: /^label_config\.xml$/ }).dblclick();
    await workbench.editor('two/label_config.xml').locator('.view-line').first().waitFor();
    await workbench.focusEditor();
    await workbench.goTo(1, 6);
    await workbench.page.keyboard.type(' a=b', { delay: 10 });
    await workbench.squiggles('error', (count) => count === 1);
    assert.match((await workbench.problems()).join('\n'), /An attribute needs a value in quotes/);
    await workbench.openFile('harbour.predictions.json');
    await languageStatus(/two\/label_config\.xml.*broken, its last good text is used/);
    await workbench.squiggles('error', (count) => count === 0);
  });

  check('one can be pasted beside a file', async () => {
    const { workbench } = session;
    await workbench.openFile('alone.predictions.json');
    await workbench.command('Label Studio: Choose Labeling Config…');
    await workbench.pick('Paste One from Label Studio…');
    await workbench.page.locator('.tab.active').filter({ hasText: 'label_config.xml' }).waitFor({ timeout: 15_000 });
    await workbench.page
      .locator('.view-line')
      .filter({ hasText: /Settings.*Labeling.*Interface/ })
      .first()
      .waitFor();
  });
});
