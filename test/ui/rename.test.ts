/** Renaming a label by keyboard over files of all kinds, and taking it back in one step. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe } from 'node:test';
import { keep, openSession, type Session, watchedTests } from './support';

const BOM = '\ufeff';
const region = (label: string): string =>
  `{"id": "r1", "from_name": "box", "to_name": "photo", "type": "rectanglelabels", "value": {"x": 1, "y": 2, "width": 3, "height": 4, "rectanglelabels": [${label}]}}`;
const prediction = (label: string): string =>
  `{"task": 1, "model_version": "v1", "score": 0.5, "result": [${region(label)}]}`;

const OPEN = 'open.predictions.json';
/** What the files hold with a label in each of the ways in which it can be written. */
const FILES: Readonly<Record<string, (label: string, escaped: string, xml: string) => string>> = {
  'label_config.xml': (_, __, xml) =>
    `${BOM}<View>\r\n  <Image name='photo' value='$image'/>\r\n  <RectangleLabels name='box' toName='photo'>\r\n    <Label value='${xml}' background='green'/>\r\n  </RectangleLabels>\r\n  <TextArea name='plate' toName='photo' perRegion='true' whenLabelValue='Buoy,${xml}'/>\r\n</View>\r\n`,
  [OPEN]: (label) => `[\n  ${prediction(label)}\n]\n`,
  'closed.predictions.jsonl': (label, escaped) =>
    `${BOM}${prediction(label)}\r\n${prediction(escaped)}\r\n${prediction('"Buoy"')}`,
  'inner/one.task.json': (label, escaped) =>
    `{"data": {"image": "${'Müll'}.png"}, "annotations": [{"result": [${region(escaped)}]}], "predictions": [${prediction(label)}]}`,
};

function filesWith(label: string, escaped: string, xml: string): Record<string, string> {
  return Object.fromEntries(Object.entries(FILES).map(([name, text]) => [name, text(label, escaped, xml)]));
}

const BEFORE = filesWith('"Müll & Co"', '"M\\u00fcll \\u0026 Co"', 'Müll &amp; Co');
const AFTER = filesWith('"Käse <\'x\'>"', '"K\\u00e4se <\'x\'>"', 'Käse &lt;&apos;x&apos;>');

describe('renaming a label in a real VS Code', () => {
  let session: Session;
  const check = watchedTests(() => session);
  before(async () => {
    session = await openSession(BEFORE);
  });
  after(() => session.close());

  const onDisk = (): Record<string, string> =>
    Object.fromEntries(
      Object.keys(FILES).map((name) => [name, fs.readFileSync(path.join(session.folder, name), 'utf8')]),
    );
  async function untilOnDisk(wanted: Record<string, string>): Promise<void> {
    const { workbench } = session;
    await workbench
      .until('the files', async () => (JSON.stringify(onDisk()) === JSON.stringify(wanted) ? true : undefined))
      .catch(() => assert.deepEqual(onDisk(), wanted));
  }

  check('reaches every file by keyboard', async () => {
    const { workbench } = session;
    const { keyboard } = workbench.page;
    await workbench.openFile(OPEN);
    await workbench.goTo(2, ((BEFORE[OPEN] as string).split('\n')[1]?.indexOf('Müll') as number) + 2);
    const input = workbench.page.locator('.rename-box input');
    await workbench.until('the box for the new name', async () => {
      await keyboard.press('F2');
      await input.waitFor({ timeout: 3_000 }).catch(() => undefined);
      return (await input.isVisible()) ? true : undefined;
    });
    await input.fill("Käse <'x'>");
    await keyboard.press('Enter');
    const apply = workbench.page.locator('.monaco-button').filter({ hasText: /^Apply$/ });
    await apply.waitFor({ timeout: 15_000 });
    await keep(session, 'rename-all-kinds');
    await apply.focus();
    await keyboard.press('Enter');
    await workbench.command('File: Save All Files');
    await untilOnDisk(AFTER);
  });

  check('is taken back in one step, to the byte', async () => {
    const { workbench } = session;
    await workbench.openFile(OPEN);
    await workbench.focusEditor();
    await workbench.page.keyboard.press('Control+Z');
    const dirty = workbench.page.locator('.tab.dirty');
    await workbench.until('every file to be changed back', async () =>
      (await dirty.count()) === Object.keys(FILES).length ? true : undefined,
    );
    await keep(session, 'rename-undo');
    await workbench.command('File: Save All Files');
    await untilOnDisk(BEFORE);
  });
});
