import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, expectUnderlined, folder, open, settle, until, write } from './support';

const CONFIG =
  '<View><Text name="body" value="$text"/><Labels name="mark" toName="body"><Label value="Ship"/><Label value="Sea"/></Labels><Choices name="mood" toName="body"><Choice value="Calm"/><Choice value="Angry"/></Choices></View>';
const TASKS = ['A ship', 'the \u{1f6a2} sea', ' ']
  .map((text, n) => `  { "id": ${n + 7}, "data": ${JSON.stringify({ text })}, "predictions": [] }`)
  .join(',\n');

interface Prediction {
  task?: number;
  model_version: string;
  result: { type: string; value: { start: number; end: number } }[];
}
interface Task {
  id: number;
  data: object;
  predictions: Prediction[];
}

/** Runs the command and waits for the document that it opens. */
async function make(name: string, given: object): Promise<vscode.TextDocument> {
  let document: vscode.TextDocument | undefined;
  await until(`the new file ${name}`, async () => {
    await vscode.commands.executeCommand('labelStudio.newPredictionFile', given);
    document = vscode.window.activeTextEditor?.document;
    return document?.isUntitled && document.uri.path.endsWith(name) && document.getText() !== '';
  });
  return document as vscode.TextDocument;
}

/** Takes back what the command did, so that nothing is left to be saved. */
async function discard(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}

describe('a new prediction file', () => {
  let config: vscode.Uri;

  before(async () => {
    config = await write('newFile/survey/label_config.xml', CONFIG);
    await write('newFile/survey/project-3.tasks.json', `[\n${TASKS}\n]\n`);
  });
  afterEach(async () => {
    await discard();
    await closeAll();
  });

  for (const units of ['task', 'prediction'] as const) {
    for (const form of ['json', 'jsonl'] as const) {
      it(`of an example has no problem and is not saved: ${units}s, ${form}`, async () => {
        const given = { config, units, form, tasks: 'example', modelVersion: 'a "1" $x' };
        const document = await make(`/newFile/survey/survey.predictions.${form}`, given);
        assert.equal(document.languageId === 'json', form === 'json');
        const text = document.getText();
        const [unit] = form === 'json' ? JSON.parse(text) : [JSON.parse(text)];
        const prediction: Prediction = units === 'task' ? unit.predictions[0] : unit;
        assert.equal(prediction.model_version, 'a "1" $x');
        assert.deepEqual(
          prediction.result.map(({ type }) => type),
          ['labels', 'choices'],
        );
        await settle();
        await expectUnderlined(document, []);
        await vscode.commands.executeCommand('undo');
        assert.equal(document.getText(), '');
      });
    }
  }

  it('has one prediction for each task of a file on the disk, about its words', async () => {
    const tasks = vscode.Uri.joinPath(config, '../project-3.tasks.json');
    const document = await make('/newFile/survey/project-3.predictions.json', {
      config,
      units: 'task',
      form: 'json',
      tasks,
      modelVersion: 'v1',
    });
    const made: Task[] = JSON.parse(document.getText());
    assert.deepEqual(
      made.map(({ id, data }) => [id, data]),
      [
        [7, { text: 'A ship' }],
        [8, { text: 'the \u{1f6a2} sea' }],
        [9, { text: ' ' }],
      ],
    );
    const spans = made.map(({ predictions: [own] }) =>
      own?.result.flatMap(({ value: { start, end } }) => [start, end]),
    );
    assert.deepEqual(
      spans.map((span) => span?.slice(0, 2)),
      [
        [0, 1],
        [0, 3],
        [undefined, undefined],
      ],
    );
    await settle();
    await expectUnderlined(document, []);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), '');
  });

  it('names the tasks of an open file, as it stands there', async () => {
    const editor = await open('newFile/survey/more.tasks.json', `[\n${TASKS}\n]\n`);
    await editor.edit((edit) => edit.replace(new vscode.Range(1, 2, 1, 11), '{ "id": 70'));
    const document = await make('/newFile/survey/more.predictions.jsonl', {
      units: 'prediction',
      form: 'jsonl',
      tasks: editor.document.uri,
      modelVersion: 'v1',
    });
    const lines = document.getText().trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line).task),
      [70, 8, 9],
    );
    await settle();
    await expectUnderlined(document, []);
    await discard();
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('stands where nothing is, so that saving overwrites nothing', async () => {
    await write('newFile/taken/label_config.xml', CONFIG);
    const there = await write('newFile/taken/taken.predictions.json', '[]');
    const given = {
      config: vscode.Uri.joinPath(there, '../label_config.xml'),
      units: 'task',
      form: 'json',
      tasks: 'example',
      modelVersion: 'v1',
    };
    const document = await make('/newFile/taken/taken_predictions.json', given);
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(there)), '[]');
    await expectUnderlined(document, []);
    const text = document.getText();
    assert.ok(await document.save());
    const saved = vscode.Uri.joinPath(folder(), 'newFile/taken/taken_predictions.json');
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(saved)), text);
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(there)), '[]');
  });

  it('pairs by its name with a config that does', async () => {
    const ships = await write('newFile/paired/ships.label-config.xml', CONFIG.replace('"mood"', '"weather"'));
    await write('newFile/paired/ships.predictions.json', '[]');
    await write('newFile/paired/label_config.xml', CONFIG);
    const given = { config: ships, units: 'task', form: 'json', tasks: 'example', modelVersion: 'v1' };
    const document = await make('/newFile/paired/ships_predictions.json', given);
    assert.ok(document.getText().includes('"weather"'));
    await settle();
    await expectUnderlined(document, []);
  });

  it('of many tasks is there in a moment', async () => {
    const count = 20_000;
    const lines = Array.from({ length: count }, (_, n) => `{"id":${n + 1},"data":{"text":"Ship ${n}"}}`);
    const tasks = await write('newFile/survey/many.tasks.jsonl', lines.join('\n'));
    const given = { config, units: 'prediction', form: 'jsonl', tasks, modelVersion: 'v1' };
    const document = await make('/newFile/survey/many.predictions.jsonl', given);
    assert.equal(document.lineCount, count + 1);
    assert.equal(JSON.parse(document.lineAt(count - 1).text).task, count);
  });

  it('is not made of tasks that have no id where predictions name their task', async () => {
    const tasks = await write('newFile/survey/plain.tasks.json', '[{"data":{"text":"a"}}]');
    const before = vscode.window.activeTextEditor;
    await vscode.commands.executeCommand('labelStudio.newPredictionFile', {
      config,
      units: 'prediction',
      form: 'json',
      tasks,
      modelVersion: 'v1',
    });
    assert.equal(vscode.window.activeTextEditor, before);
  });
});
