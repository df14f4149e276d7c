import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, describe } from 'node:test';
import { keep, openSession, type Session, watchedTests } from './support';

const SAMPLE = 'sample';
const read = (name: string): string => fs.readFileSync(`${SAMPLE}/${name}`, 'utf8');

describe('writing predictions in a real VS Code', () => {
  let session: Session;
  const check = watchedTests(() => session);
  before(async () => {
    session = await openSession({
      'mistakes.predictions.json': read('mistakes.predictions.json'),
      'harbour.predictions.json': read('harbour.predictions.json'),
      'stream.predictions.jsonl': read('stream.predictions.jsonl'),
      'label_config.xml': read('label_config.xml'),
      'any.json': read('harbour.predictions.json').replace('12.5', '"12.5"'),
    });
  });
  after(() => session.close());

  check('mistakes are underlined, and the hover says what to do', async () => {
    const { workbench } = session;
    await workbench.openFile('mistakes.predictions.json');
    await workbench.squiggles('error', (count) => count >= 7);
    await workbench.goTo(11, 20);
    const mendable = await workbench.hoverAtCursor(/Quick Fix/);
    assert.match(mendable, /Label Studio knows no type "RectangleLabels"\. Did you mean "rectanglelabels"\?/);
    await keep(session, 'squiggles-with-hover');
    await workbench.page.keyboard.press('Escape');
    await workbench.goTo(19, 27);
    const hover = await workbench.hoverAtCursor(/Left edge/);
    assert.match(hover, /"x" is percent of the image and at most 100; 528 looks like pixels\./);
    assert.match(hover, /label-studio\s*\(?\s*coordinates-in-pixels/);
    assert.equal(hover.match(/looks like pixels/g)?.length, 1, 'said once');
  });

  check('the code of a problem opens its page, without a network', async () => {
    const { workbench } = session;
    await workbench.page
      .locator('.monaco-hover:not(.hidden) a')
      .filter({ hasText: 'coordinates-in-pixels' })
      .first()
      .click();
    await workbench.page.locator('.tab').filter({ hasText: 'coordinates-in-pixels.md' }).waitFor({ timeout: 15_000 });
    await keep(session, 'rule-page');
  });

  check('a mistake is underlined while it is typed and gone when it is mended', async () => {
    const { workbench } = session;
    await workbench.openFile('harbour.predictions.json');
    await workbench.goTo(14, 25);
    for (let i = 0; i < 4; i++) await workbench.page.keyboard.press('Shift+ArrowRight');
    await workbench.page.keyboard.type('"12.5', { delay: 10 });
    await workbench.squiggles('error', (count) => count === 1);
    // The list of problems may still show what was true between two keys.
    const wanted = /"x" must be a number, not the text "12\.5".* at line 14 and character 25/;
    await workbench.until(String(wanted), async () => {
      const problems = (await workbench.problems()).join('\n');
      return wanted.test(problems) ? problems : undefined;
    });
    await workbench.focusEditor();
    for (let i = 0; i < 6; i++) await workbench.page.keyboard.press('Control+Z');
    await workbench.squiggles('error', (count) => count === 0);
  });

  check('completion offers a skeleton per control tag, and what is inserted is whole', async () => {
    const { workbench } = session;
    await workbench.openFile('harbour.predictions.json');
    await workbench.goTo(22, 8);
    await workbench.page.keyboard.type(',');
    await workbench.page.keyboard.press('Enter');
    const proposals = await workbench.suggestions();
    assert.ok(
      proposals.some((label) => label.startsWith('EllipseLabels')),
      proposals.join('; '),
    );
    await keep(session, 'completion-list');
    // What the labeling config knows comes first: a whole region of its control.
    await workbench.page.keyboard.type('RectangleL', { delay: 20 });
    await workbench.page
      .locator('.suggest-widget.visible .monaco-list-row.focused[aria-label^="box: RectangleLabels region"]')
      .waitFor({ timeout: 10_000 });
    await workbench.page.keyboard.press('Enter');
    await workbench.page.keyboard.press('Escape');
    await workbench.until('the snippet', async () => {
      const text = (await workbench.editor('harbour.predictions.json').innerText()).replace(/\u00a0/g, ' ');
      return text.includes('"rectanglelabels"') ? text : undefined;
    });
    await workbench.squiggles('error', (count) => count === 0);
    await keep(session, 'snippet');
  });

  check('.jsonl has squiggles, completion and hover too', async () => {
    const { workbench } = session;
    await workbench.openFile('stream.predictions.jsonl');
    await workbench.goTo(2, 11);
    await workbench.page.keyboard.type('x');
    await workbench.squiggles('error', (count) => count >= 1);
    await workbench.page.keyboard.press('Control+Z');
    await workbench.squiggles('error', (count) => count === 0);
    await workbench.goTo(1, 5);
    // The tooltip of a tab can be in sight as well.
    await workbench.hoverAtCursor(/task/i);
    await workbench.page.keyboard.press('Escape');
  });

  check('the labeling config has its language and colours', async () => {
    const { workbench } = session;
    await workbench.openFile('label_config.xml');
    await workbench.page
      .locator('#status\\.editor\\.mode')
      .filter({ hasText: 'Label Studio Labeling Config' })
      .waitFor({ timeout: 10_000 });
    await keep(session, 'labeling-config');
  });

  check('another file is checked when it is asked for', async () => {
    const { workbench } = session;
    await workbench.openFile('any.json');
    await workbench.page.waitForTimeout(800);
    assert.equal(await workbench.page.locator('.squiggly-error').count(), 0);
    await workbench.command('Label Studio: Treat This File as Label Studio Predictions');
    await workbench.squiggles('error', (count) => count === 1);
    await workbench.notification('now checked as Label Studio predictions');
    await keep(session, 'treated-file');
  });
});
