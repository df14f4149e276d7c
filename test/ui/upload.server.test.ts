import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sharedLabelStudio } from '../harness/labelStudio';
import { connect, filesWith, keep, openSession, type Session, watchedTests } from './support';

const CONFIG = fs.readFileSync('sample/label_config.xml', 'utf8');
const BOX = {
  id: 'ship-1',
  from_name: 'box',
  to_name: 'photo',
  type: 'rectanglelabels',
  value: { x: 12.5, y: 20, width: 30, height: 15.5, rectanglelabels: ['Ship'] },
};

describe('uploading from a real VS Code to a real Label Studio', () => {
  const labelStudio = sharedLabelStudio();
  let session: Session;
  const check = watchedTests(() => session);
  let project: number;
  let tasks: number[];

  before(async () => {
    project = (await labelStudio.createProject({ title: 'Harbour upload', label_config: CONFIG })).id;
    tasks = await labelStudio.importTasks(project, [{ data: { photo: 'a.jpg' } }, { data: { photo: 'b.jpg' } }]);
    const flat = [
      { task: tasks[0], model_version: 'ui-1', score: 0.5, result: [BOX] },
      { task: tasks[1], model_version: 'ui-1', score: 0.25, result: [] },
    ];
    const mixed = [
      { id: tasks[1], data: { photo: 'b.jpg' }, predictions: [{ model_version: 'ui-2', result: [BOX] }] },
      { data: { photo: 'new.jpg' }, predictions: [{ model_version: 'ui-2', score: 0.75, result: [BOX] }] },
    ];
    session = await openSession({
      'flat.predictions.json': JSON.stringify(flat, null, 2),
      'mixed.tasks.json': JSON.stringify(mixed, null, 2),
      'poison.predictions.json': `[{"task": ${tasks[0]}, "model_version": "ui-3", "result": []},
        {"task": ${tasks[0]}, "model_version": "ui-3", "result": [${JSON.stringify(BOX).replace('ship-1', 'ship\\ud800')}]}]`,
      'nothing.predictions.json': '[]',
    });
  });
  after(() => session.close());

  check('a wrong token is named and asked for again, the right one connects', async () => {
    const { workbench } = session;
    await workbench.command('Label Studio: Connect to Server');
    // A wrong address is said at once, without asking for a token, and can be mended where it stands.
    await workbench.answer('Address of your Label Studio server', 'http://127.0.0.1:1');
    await workbench.page.locator('.quick-input-widget').filter({ hasText: 'the connection was refused' }).waitFor();
    await keep(session, 'wrong-address');
    await workbench.answer('the connection was refused', `${labelStudio.url}/projects/${project}/data?tab=1`);
    await workbench.answer('Your token', 'f'.repeat(40));
    const box = workbench.page.locator('.quick-input-widget');
    await box.filter({ hasText: /token/i }).filter({ hasNotText: 'Your token, from' }).waitFor({ timeout: 15_000 });
    await keep(session, 'wrong-token');
    await workbench.page.keyboard.type(labelStudio.pat);
    await workbench.page.keyboard.press('Enter');
    await workbench.pick('Harbour upload');
    await workbench.notification('Connected to');
    await workbench.clearNotifications();
  });

  check('what goes where is said before anything is sent', async () => {
    const { workbench } = session;
    await workbench.openFile('flat.predictions.json');
    await workbench.command('Label Studio: Upload Predictions');
    const text = await workbench.dialogText();
    assert.match(text, /Upload 2 predictions to project.*2 predictions for 2 tasks of project/s);
    assert.match(text, /Model version "ui-1": 2 new\./);
    await keep(session, 'upload-confirmation');
    await workbench.press('Show Plan');
    const plan = workbench.page.locator('.monaco-editor').filter({ hasText: 'Nothing has been sent' }).first();
    await plan.waitFor({ timeout: 15_000 });
    await keep(session, 'upload-plan');
    const lines = (await plan.innerText()).replace(/\u00a0/g, ' ');
    assert.match(lines, /New \(2\)/);
    assert.match(lines, new RegExp(`2:3 +/0 +task ${tasks[0]}`));
    assert.deepEqual(await labelStudio.predictionsOf(Number(tasks[0])), []);
  });

  check('the text of the editor is sent, saved or not, and the ids are told', async () => {
    const { workbench } = session;
    await workbench.openFile('flat.predictions.json');
    await workbench.goTo(5, 16);
    await workbench.page.keyboard.type('5');
    await workbench.command('Label Studio: Upload Predictions');
    await workbench.press('Upload');
    const said = await workbench.notification(/Stored: 2 predictions/, 30_000);
    assert.match(said, /Label All Tasks does not show model version "ui-1" yet/);
    // The progress has ended; VS Code leaves it for a moment.
    const progress = workbench.page.locator('.notification-list-item').filter({ hasText: /Uploading|Looking at/ });
    await progress.first().waitFor({ state: 'detached', timeout: 10_000 });
    await keep(session, 'upload-result');
    const [stored] = await labelStudio.predictionsOf(Number(tasks[0]));
    const file = JSON.parse(fs.readFileSync(path.join(session.folder, 'flat.predictions.json'), 'utf8'));
    assert.notEqual(stored?.score, file[0].score, 'the unsaved change was sent');
    assert.deepEqual(stored?.result, [BOX]);
    assert.equal(stored?.model_version, 'ui-1');
    await workbench.page.locator('.monaco-button').filter({ hasText: 'Details' }).first().click();
    const details = workbench.editor('Upload.report.txt');
    await workbench.until('the id in the details', async () => {
      const text = (await details.innerText()).replace(/\u00a0/g, ' ');
      return text.includes(`prediction ${stored?.id} on task ${tasks[0]}`) ? text : undefined;
    });
    await keep(session, 'upload-details');
    await workbench.command('Label Studio: Show Log');
    const output = workbench.page.locator('.output-view, .panel .monaco-editor').first();
    await workbench.until('the ids in the output channel', async () => {
      const text = (await output.innerText()).replace(/\u00a0/g, ' ');
      return /2 predictions \(ids \d+-\d+\) on 2 tasks, model version "ui-1"/.test(text) ? text : undefined;
    });
    await workbench.clearNotifications();
  });

  check(
    'the same again sends nothing; what was changed takes the place of the other one; undo takes it away',
    async () => {
      const { workbench } = session;
      await workbench.openFile('flat.predictions.json');
      await workbench.command('Label Studio: Upload Predictions');
      assert.match(await workbench.dialogText(), /has all of it already[\s\S]*Model version "ui-1": 2 already there\./);
      await workbench.page.keyboard.press('Escape');
      await workbench.dialog().waitFor({ state: 'hidden' });

      const [before] = await labelStudio.predictionsOf(Number(tasks[0]));
      await workbench.goTo(5, 16);
      await workbench.page.keyboard.type('1');
      await workbench.command('Label Studio: Upload Predictions');
      assert.match(await workbench.dialogText(), /Model version "ui-1": 1 changed: .*; 1 already there\./);
      await keep(session, 'upload-changed');
      await workbench.press('Replace Changed');
      await workbench.notification(
        /Stored: 1 prediction.*Deleted, because others took their place: 1 prediction/,
        30_000,
      );
      await workbench.clearNotifications();
      const after = await labelStudio.predictionsOf(Number(tasks[0]));
      assert.equal(after.length, 1);
      assert.notEqual(after[0]?.id, before?.id);

      await workbench.command('Label Studio: Undo Upload');
      // The latest upload is the first of the list.
      const latest = workbench.page.locator('.quick-input-list .monaco-list-row').first();
      await latest.filter({ hasText: '1 prediction' }).waitFor({ timeout: 15_000 });
      await keep(session, 'undo-list');
      await workbench.page.keyboard.press('Enter');
      assert.match(await workbench.dialogText(), /1 prediction on .*1 prediction that the upload has replaced/s);
      await keep(session, 'undo-confirmation');
      await workbench.press('Delete');
      await workbench.notification(/Deleted: 1 prediction/, 30_000);
      await workbench.clearNotifications();
      assert.deepEqual(await labelStudio.predictionsOf(Number(tasks[0])), []);
    },
  );

  check('tasks that are there get their predictions, new ones are imported after a question', async () => {
    const { workbench } = session;
    await workbench.openFile('mixed.tasks.json');
    await workbench.command('Label Studio: Upload Predictions');
    const text = await workbench.dialogText();
    assert.match(text, /1 prediction for 1 task of project/);
    assert.match(text, /1 new task with 1 prediction/);
    await keep(session, 'upload-new-tasks');
    await workbench.press('Upload and Import New Tasks');
    await workbench.notification(/Stored: 2 predictions in project .*, 1 of them in 1 new task/, 30_000);
    await workbench.clearNotifications();
    const listed = await labelStudio.predictionsOf(Number(tasks[1]));
    assert.deepEqual(
      listed.map((prediction) => prediction.model_version),
      ['ui-1', 'ui-2'],
    );
    const page = await labelStudio.api('GET', `/api/tasks?project=${project}&fields=all`);
    assert.equal((page.json as { total: number }).total, 3);
  });

  check('poison is never sent, whatever is overridden; the rest is', async () => {
    const { workbench } = session;
    await workbench.openFile('poison.predictions.json');
    await workbench.command('Label Studio: Upload Predictions');
    assert.match(await workbench.dialogText(), /This file has an error/);
    await workbench.press('Upload Anyway');
    const text = await workbench.dialogText();
    assert.match(text, /1 prediction for 1 task of project/);
    assert.match(text, /Not sent: 1 prediction \(\/1\).*surrogate/);
    await keep(session, 'poison');
    await workbench.press('Upload');
    await workbench.notification(/Stored: 1 prediction/, 30_000);
    // With the result still on the screen the next upload can begin.
    await workbench.command('Label Studio: Upload Predictions');
    assert.match(await workbench.dialogText(), /This file has an error/);
    await workbench.press('Cancel');
    await workbench.clearNotifications();
    const stored = await labelStudio.predictionsOf(Number(tasks[0]));
    assert.equal(stored.filter((prediction) => prediction.model_version === 'ui-3').length, 1);
  });

  check('a file without predictions is said at once', async () => {
    const { workbench } = session;
    await workbench.openFile('nothing.predictions.json');
    await workbench.command('Label Studio: Upload Predictions');
    assert.match(await workbench.dialogText(), /Nothing of this file can be uploaded\.\s+It holds no predictions\./);
    await workbench.page.keyboard.press('Escape');
    await workbench.dialog().waitFor({ state: 'hidden' });
  });

  check('the token stands in no file of the workspace, no log and no message', async () => {
    const { workbench, vscode, folder } = session;
    await workbench.openFile('flat.predictions.json');
    for (const secret of [labelStudio.pat, labelStudio.token]) {
      assert.deepEqual(filesWith(folder, secret), []);
      assert.ok(!vscode.log().includes(secret));
      assert.deepEqual(filesWith(vscode.dataDir, secret), []);
      assert.ok(!(await workbench.page.content()).includes(secret));
    }
  });

  check('a server that the workspace points to gets no token', async () => {
    const { workbench, write } = session;
    const seen: string[] = [];
    const other = http.createServer((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
      response.end('{}');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    try {
      const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
      write('.vscode/settings.json', JSON.stringify({ 'labelStudio.serverUrl': url, 'labelStudio.project': project }));
      await workbench.openFile('flat.predictions.json');
      const address = workbench.page.locator('.quick-input-widget').filter({ hasText: 'Address of your Label Studio' });
      // VS Code takes its time to notice the new settings; until then the old server is asked, and nothing is sent.
      await workbench.until('the new server to be in force', async () => {
        await workbench.command('Label Studio: Upload Predictions');
        const shown = await Promise.race([
          address.waitFor({ timeout: 10_000 }).then(() => 'address'),
          workbench
            .dialog()
            .waitFor({ timeout: 10_000 })
            .then(() => 'dialog'),
        ]);
        if (shown === 'dialog') await workbench.press('Cancel');
        return shown === 'address' ? shown : undefined;
      });
      // No token is kept for that server, so this has led to Connect.
      await workbench.answer('Address of your Label Studio server', url);
      await workbench.page.locator('.quick-input-widget').filter({ hasText: 'is not Label Studio' }).waitFor();
      await keep(session, 'other-server');
      await workbench.page.keyboard.press('Escape');
      assert.deepEqual([...new Set(seen)], ['GET /api/version '], 'asked what it is, without a token, and no more');
    } finally {
      other.closeAllConnections();
      other.close();
    }
  });
});

describe('Restricted Mode', () => {
  const labelStudio = sharedLabelStudio();
  let session: Session;
  const check = watchedTests(() => session);
  before(async () => {
    session = await openSession(
      {
        'flat.predictions.json': '[{"task": 1, "model_version": "v", "score": 7, "result": []}]',
        '.vscode/settings.json': JSON.stringify({ 'labelStudio.serverUrl': labelStudio.url, 'labelStudio.project': 1 }),
      },
      { workspaceTrust: true, settings: { 'security.workspace.trust.startupPrompt': 'never' } },
    );
  });
  after(() => session.close());

  check('checks, does not upload, and leaves the address of the workspace alone', async () => {
    const { workbench } = session;
    await workbench.openFile('flat.predictions.json');
    await workbench.squiggles('error', (count) => count === 1);
    await workbench.page.locator('.statusbar-item').filter({ hasText: 'Restricted Mode' }).waitFor({ timeout: 10_000 });
    await workbench.page.keyboard.press('F1');
    const input = workbench.page.locator('.quick-input-widget .quick-input-box input');
    await input.fill('>Label Studio');
    await workbench.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: 'Connect to Server' })
      .waitFor();
    const offered = await workbench.page.locator('.quick-input-list .monaco-list-row').allInnerTexts();
    assert.ok(!offered.some((label) => label.includes('Upload Predictions')), offered.join('; '));
    await keep(session, 'restricted-mode');
    await workbench.page.keyboard.press('Escape');
    await workbench.command('Label Studio: Connect to Server');
    await workbench.page
      .locator('.quick-input-widget')
      .filter({ hasText: 'Address of your Label Studio server' })
      .waitFor();
    assert.equal(await input.inputValue(), '');
    await workbench.page.keyboard.press('Escape');
  });
});

// The helper is shared with the check of `npm start`; a test that only connects keeps it honest.
test('disconnecting forgets the token', async () => {
  const labelStudio = sharedLabelStudio();
  const { id } = await labelStudio.createProject({ title: 'Disconnect', label_config: CONFIG });
  const session = await openSession({ 'a.predictions.json': '[{"task": 1, "result": []}]' });
  try {
    const { workbench } = session;
    await connect(workbench, labelStudio.url, labelStudio.token, 'Disconnect');
    await workbench.command('Label Studio: Disconnect From Server');
    await workbench.notification('Disconnected from');
    await workbench.clearNotifications();
    await workbench.openFile('a.predictions.json');
    await workbench.command('Label Studio: Upload Predictions');
    await workbench.page
      .locator('.quick-input-widget')
      .filter({ hasText: 'Address of your Label Studio server' })
      .waitFor({ timeout: 15_000 });
    assert.ok(id > 0);
  } finally {
    await session.close();
  }
});
