// A larger upload that is cancelled in its middle, run again and taken back, on a server that takes small requests only
// and through a proxy that delays them, so that the middle is one.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, describe } from 'node:test';
import { type LabelStudio, startLabelStudio } from '../../scripts/hosts/label-studio.mjs';
import { type FaultyProxy, startFaultyProxy } from '../server/faultyProxy';
import { connect, keep, openSession, pressByKeyboard, type Session, watchedTests } from './support';

const CONFIG = fs.readFileSync('sample/label_config.xml', 'utf8');
const TASKS = 400;
const EACH = 5;
const ALL = TASKS * EACH;
/** What the server takes in one request, in bytes: 500 of these predictions, after 2,000 and 1,000 were too many. */
const LARGEST = 200_000;

describe('a larger upload', () => {
  let labelStudio: LabelStudio;
  let proxy: FaultyProxy;
  let session: Session;
  let project: number;
  let tasks: number[];
  /** Imports that the server has carried out, and from how many on it is slow. */
  let arrived = 0;
  let slowFrom = Number.POSITIVE_INFINITY;
  const check = watchedTests(() => session);

  before(async () => {
    labelStudio = await startLabelStudio({ env: { DATA_UPLOAD_MAX_MEMORY_SIZE: String(LARGEST) } });
    proxy = await startFaultyProxy({
      target: labelStudio.url,
      share: 1,
      faults: ['delay'],
      delayMs: 7_000,
      requests: (_, path) => arrived >= slowFrom && path.includes('/import/predictions'),
      onStage: ({ status }, stage) => {
        if (stage === 'answered' && status === 201) arrived++;
      },
    });
    project = (await labelStudio.createProject({ title: 'Large harbour', label_config: CONFIG })).id;
    const seed = Array.from({ length: TASKS }, (_, n) => ({ data: { photo: `${n}.jpg` } }));
    const answer = await labelStudio.api('POST', `/api/projects/${project}/import?return_task_ids=true`, seed);
    tasks = (answer.json as { task_ids: number[] }).task_ids;
    const lines = tasks.flatMap((task) =>
      Array.from({ length: EACH }, (_, n) =>
        JSON.stringify({ task, model_version: 'big-1', score: n / 10, result: [box(n)] }),
      ),
    );
    session = await openSession({ 'big.predictions.jsonl': `${lines.join('\n')}\n` });
    await connect(session.workbench, proxy.url, labelStudio.pat, 'Large harbour');
  });
  after(async () => {
    await session?.close();
    await proxy?.close();
    await labelStudio?.stop();
  });

  const box = (n: number) => ({
    id: `ship-${n}`,
    from_name: 'box',
    to_name: 'photo',
    type: 'rectanglelabels',
    value: { x: 12.5, y: 20, width: 30 + n, height: 15.5, rectanglelabels: ['Ship'] },
  });

  /** What the server holds: ids, tasks and scores. */
  async function held(): Promise<{ id: number; task: number; score: number }[]> {
    const answer = await labelStudio.api('GET', `/api/predictions/?task__project=${project}`);
    return answer.json as { id: number; task: number; score: number }[];
  }

  /** How many there are, and that none is there twice. */
  async function distinct(): Promise<number> {
    const all = await held();
    assert.equal(new Set(all.map(({ task, score }) => `${task} ${score}`)).size, all.length);
    return all.length;
  }

  const progress = (text: string | RegExp) =>
    session.workbench.page.locator('.notification-list-item:visible').filter({ hasText: text }).first();

  async function upload(button: string): Promise<string> {
    const { workbench } = session;
    await workbench.openFile('big.predictions.jsonl');
    await workbench.command('Label Studio: Upload Predictions');
    const text = await workbench.dialogText();
    await workbench.press(button);
    return text;
  }

  check('is cancelled in its middle: what is there is told to the last prediction', async () => {
    const { workbench } = session;
    slowFrom = arrived + 1;
    assert.match(await upload('Upload'), /Upload 2,000 predictions to project.*2,000 predictions for 400 tasks/s);
    await workbench.notification(/500 of 2,000 stored, 500 on their way/, 60_000);
    await keep(session, 'upload-progress');
    assert.equal(arrived, 1);
    await progress('Uploading predictions').locator('.monaco-button').filter({ hasText: 'Cancel' }).click();
    await workbench.notification(/Cancelling the upload.*nothing more is sent/s);
    await keep(session, 'upload-cancelling');
    const said = await workbench.notification(/Cancelled\. Stored: 1,000 predictions in project/, 60_000);
    assert.match(said, /Not sent: 1,000 predictions, from \/1000 on\. Upload the file again to send the rest/);
    await keep(session, 'upload-cancelled');
    assert.equal(arrived, 2);
    assert.equal(await distinct(), 1_000);
    await workbench.clearNotifications();
  });

  check('sends only the rest when it is run again, and nothing after that', async () => {
    const { workbench } = session;
    slowFrom = Number.POSITIVE_INFINITY;
    const text = await upload('Upload');
    assert.match(text, /Upload 1,000 predictions to project/);
    assert.match(text, /Model version "big-1": 1,000 new; 1,000 already there\./);
    await workbench.notification(/Stored: 1,000 predictions in project/, 60_000);
    await workbench.clearNotifications();
    assert.equal(await distinct(), ALL);
    await workbench.command('Label Studio: Upload Predictions');
    assert.match(
      await workbench.dialogText(),
      /has all of it already[\s\S]*Model version "big-1": 2,000 already there\./,
    );
    await workbench.press('OK');
    assert.equal(arrived, 4);
  });

  check('sends one prediction after one region was edited', async () => {
    const { workbench } = session;
    const before = await held();
    const [line] = fs.readFileSync(`${session.folder}/big.predictions.jsonl`, 'utf8').split('\n');
    await workbench.goTo(1, String(line).indexOf('12.5') + '12.5'.length + 1);
    await workbench.page.keyboard.type('1');
    const text = await upload('Replace Changed');
    assert.match(text, /Upload 1 prediction to project/);
    assert.match(text, /Model version "big-1": 1 changed: its task has another .*; 1,999 already there\./);
    assert.match(text, /Replacing deletes the other one on the server once the new one is stored\./);
    await workbench.notification(
      /Stored: 1 prediction .*Deleted, because others took their place: 1 prediction/,
      30_000,
    );
    await workbench.clearNotifications();
    const after = await held();
    assert.equal(after.length, ALL);
    const added = after.filter(({ id }) => !before.some((one) => one.id === id));
    assert.deepEqual(
      added.map(({ task, score }) => [task, score]),
      [[tasks[0], 0]],
    );
  });

  check('is taken back upload by upload, and nothing else is', async () => {
    const { workbench } = session;
    const before = await held();
    const stranger = { task: tasks[399], model_version: 'big-1', score: 0.9, result: [box(9)] };
    const made = await labelStudio.api('POST', '/api/predictions/', stranger);
    const rows = workbench.page.locator('.quick-input-list .monaco-list-row');
    // The second: the first of the list is the latest, which has replaced one prediction.
    await workbench.command('Label Studio: Undo Upload');
    await rows.filter({ hasText: '1,000 predictions' }).nth(1).waitFor({ timeout: 15_000 });
    await keep(session, 'undo-uploads');
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Enter');
    assert.match(await workbench.dialogText(), /1,000 predictions on/);
    await workbench.press('Delete');
    await workbench.notification(/Deleted: 1,000 predictions of project/, 120_000);
    await keep(session, 'undo-result');
    await workbench.clearNotifications();
    const ids = new Set((await held()).map(({ id }) => id));
    assert.deepEqual(
      before.filter(({ id }) => !ids.has(id)).map(({ task }) => task),
      tasks.slice(TASKS / 2).flatMap((task) => Array.from({ length: EACH }, () => task)),
    );
    assert.equal(ids.size, 1_001);
    // The first, of which one prediction was replaced meanwhile.
    await workbench.command('Label Studio: Undo Upload');
    await rows.filter({ hasText: '1,000 predictions' }).waitFor({ timeout: 15_000 });
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Enter');
    await workbench.press('Delete');
    await workbench.notification(/Deleted: 999 predictions of project .* Not there any more: 1\./, 120_000);
    await workbench.clearNotifications();
    // The one that has taken its place.
    await workbench.command('Label Studio: Undo Upload');
    assert.match(await workbench.dialogText(), /1 prediction on .*1 prediction that the upload has replaced will not/s);
    await workbench.press('Delete');
    await workbench.notification(/Deleted: 1 prediction of project/, 30_000);
    await workbench.clearNotifications();
    assert.deepEqual(
      (await held()).map(({ id }) => id),
      [(made.json as { id: number }).id],
    );
    await labelStudio.api('DELETE', `/api/predictions/${(made.json as { id: number }).id}/`);
    await workbench.command('Label Studio: Undo Upload');
    await workbench.notification('There is no upload from this workspace that could be undone');
    await workbench.clearNotifications();
  });

  check('is left at once when it is cancelled twice, and what nobody knows is found by the next one', async () => {
    const { workbench } = session;
    slowFrom = arrived + 1;
    await upload('Upload');
    await workbench.notification(/500 of 2,000 stored, 500 on their way/, 60_000);
    // The first without a mouse.
    await pressByKeyboard(workbench, 'Cancel');
    await workbench.notification(/Cancelling the upload/);
    await progress('Cancelling the upload').locator('.monaco-button').filter({ hasText: 'Cancel' }).click();
    const said = await workbench.notification(/Cancelled\. Stored: 500 predictions/, 3_000);
    assert.match(said, /Unknown: 500 predictions \(\/500, \/501, \/502 and 497 more\).*may have been stored\./);
    assert.match(said, /Not sent: 1,000 predictions/);
    await keep(session, 'upload-cancelled-twice');
    await workbench.clearNotifications();
    slowFrom = Number.POSITIVE_INFINITY;
    await workbench.command('Label Studio: Upload Predictions');
    await workbench.notification(/An earlier upload was broken off: waiting \d+ s/);
    await keep(session, 'upload-waiting');
    await workbench.dialog().waitFor({ timeout: 60_000 });
    assert.match(await workbench.dialogText(), /Model version "big-1": 1,000 new; 1,000 already there\./);
    await workbench.press('Cancel');
    assert.equal(await distinct(), 1_000);
  });
});
