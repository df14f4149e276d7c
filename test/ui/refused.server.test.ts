import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, describe } from 'node:test';
import { type LabelStudio, startLabelStudio } from '../../scripts/hosts/label-studio.mjs';
import { connect, keep, openSession, type Session, watchedTests } from './support';

const CONFIG = fs.readFileSync('sample/label_config.xml', 'utf8');
const box = (id: string, label: string) => ({
  id,
  from_name: 'box',
  to_name: 'photo',
  type: 'rectanglelabels',
  value: { x: 12.5, y: 20, width: 30, height: 15.5, rectanglelabels: [label] },
});

// Label Studio checks predictions only where this flag is on; it is off by default.
const VALIDATION = { fflag_feat_utc_210_prediction_validation_15082025: 'true' };

describe('what a server refuses', () => {
  let labelStudio: LabelStudio;
  let session: Session;
  let tasks: number[];
  const check = watchedTests(() => session);

  before(async () => {
    labelStudio = await startLabelStudio({ env: VALIDATION });
    const { id } = await labelStudio.createProject({ title: 'Strict harbour', label_config: CONFIG });
    const seed = [{ data: { photo: 'a.jpg' } }, { data: { photo: 'b.jpg' } }];
    const answer = await labelStudio.api('POST', `/api/projects/${id}/import?return_task_ids=true`, seed);
    tasks = (answer.json as { task_ids: number[] }).task_ids;
    const predictions = [
      { task: tasks[0], model_version: 'strict-1', result: [box('a', 'Ship')] },
      { task: tasks[1], model_version: 'strict-1', result: [box('b', 'Ship'), box('c', 'Whale')] },
    ];
    const fresh = [
      { data: { photo: 'c.jpg' }, predictions: [{ model_version: 'strict-2', result: [box('d', 'Ship')] }] },
      {
        data: { photo: 'd.jpg' },
        predictions: [{ model_version: 'strict-2', result: [box('e', 'Ship'), box('f', 'Whale')] }],
      },
    ];
    const lines = [
      { task: tasks[0], model_version: 'strict-3', result: [box('g', 'Ship')] },
      { task: tasks[1], model_version: 'strict-3', result: [box('h', 'Ship'), box('i', 'Whale')] },
    ];
    session = await openSession({
      'strict.predictions.json': JSON.stringify(predictions, null, 2),
      'strict.tasks.json': JSON.stringify(fresh, null, 2),
      'strict.predictions.jsonl': lines.map((line) => JSON.stringify(line)).join('\n'),
    });
    await connect(session.workbench, labelStudio.url, labelStudio.token, 'Strict harbour');
  });
  after(async () => {
    await session?.close();
    await labelStudio?.stop();
  });

  check('is underlined at the region that it names, and the rest is stored', async () => {
    const { workbench } = session;
    await workbench.openFile('strict.predictions.json');
    await workbench.command('Label Studio: Upload Predictions');
    // Whale is no label of the project, whose labeling config the folder does not have.
    const asked = await workbench.dialogText();
    assert.match(
      asked,
      /This file has an error by the labeling config of the project\..*no labeling config of its own.*that of project \d+ "Strict harbour".*Pull that labeling config/s,
    );
    await keep(session, 'errors-by-project-config');
    await workbench.press('Upload Anyway');
    await workbench.press('Upload');
    const said = await workbench.notification(/Stored: 1 prediction/, 30_000);
    assert.match(said, /Refused by the server: 1 prediction/);
    const problems = await workbench.until('the problem', async () => {
      const found = await workbench.problems();
      return found.length > 0 ? found : undefined;
    });
    await workbench.clearNotifications();
    await workbench.focusEditor();
    await workbench.page.keyboard.press('F8');
    await workbench.squiggles('error', (count) => count > 0);
    assert.equal(problems.length, 1, problems.join('\n'));
    const line = fs
      .readFileSync(`${session.folder}/strict.predictions.json`, 'utf8')
      .split('\n')
      .findIndex((text) => text.includes('"c"'));
    assert.match(
      String(problems[0]),
      /The server refused this: Invalid value for control 'box'\. Valid options: .*'Ship'/,
    );
    // The region opens in the line before its id.
    assert.match(String(problems[0]), new RegExp(`at line ${line} and character`));
    await keep(session, 'refused-by-server');
    const answer = await labelStudio.api('GET', `/api/predictions/?task=${tasks[1]}`);
    assert.deepEqual(answer.json, []);
  });

  /** Uploads a file of which one prediction is refused, and waits for its problem. */
  async function refusal(name: string, button: string, place: string): Promise<void> {
    const { workbench } = session;
    await workbench.openFile(name);
    await workbench.command('Label Studio: Upload Predictions');
    await workbench.press('Upload Anyway');
    await workbench.press(button);
    const said = await workbench.notification(/Stored: 1 prediction/, 30_000);
    assert.match(said, /Refused by the server: 1 prediction/);
    const wanted = new RegExp(
      `The server refused this: Invalid value for control 'box'\\. Valid options: .*'Ship'.* at ${place}\\D`,
    );
    await workbench.until(`a problem with ${wanted}`, async () =>
      (await workbench.problems()).find((text) => wanted.test(text)),
    );
    await workbench.clearNotifications();
  }

  check('is underlined at its region in a file of tasks that are imported', async () => {
    const lines = fs.readFileSync(`${session.folder}/strict.tasks.json`, 'utf8').split('\n');
    const line = lines.findIndex((one) => one.includes('"f"'));
    await refusal('strict.tasks.json', 'Import New Tasks', `line ${line} and character 11`);
    await keep(session, 'refused-task');
  });

  check('is underlined at its region in JSONL', async () => {
    const [, second = ''] = fs.readFileSync(`${session.folder}/strict.predictions.jsonl`, 'utf8').split('\n');
    await refusal('strict.predictions.jsonl', 'Upload', `line 2 and character ${second.indexOf('{"id":"i"') + 1}`);
    await keep(session, 'refused-jsonl');
  });

  check('a project that is gone is said, with a way to choose another', async () => {
    const { workbench } = session;
    const list = await labelStudio.api('GET', '/api/projects/');
    for (const { id } of (list.json as { results: { id: number }[] }).results) {
      await labelStudio.api('DELETE', `/api/projects/${id}/`);
    }
    await workbench.clearNotifications();
    await workbench.openFile('strict.predictions.json');
    await workbench.command('Label Studio: Upload Predictions');
    const said = await workbench.notification(/project \d+/, 30_000);
    assert.match(said, /Choose Another Project/);
    await keep(session, 'project-gone');
  });

  check('a server that is down is said', async () => {
    const { workbench } = session;
    await labelStudio.stop();
    await workbench.clearNotifications();
    await workbench.openFile('strict.predictions.json');
    await workbench.command('Label Studio: Upload Predictions');
    const said = await workbench.notification('the connection was refused', 30_000);
    assert.match(said, /Check that Label Studio is running/);
    await keep(session, 'server-down');
  });
});
