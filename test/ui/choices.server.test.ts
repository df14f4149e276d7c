// What an upload asks, and what it says where it cannot go on as the file has it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, describe } from 'node:test';
import { sharedLabelStudio } from '../harness/labelStudio';
import { connect, keep, openSession, pressByKeyboard, runByKeyboard, type Session, watchedTests } from './support';

const CONFIG = fs.readFileSync('sample/label_config.xml', 'utf8');
const box = (id: string, label = 'Ship') => ({
  id,
  from_name: 'box',
  to_name: 'photo',
  type: 'rectanglelabels',
  value: { x: 12.5, y: 20, width: 30, height: 15.5, rectanglelabels: [label] },
});

describe('choices of an upload', () => {
  const labelStudio = sharedLabelStudio();
  let session: Session;
  let project: number;
  let tasks: number[];
  const check = watchedTests(() => session);

  before(async () => {
    project = (await labelStudio.createProject({ title: 'Choices harbour', label_config: CONFIG })).id;
    const seed = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ data: { photo: `old/${name}.jpg`, name } }));
    tasks = await labelStudio.importTasks(project, seed);
    const flat = (n: number, version: string | undefined, id: string, label?: string) => ({
      task: tasks[n],
      ...(version && { model_version: version }),
      result: [box(id, label)],
    });
    const files = {
      'selected.predictions.json': [0, 1, 2].map((n) => flat(n, 'chosen-1', `s${n}`)),
      'keyed.tasks.json': ['a', 'b'].map((name) => ({
        data: { photo: `new/${name}.jpg`, name },
        predictions: [{ model_version: 'keyed-1', result: [box(`k${name}`)] }],
      })),
      'other.tasks.json': [
        { id: tasks[0], data: { photo: 'quite/another.jpg' }, predictions: [{ model_version: 'other-1', result: [] }] },
        {
          id: tasks[1],
          data: { photo: 'old/b.jpg', name: 'b' },
          predictions: [{ model_version: 'other-1', result: [] }],
        },
      ],
      'unnamed.predictions.json': [flat(0, undefined, 'u0'), flat(1, undefined, 'u1')],
      'dropped.predictions.json': tasks.map((_, n) => flat(n, 'dropped-1', `d${n}`, n === 4 ? 'Whale' : 'Ship')),
      'unplaced.predictions.json': [flat(0, 'unplaced-1', 'p0'), { ...flat(1, 'unplaced-1', 'p1'), task: 987_654 }],
    };
    const texts = Object.entries(files).map(([name, content]) => [name, JSON.stringify(content, null, 2)]);
    session = await openSession(Object.fromEntries(texts));
    await connect(session.workbench, labelStudio.url, labelStudio.pat, 'Choices harbour');
  });
  after(() => session?.close());

  const upload = async (name: string): Promise<void> => {
    await session.workbench.openFile(name);
    await session.workbench.command('Label Studio: Upload Predictions');
  };

  /** Versions of the predictions of a task, oldest first. */
  const versionsOn = async (n: number): Promise<unknown[]> =>
    (await labelStudio.predictionsOf(Number(tasks[n]))).map(({ model_version }) => model_version);

  /** The line, from 1, in which a text of a workspace file stands. */
  const lineOf = (name: string, text: string): number =>
    fs
      .readFileSync(`${session.folder}/${name}`, 'utf8')
      .split('\n')
      .findIndex((line) => line.includes(text)) + 1;

  const problem = (wanted: RegExp): Promise<string> =>
    session.workbench.until(`a problem with ${wanted}`, async () =>
      (await session.workbench.problems()).find((text) => wanted.test(text)),
    );

  check('the selected predictions alone are uploaded', async () => {
    const { workbench } = session;
    await workbench.openFile('selected.predictions.json');
    // From the middle of the second to the middle of the third.
    await workbench.goTo(lineOf('selected.predictions.json', '"s1"'));
    const down = lineOf('selected.predictions.json', '"s2"') - lineOf('selected.predictions.json', '"s1"');
    for (let n = 0; n < down; n++) await workbench.page.keyboard.press('Shift+ArrowDown');
    await workbench.command('Label Studio: Upload Selected Predictions');
    const text = await workbench.dialogText();
    assert.match(text, /Upload 2 predictions to project .*Only what is selected in the file\./s);
    await keep(session, 'upload-selection');
    await workbench.press('Upload');
    await workbench.notification(/Stored: 2 predictions/, 30_000);
    await workbench.clearNotifications();
    assert.deepEqual([await versionsOn(0), await versionsOn(1), await versionsOn(2)], [[], ['chosen-1'], ['chosen-1']]);
  });

  check('tasks are recognised by the data key that is picked', async () => {
    const { workbench } = session;
    await upload('keyed.tasks.json');
    const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'Recognise Tasks by "name"' }).filter({ hasText: 'finds 2 of 2' }).waitFor();
    await keep(session, 'choose-key');
    await workbench.page.keyboard.press('Enter');
    assert.match(await workbench.dialogText(), /Upload 2 predictions to project .*for 2 tasks/s);
    await workbench.press('Upload');
    await workbench.notification(/Stored: 2 predictions/, 30_000);
    await workbench.clearNotifications();
    assert.deepEqual([await versionsOn(0), (await versionsOn(1)).at(-1)], [['keyed-1'], 'keyed-1']);
  });

  check('an id that exists with other data is asked about, and can be left out', async () => {
    const { workbench } = session;
    await upload('other.tasks.json');
    const text = await workbench.dialogText();
    assert.match(text, new RegExp(`the project has other data under its id \\(${tasks[0]}\\)\\.`));
    await keep(session, 'upload-other-data');
    await workbench.press('Upload and Import New Tasks');
    const asked = workbench.dialog().filter({ hasText: 'One task has an id that exists' });
    await asked.waitFor({ timeout: 15_000 });
    await keep(session, 'other-data');
    await asked.locator('.monaco-button').filter({ hasText: 'Leave It Out' }).click();
    await workbench.notification(/Stored: 1 prediction .*Not imported, as you chose: 1 task\./, 30_000);
    await keep(session, 'other-data-left-out');
    await workbench.clearNotifications();
    assert.deepEqual((await versionsOn(1)).at(-1), 'other-1');
    const { json } = await labelStudio.api('GET', `/api/projects/${project}/`);
    assert.equal((json as { task_number: number }).task_number, tasks.length);
  });

  check('predictions without a model version get the one that is picked; the file stays as it is', async () => {
    const { workbench } = session;
    const before = fs.readFileSync(`${session.folder}/unnamed.predictions.json`, 'utf8');
    await upload('unnamed.predictions.json');
    const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: /unnamed-\d{4}-\d\d-\d\d/ }).waitFor({ timeout: 15_000 });
    await keep(session, 'choose-version');
    await workbench.pick('Another Name…');
    await workbench.answer('Model version', 'named-1');
    assert.match(await workbench.dialogText(), /Model version "named-1": 2 new\./);
    await workbench.press('Upload');
    await workbench.notification(/Stored: 2 predictions/, 30_000);
    await workbench.clearNotifications();
    assert.equal((await versionsOn(0)).at(-1), 'named-1');
    assert.equal(fs.readFileSync(`${session.folder}/unnamed.predictions.json`, 'utf8'), before);
  });

  check('what the server drops without a word is named, at its line', async () => {
    const { workbench } = session;
    await upload('dropped.predictions.json');
    // The check knows beforehand what does not fit the labeling config of the project.
    await workbench.press('Upload Anyway');
    await workbench.press('Upload');
    const said = await workbench.notification(/Stored: 5 predictions/, 30_000);
    assert.match(said, /Refused by the server: 1 prediction\./);
    const found = await problem(/left this prediction out without a word/);
    // Its brace is in the line before its task.
    const line = lineOf('dropped.predictions.json', `"task": ${tasks[4]}`) - 1;
    assert.match(found, new RegExp(`at line ${line} and character`));
    await keep(session, 'dropped');
    assert.ok(!(await versionsOn(4)).includes('dropped-1'));
  });

  check('the page of the project opens, and the version is made visible', async () => {
    const { workbench } = session;
    const button = (label: string) => workbench.page.locator('.monaco-button').filter({ hasText: label }).first();
    await workbench.notification(/Stored: 5 predictions/);
    const opened = workbench.page.context().waitForEvent('page');
    await button('Show on Server').click();
    const page = await opened;
    // VS Code in a browser reaches servers of its own machine through itself.
    const { port } = new URL(labelStudio.url);
    await page.waitForURL(new RegExp(`[:/]${port}/projects/${project}/data`), { waitUntil: 'commit' });
    await page.close();
    await workbench.command('Notifications: Show Notifications');
    await upload('selected.predictions.json');
    await workbench.press('Upload');
    await workbench.notification(/Stored: 1 prediction/, 30_000);
    await button('Make Version Visible').click();
    await workbench.notification(/Label All Tasks of "Choices harbour" shows model version "chosen-1" now/, 30_000);
    await keep(session, 'version-visible');
    await workbench.clearNotifications();
    const { json } = await labelStudio.api('GET', `/api/projects/${project}/`);
    assert.equal((json as { model_version: string }).model_version, 'chosen-1');
  });

  check('a dry run lists what would be done, sends nothing, and underlines what has no task', async () => {
    const { workbench } = session;
    await workbench.openFile('unplaced.predictions.json');
    await workbench.command('Label Studio: Plan Upload (Dry Run)');
    const plan = workbench.editor('Upload%20plan.report.txt');
    const text = await workbench.until('the plan', async () => {
      const shown = (await plan.innerText().catch(() => '')).replace(/\u00a0/g, ' ');
      return /New \(1\)/.test(shown) ? shown : undefined;
    });
    assert.match(text, /Cannot be sent \(1\)/);
    await keep(session, 'plan-unplaced');
    await workbench.openFile('unplaced.predictions.json');
    const found = await problem(/This is not uploaded\. The chosen project has no task with this id\./);
    assert.match(found, new RegExp(`at line ${lineOf('unplaced.predictions.json', '987654')} and character`));
    assert.ok(!(await versionsOn(0)).includes('unplaced-1'));
  });

  check('everything can be done from the keyboard', async () => {
    const { workbench } = session;
    const { keyboard } = workbench.page;
    const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
    const run = (title: string): Promise<void> => runByKeyboard(workbench, title);
    await workbench.openFile('unplaced.predictions.json');
    await run('Label Studio: Plan Upload (Dry Run)');
    // A link of the plan leads into the file.
    await workbench.until('the plan', async () => {
      const shown = await workbench
        .editor('Upload%20plan.report.txt')
        .innerText()
        .catch(() => '');
      return /New\s\(1\)/.test(shown) || undefined;
    });
    const lines = (await workbench.editor('Upload%20plan.report.txt').locator('.view-line').allInnerTexts()).map(
      (line) => line.replace(/\u00a0/g, ' '),
    );
    await workbench.goTo(lines.findIndex((line) => line.includes('New (1)')) + 2, 4);
    await run('Open Link');
    await workbench.editor('unplaced.predictions.json').waitFor({ timeout: 15_000 });
    await workbench.page.locator('.statusbar-item').filter({ hasText: 'Ln 2, Col 3' }).waitFor({ timeout: 15_000 });
    // Upload: the dialog has the focus on its first button.
    await run('Label Studio: Upload Predictions');
    await workbench.dialogText();
    await keyboard.press('Enter');
    await workbench.notification(/Stored: 1 prediction/, 30_000);
    await pressByKeyboard(workbench, 'Details');
    await workbench.editor('Upload.report.txt').waitFor({ timeout: 15_000 });
    assert.equal((await versionsOn(0)).at(-1), 'unplaced-1');
    // The versions of the project: one is deleted without a mouse.
    await run('Label Studio: Show Model Versions');
    await rows.filter({ hasText: 'unplaced-1' }).waitFor({ timeout: 15_000 });
    await keyboard.type('Delete the');
    await keyboard.press('Enter');
    await rows.filter({ hasText: 'unplaced-1' }).first().waitFor({ timeout: 15_000 });
    await keyboard.type('unplaced-1');
    await keep(session, 'delete-version');
    await keyboard.press('Enter');
    assert.match(await workbench.dialogText(), /Delete 1 prediction of model version "unplaced-1"/);
    await keyboard.press('Enter');
    await workbench.notification(/Deleted: 1 prediction of model version "unplaced-1"/, 30_000);
    await workbench.clearNotifications();
    assert.ok(!(await versionsOn(0)).includes('unplaced-1'));
    const status = workbench.page.locator('.statusbar-item [aria-label^="Label Studio server 127.0.0.1"]');
    assert.match(String(await status.first().getAttribute('aria-label')), /, Choices harbour\. Press to see all/);
  });

  check('a second server is connected, and the first one is one pick away, without its token', async () => {
    const { workbench } = session;
    const { keyboard } = workbench.page;
    const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
    const status = workbench.page.locator('.statusbar-item').filter({ hasText: 'Choices harbour' });
    const other = labelStudio.url.replace('127.0.0.1', 'localhost');
    await workbench.openFile('unplaced.predictions.json');
    // A token is kept for one address: the other one asks for its own.
    await connect(workbench, other, labelStudio.token, 'Choices harbour');
    await status.filter({ hasText: 'localhost' }).waitFor({ timeout: 15_000 });
    await workbench.command('Label Studio: Switch Connection');
    await rows.filter({ hasText: '127.0.0.1' }).waitFor({ timeout: 15_000 });
    await keep(session, 'switch-servers');
    await workbench.pick('127.0.0.1');
    await workbench.notification(/Connected to http:\/\/127\.0\.0\.1:\d+, project "Choices harbour"/, 30_000);
    await workbench.clearNotifications();
    await status.filter({ hasText: '127.0.0.1' }).waitFor({ timeout: 15_000 });
    // The other one is taken off the list, from the keyboard.
    await workbench.command('Label Studio: Switch Connection');
    await rows.filter({ hasText: 'localhost' }).waitFor({ timeout: 15_000 });
    await keyboard.type('Remove One');
    await keyboard.press('Enter');
    await rows.filter({ hasText: 'Remove "Choices harbour"' }).first().waitFor({ timeout: 15_000 });
    await keep(session, 'remove-connection');
    await keyboard.type('localhost');
    await keyboard.press('Enter');
    await rows.filter({ hasText: 'Connect to Another…' }).waitFor({ timeout: 15_000 });
    assert.equal(await rows.filter({ hasText: 'localhost' }).count(), 0);
    await keyboard.press('Escape');
  });
});
