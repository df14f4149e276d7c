import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { keep, openSession, type Session, watchedTests } from './support';

const CONFIG =
  '<View>\n  <Text name="body" value="$text"/>\n  <Labels name="mark" toName="body"><Label value="Ship"/><Label value="Sea"/></Labels>\n  <Choices name="mood" toName="body"><Choice value="Calm"/><Choice value="Angry"/></Choices>\n</View>\n';
const TASKS = `[\n${['A ship at sea', 'No wind'].map((text, n) => `  { "id": ${n + 7}, "data": { "text": "${text}" }, "predictions": [] }`).join(',\n')}\n]\n`;

const region = (id: string, start: number): string =>
  `{ "id": "${id}", "from_name": "mark", "to_name": "body", "type": "labels", "value": { "start": ${start}, "end": ${start + 1}, "labels": ["Ship"] } }`;
const mood = (choice: string): string =>
  `{ "id": "m", "from_name": "mood", "to_name": "body", "type": "choices", "value": { "choices": ["${choice}"] } }`;
const prediction = (score: number, ...results: string[]): string =>
  `      { "model_version": "v1", "score": ${score}, "result": [\n        ${results.join(',\n        ')}\n      ] }`;
const PARTS = `[\n  { "id": 7, "data": { "text": "A ship at sea" }, "predictions": [\n${[
  prediction(0.9, region('r1', 0), mood('Calm')),
  prediction(0.6, region('r1', 2)),
  prediction(0.8, mood('Angry')),
].join(',\n')}\n  ] }\n]\n`;

describe('files and predictions by commands in a real VS Code', () => {
  let session: Session;
  const check = watchedTests(() => session);
  before(async () => {
    session = await openSession({
      'label_config.xml': CONFIG,
      'project-3.tasks.json': TASKS,
      'parts.predictions.json': PARTS,
    });
  });
  after(() => session.close());

  check('a new file asks for the form, the tasks and the model version, and has no problem', async () => {
    const { workbench } = session;
    await workbench.openFile('project-3.tasks.json');
    await workbench.command('Label Studio: New Prediction File From Labeling Config');
    await workbench.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: 'Predictions Alone' })
      .first()
      .waitFor();
    await keep(session, 'new-file-form');
    await workbench.pick('Tasks With Predictions (JSON)');
    await workbench.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'An Example' }).waitFor();
    await keep(session, 'new-file-tasks');
    await workbench.pick('project-3.tasks.json');
    const input = workbench.page.locator('.quick-input-widget input:visible').first();
    const proposed = await workbench.until('a proposed model version', async () => {
      const value = await input.inputValue();
      return value.startsWith('project-3-') ? value : undefined;
    });
    assert.match(proposed, /^project-3-\d{4}-\d\d-\d\d$/);
    await keep(session, 'new-file-version');
    await workbench.page.keyboard.press('Enter');
    await workbench.notification('2 predictions for the tasks of project-3.tasks.json.');
    await workbench.page.locator('.tab.active.dirty').filter({ hasText: 'project-3.predictions.json' }).waitFor();
    await workbench.squiggles('error', (count) => count === 0);
    await keep(session, 'new-file');
    await workbench.clearNotifications();
  });

  check(
    'predictions of one model version are merged, after the question for the score, and what stays is told',
    async () => {
      const { workbench } = session;
      await workbench.openFile('parts.predictions.json');
      await workbench.squiggles('warning', (count) => count > 0);
      await workbench.command('Label Studio: Merge Predictions of One Model Version');
      await workbench.page
        .locator('.quick-input-list .monaco-list-row')
        .filter({ hasText: '3 predictions of 1 task' })
        .waitFor();
      await keep(session, 'merge-versions');
      await workbench.pick('v1');
      await workbench.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'The Mean' }).waitFor();
      await keep(session, 'merge-scores');
      await workbench.pick('The Lowest');
      const text = await workbench.notification('1 prediction of "v1" went into 1 other.');
      assert.match(text, /1 region got a new id/);
      assert.match(
        text,
        /One stays; in line \d+: it answers "mood" with \["Angry"\], where \["Calm"\] is said already\./,
      );
      await keep(session, 'merged');
      await workbench.clearNotifications();
    },
  );
});
