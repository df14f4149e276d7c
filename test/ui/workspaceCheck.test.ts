import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe } from 'node:test';
import { keep, openSession, type Session, watchedTests } from './support';

const SAMPLE = 'sample';
const read = (name: string): string => fs.readFileSync(`${SAMPLE}/${name}`, 'utf8');

describe('checking files that are not open, in a real VS Code', () => {
  let session: Session;
  const check = watchedTests(() => session);
  before(async () => {
    session = await openSession(
      {
        'mistakes.predictions.json': read('mistakes.predictions.json'),
        'night/harbour.predictions.json': read('harbour.predictions.json').replace('12.5', '"12.5"'),
        'night/stream.predictions.jsonl': read('stream.predictions.jsonl'),
      },
      // Asked on a remote machine above 10 MB otherwise; the question is VS Code's own.
      { settings: { 'workbench.editorLargeFileConfirmation': 1024 } },
    );
  });
  after(() => session.close());

  check('all of them are in the Problems panel, and the message leads to the report', async () => {
    const { workbench } = session;
    await workbench.command('Label Studio: Check All Prediction Files');
    const text = await workbench.notification('3 files checked');
    assert.match(text, /3 files checked: \d+ errors.* in 2 files\./);
    const problems = await workbench.problems();
    assert.ok(
      problems.some((label) => label.includes('528 looks like pixels')),
      problems.join('\n'),
    );
    await keep(session, 'check-all-problems');
    await press(session, 'Open Report');
    await workbench.page.locator('.tab.active').filter({ hasText: 'check-all.report.txt' }).waitFor();
    await workbench.page.keyboard.press('Control+J');
    await links(session);
    await keep(session, 'check-all-report');
  });

  check('a position in the report opens the file there', async () => {
    await follow(session, '19:25');
    await cursorAt(session, 'mistakes.predictions.json', 'Ln 19, Col 25');
  });

  check('a file above 50 MB is checked, or not when it is cancelled, and opened at its places', async () => {
    const { workbench, folder } = session;
    const lines = writeHuge(path.join(folder, 'huge.predictions.json'), 60 * 1024 * 1024);
    await workbench.command('View: Close All Editors');
    await openHuge(session);
    await workbench.clearNotifications();
    await workbench.command('Label Studio: Check File on Disk');
    await workbench.notification('Checking huge.predictions.json');
    await press(session, 'Cancel');
    await workbench.notification('Cancelled after 0 of 1 file');
    await workbench.clearNotifications();
    await workbench.command('Label Studio: Check File on Disk');
    await workbench.notification('huge.predictions.json: 2 errors.', 60_000);
    await press(session, 'Open Report');
    await workbench.page.locator('.tab.active').filter({ hasText: 'huge.predictions.json.report.txt' }).waitFor();
    await links(session);
    await keep(session, 'huge-file-report');
    await follow(session, `${lines}:`);
    await cursorAt(session, 'huge.predictions.json', `Ln ${lines}, Col 113`);
    await keep(session, 'huge-file-place');
    fs.rmSync(path.join(folder, 'huge.predictions.json'));
  });
});

/** Presses a button of a notification. */
async function press({ workbench }: Session, label: string): Promise<void> {
  // The bell's own tip would lie over the buttons.
  await workbench.page.mouse.move(600, 300);
  await workbench.page.locator('.monaco-button:visible').filter({ hasText: label }).first().click();
}

/** Waits until the report has its links. */
async function links({ workbench }: Session): Promise<void> {
  await workbench.page.locator('.monaco-editor[data-uri^="label-studio:"] .detected-link').first().waitFor();
}

/** Ctrl+click on the link of the report that begins with a text. */
async function follow({ workbench }: Session, text: string): Promise<void> {
  const { page } = workbench;
  const link = page
    .locator('.monaco-editor[data-uri^="label-studio:"] .detected-link')
    .filter({ hasText: text })
    .first();
  await link.scrollIntoViewIfNeeded();
  const box = await link.boundingBox();
  assert.ok(box, `the link ${text} is in sight`);
  await page.keyboard.down('Control');
  await page.mouse.click(box.x + 8, box.y + box.height / 2);
  await page.keyboard.up('Control');
}

/** What the status bar says of the cursor: for a file above 50 MB extensions are not told. */
async function cursorAt({ workbench }: Session, file: string, place: string): Promise<void> {
  const { page } = workbench;
  await page.locator('.tab.active').filter({ hasText: file }).first().waitFor({ timeout: 15_000 });
  await page.locator('#status\\.editor\\.selection').filter({ hasText: place }).waitFor({ timeout: 30_000 });
}

/** Opens the file by the palette; its text takes a while. */
async function openHuge({ workbench }: Session): Promise<void> {
  const { page } = workbench;
  await page.keyboard.press('Control+P');
  const input = page.locator('.quick-input-widget .quick-input-box input');
  await input.waitFor({ state: 'visible' });
  await input.fill('huge.predictions.json');
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'huge.predictions.json' }).first().click();
  await workbench.editor('huge.predictions.json').locator('.view-line').first().waitFor({ timeout: 60_000 });
}

/** Writes flat predictions, one a line, the first and the last with a mistake. Returns the number of lines. */
function writeHuge(file: string, bytes: number): number {
  const box = (x: string): string =>
    `{"task":1,"model_version":"v","result":[{"id":"r","from_name":"b","to_name":"i","type":"rectangle","value":{"x":${x},"y":2,"width":3,"height":4}}]}`;
  const block = `${box('1')},\n`.repeat(4_000);
  const blocks = Math.ceil(bytes / block.length);
  const handle = fs.openSync(file, 'w');
  fs.writeSync(handle, `[${box('"1"')},\n`);
  for (let i = 0; i < blocks; i++) fs.writeSync(handle, block);
  fs.writeSync(handle, `${box('"1"')}]\n`);
  fs.closeSync(handle);
  return blocks * 4_000 + 2;
}
