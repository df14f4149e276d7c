import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, describe } from 'node:test';
import { sharedLabelStudio } from '../harness/labelStudio';
import { connect, keep, openSession, type Session, watchedTests } from './support';

const CONFIG = fs.readFileSync('sample/label_config.xml', 'utf8');

describe('what the connected server and project have', () => {
  const labelStudio = sharedLabelStudio();
  let session: Session;
  const check = watchedTests(() => session);
  let project: number;
  let tasks: number[];

  before(async () => {
    project = (await labelStudio.createProject({ title: 'Comfort harbour', label_config: CONFIG })).id;
    tasks = await labelStudio.importTasks(project, [{ data: { photo: 'a.jpg' } }, { data: { photo: 'b.jpg' } }]);
    for (const model_version of ['old', 'old', 'new']) {
      await labelStudio.api('POST', '/api/predictions/', { task: tasks[0], result: [], model_version });
    }
    session = await openSession({ 'ships.predictions.json': '[]\n' });
    await connect(session.workbench, labelStudio.url, labelStudio.pat, 'Comfort harbour');
  });
  after(() => session.close());

  const file = (name: string): string => path.join(session.folder, name);
  const statusBar = () => session.workbench.page.locator('.statusbar-item').filter({ hasText: /127\.0\.0\.1:\d+ ·/ });

  check('the status bar says which server and project are connected', async () => {
    await statusBar().filter({ hasText: 'Comfort harbour' }).waitFor({ timeout: 15_000 });
  });

  check('the labeling config is pulled into the folder, and compared with the one of the project', async () => {
    const { workbench } = session;
    await workbench.openFile('ships.predictions.json');
    await workbench.command('Label Studio: Pull Labeling Config');
    await workbench.notification(/label_config\.xml is the labeling config of project/, 30_000);
    await workbench.clearNotifications();
    assert.equal(fs.readFileSync(file('label_config.xml'), 'utf8').trim(), CONFIG.trim());
    await workbench.openFile('ships.predictions.json');
    await workbench.command('Label Studio: Compare Labeling Config');
    await workbench.notification(/label_config\.xml is equal to the labeling config of project/, 30_000);
    await workbench.clearNotifications();
  });

  check('another config is shown beside the pulled one, and replaced only after a yes', async () => {
    const { workbench, write } = session;
    write('label_config.xml', CONFIG.replace('Buoy', 'Beacon'));
    await workbench.openFile('ships.predictions.json');
    await workbench.command('Label Studio: Pull Labeling Config');
    await workbench.notification(/is another labeling config than that of project/, 30_000);
    await workbench.page.locator('.monaco-diff-editor').first().waitFor({ timeout: 15_000 });
    // One line differs, and not also the line end behind the last one.
    const deleted = workbench.page.locator('.monaco-diff-editor .original .view-overlays .line-delete');
    await workbench.until('one line that differs', async () => ((await deleted.count()) === 1 ? true : undefined));
    await keep(session, 'compare-config');
    await workbench.page.locator('.monaco-button').filter({ hasText: 'Replace It' }).first().click();
    await workbench.notification(/label_config\.xml is the labeling config of project .* now/, 30_000);
    await workbench.clearNotifications();
    assert.equal(fs.readFileSync(file('label_config.xml'), 'utf8').trim(), CONFIG.trim());
  });

  check('model versions with their counts; one is made visible, another one deleted', async () => {
    const { workbench } = session;
    await workbench.command('Label Studio: Show Model Versions');
    const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'old' }).filter({ hasText: '2 predictions' }).waitFor({ timeout: 15_000 });
    await keep(session, 'model-versions');
    await workbench.pick('new');
    await workbench.notification(/shows model version "new" now/, 30_000);
    await workbench.clearNotifications();
    const shown = await labelStudio.api('GET', `/api/projects/${project}/`);
    assert.equal((shown.json as { model_version: string }).model_version, 'new');

    await workbench.command('Label Studio: Show Model Versions');
    const old = rows.filter({ hasText: 'old' }).first();
    await old.hover();
    await old.locator('.codicon-trash').click();
    assert.match(await workbench.dialogText(), /Delete 2 predictions of model version "old"/);
    await workbench.press('Delete');
    await workbench.notification(/Deleted: 2 predictions of model version "old"/, 60_000);
    await workbench.clearNotifications();
    assert.deepEqual(
      (await labelStudio.predictionsOf(Number(tasks[0]))).map(({ model_version }) => model_version),
      ['new'],
    );
  });

  check('tasks are downloaded with their ids and data, ready for predictions', async () => {
    const { workbench } = session;
    const name = `project-${project}.tasks.json`;
    await workbench.openFile('ships.predictions.json');
    await workbench.command('Label Studio: Download Tasks');
    await workbench.notification(/2 tasks of project/, 30_000);
    await workbench.clearNotifications();
    assert.deepEqual(JSON.parse(fs.readFileSync(file(name), 'utf8')), [
      { id: tasks[0], data: { photo: 'a.jpg' }, predictions: [] },
      { id: tasks[1], data: { photo: 'b.jpg' }, predictions: [] },
    ]);
    assert.ok(!fs.existsSync(file(`${name}.part`)));
    await workbench.openFile('ships.predictions.json');
    await workbench.command('Label Studio: Download Tasks');
    assert.match(await workbench.dialogText(), /is there already/);
    await workbench.press('Cancel');
  });

  check('a project is made from the labeling config, and can be used', async () => {
    const { workbench } = session;
    await workbench.openFile('ships.predictions.json');
    await workbench.command('Label Studio: Create Project From Labeling Config');
    await workbench.answer('Title of the new project', 'Made here');
    await workbench.notification(/Project \d+ "Made here" has been created/, 30_000);
    await workbench.page.locator('.monaco-button').filter({ hasText: 'Use This Project' }).first().click();
    await statusBar().filter({ hasText: 'Made here' }).waitFor({ timeout: 15_000 });
    await workbench.clearNotifications();
    const list = await labelStudio.api('GET', '/api/projects/?page_size=100');
    const made = (list.json as { results: { title: string; label_config: string }[] }).results.find(
      ({ title }) => title === 'Made here',
    );
    assert.equal(made?.label_config.trim(), CONFIG.trim());
  });

  check('a connection of before is one pick away', async () => {
    const { workbench } = session;
    await workbench.command('Label Studio: Switch Connection');
    await keep(session, 'switch-connection');
    await workbench.pick('Comfort harbour');
    await workbench.notification(/Connected to .*project "Comfort harbour"/, 30_000);
    await workbench.clearNotifications();
    await statusBar().filter({ hasText: 'Comfort harbour' }).waitFor({ timeout: 15_000 });
  });

  check('all commands stand behind the status bar, with how the server is', async () => {
    const { workbench } = session;
    await statusBar().first().click();
    const menu = workbench.page.locator('.quick-input-widget');
    await menu.locator('input[placeholder*="Reachable; the project has 2 tasks"]').waitFor({ timeout: 15_000 });
    await keep(session, 'server-commands');
    await workbench.page.keyboard.press('Escape');
  });
});
