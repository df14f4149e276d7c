import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { keep, openSession, type Session, watchedTests } from './support';

const CONFIG = fs.readFileSync('sample/label_config.xml', 'utf8');
const box = (id: unknown, more: object = {}): object => ({
  id,
  from_name: 'box',
  to_name: 'photo',
  type: 'rectanglelabels',
  original_width: 1920,
  original_height: 1080,
  image_rotation: 0,
  value: { x: 10, y: 20, width: 30, height: 15, rotation: 0, rectanglelabels: ['Ship'] },
  ...more,
});
const fileOf = (regions: readonly object[]): string =>
  `${JSON.stringify([{ task: 1, model_version: 'v1', score: 0.5, result: regions }], null, 2)}\n`;

describe('mending predictions in a real VS Code', () => {
  let session: Session;
  const check = watchedTests(() => session);

  before(async () => {
    session = await openSession({
      'label_config.xml': CONFIG,
      'one.predictions.json': fileOf([box(7)]),
      'many.predictions.json': fileOf([
        box(7),
        box(8, { type: 'RectangleLabels' }),
        box('c', {
          value: { x: 10, y: 20, width: 30, height: 15, rotation: 0, rectanglelabels: 'Ship' },
        }),
      ]),
      'label.predictions.json': fileOf([
        box('a', { value: { x: 1, y: 2, width: 3, height: 4, rotation: 0, rectanglelabels: ['Shp'] } }),
      ]),
      'quiet.predictions.json': fileOf([box(7)]),
    });
  });
  after(() => session.close());

  /** Saves the file in the editor and waits until it is on the disk as it has to be. */
  const saved = async (name: string, isRight: (text: string) => boolean): Promise<void> => {
    const { workbench } = session;
    await workbench.command('File: Save');
    await workbench.until(`${name} as it has to be`, async () => {
      return isRight(fs.readFileSync(path.join(session.folder, name), 'utf8')) ? true : undefined;
    });
  };

  check('a quick fix by keyboard', async () => {
    const { workbench } = session;
    await workbench.openFile('one.predictions.json');
    await workbench.squiggles('error', (count) => count === 1);
    await workbench.goTo(8, 16);
    await workbench.page.keyboard.press('Control+.');
    const menu = workbench.page.locator('.action-widget').first();
    await menu.waitFor({ timeout: 15_000 });
    await keep(session, 'quick-fix');
    await workbench.page.keyboard.press('Enter');
    await workbench.squiggles('error', (count) => count === 0);
    await saved('one.predictions.json', (text) => text === fileOf([box('7')]));
  });

  check('did you mean, by keyboard', async () => {
    const { workbench } = session;
    await workbench.openFile('label.predictions.json');
    await workbench.squiggles('error', (count) => count === 1);
    const rows = fs.readFileSync(path.join(session.folder, 'label.predictions.json'), 'utf8').split('\n');
    const at = rows.findIndex((row) => row.includes('"Shp"'));
    await workbench.goTo(at + 1, (rows[at] as string).indexOf('Shp') + 1);
    await workbench.page.keyboard.press('Control+.');
    await workbench.page.locator('.action-widget').filter({ hasText: 'Ship' }).first().waitFor({ timeout: 15_000 });
    await workbench.page.keyboard.press('Enter');
    await workbench.squiggles('error', (count) => count === 0);
    await saved('label.predictions.json', (text) => text.includes('"Ship"') && !text.includes('"Shp"'));
  });

  check('all that is safe in a file with one command', async () => {
    const { workbench } = session;
    await workbench.openFile('many.predictions.json');
    await workbench.squiggles('error', (count) => count >= 2);
    await workbench.command('Label Studio: Fix All Safe Problems in This File');
    await workbench.squiggles('error', (count) => count === 0);
    await keep(session, 'fix-all');
    const mended = fileOf([box('7'), box('8'), box('c')]);
    await saved('many.predictions.json', (text) => isDeepStrictEqual(JSON.parse(text), JSON.parse(mended)));
  });

  check('a severity that somebody chose counts at once', async () => {
    const { workbench, write } = session;
    await workbench.openFile('quiet.predictions.json');
    await workbench.squiggles('error', (count) => count === 1);
    const settings = (level: string): string =>
      JSON.stringify({ 'labelStudio.rules.severity': { 'region-id-not-text': level } });
    write('.vscode/settings.json', settings('warning'));
    await workbench.squiggles('warning', (count) => count === 1);
    await workbench.squiggles('error', (count) => count === 0);
    write('.vscode/settings.json', settings('off'));
    await workbench.squiggles('warning', (count) => count === 0);
    write('.vscode/settings.json', '{}');
    await workbench.squiggles('error', (count) => count === 1);
  });
});
