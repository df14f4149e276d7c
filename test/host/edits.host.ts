import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, expectUnderlined, open, settle, until, write } from './support';

const box = '{"type":"rectanglelabels","from_name":"b","to_name":"i","value":{"x":1.50,"y":2,"width":3,"height":4}}';
const TEXT = `[\r\n\t{"task":1, "model_version":"a", "result":[${box}]},\r\n\t{"task":2,"result":[${box}]},\r\n\t{"data":{},"annotations":[{"id":3,"result":[${box}]}]}\r\n]\r\n`;

/** Runs a command in an editor once the file is known, and waits for the text to be another one. */
async function run(editor: vscode.TextEditor, command: string, ...args: unknown[]): Promise<string> {
  const { document } = editor;
  const before = document.getText();
  await until('a change', async () => {
    await vscode.commands.executeCommand(`labelStudio.${command}`, ...args);
    return document.getText() !== before;
  });
  return document.getText();
}

describe('commands for many predictions', () => {
  afterEach(closeAll);

  for (const [command, args, expected] of [
    ['setModelVersion', ['b'], TEXT.replace('"a"', '"b"').replace('2,"result"', '2,"model_version":"b","result"')],
    [
      'convertAnnotations',
      ['people'],
      TEXT.replace('"annotations":[{"id":3,"result"', '"predictions":[{"model_version":"people","result"'),
    ],
  ] as const) {
    it(`${command}: what is meant changes, and undo takes it back at once`, async () => {
      const editor = await open(`edits/${command}.predictions.json`, TEXT);
      assert.equal(await run(editor, command, ...args), expected);
      await vscode.commands.executeCommand('undo');
      assert.equal(editor.document.getText(), TEXT);
    });
  }

  it('generateRegionIds: what is meant changes, and undo takes it back at once', async () => {
    const editor = await open('edits/ids.predictions.json', TEXT);
    const result = await run(editor, 'generateRegionIds');
    assert.equal(result.match(/"id":"\w{10}",/g)?.length, 3);
    assert.equal(result.replace(/"id":"\w{10}",/g, ''), TEXT);
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), TEXT);
  });

  it('insertRegion: a region of the labeling config, without a problem, and undo takes it back', async () => {
    await write(
      'edits/insert/label_config.xml',
      '<View><Image name="i" value="$image"/><RectangleLabels name="b" toName="i"><Label value="Ship"/><Label value="Buoy"/></RectangleLabels></View>',
    );
    const text = '[\n  {\n    "task": 1,\n    "model_version": "a",\n    "result": []\n  }\n]\n';
    const editor = await open('edits/insert/a.predictions.json', text);
    editor.selection = new vscode.Selection(2, 6, 2, 6);
    const result = await run(editor, 'insertRegion', 'b');
    const [{ result: regions }] = JSON.parse(result);
    assert.equal(regions.length, 1);
    assert.equal(regions[0].from_name, 'b');
    assert.deepEqual(regions[0].value.rectanglelabels, ['Ship']);
    await expectUnderlined(editor.document, []);
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), text);
  });

  it('change what is selected, if something is', async () => {
    const editor = await open('edits/selected.predictions.json', TEXT);
    editor.selection = new vscode.Selection(2, 3, 2, 10);
    const result = await run(editor, 'setModelVersion', 'b');
    assert.equal(result, TEXT.replace('2,"result"', '2,"model_version":"b","result"'));
  });

  it('change nothing in a text that is not JSON', async () => {
    const broken = TEXT.replace('"model_version":"a",', '"model_version":"a" "b",');
    const { document } = await open('edits/broken.predictions.json', broken);
    await until('squiggles', () => vscode.languages.getDiagnostics(document.uri).length > 0);
    await vscode.commands.executeCommand('labelStudio.setModelVersion', 'b');
    await settle();
    assert.equal(document.getText(), broken);
  });
});

describe('merging predictions of one model version', () => {
  afterEach(closeAll);

  const flat = (task: number, results: string, more = ''): string =>
    `{"task":${task}, "model_version":"a",${more} "result":[${results}]}`;
  const named = (id: string, x: number): string => box.replace('{', `{"id":"${id}",`).replace('1.50', `${x}.50`);

  it('puts all regions of a task into its first prediction, and undo takes it back at once', async () => {
    const text = `[\r\n\t${flat(1, named('r', 1))},\r\n\t${flat(2, '')},\r\n\t${flat(1, named('q', 2))}\r\n]\r\n`;
    const editor = await open('edits/merge.predictions.json', text);
    const result = await run(editor, 'mergePredictions', 'a');
    assert.equal(result, `[\r\n\t${flat(1, `${named('r', 1)},${named('q', 2)}`)},\r\n\t${flat(2, '')}\r\n]\r\n`);
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), text);
  });

  it('goes across the lines of JSONL, gives the score that is wanted, and keeps what does not fit', async () => {
    const answer = (choice: string): string =>
      `{"from_name":"mood","to_name":"i","type":"choices","value":{"choices":["${choice}"]}}`;
    const lines = [
      flat(1, `${named('r', 1)}, ${answer('Calm')}`, ' "score": 0.9,'),
      flat(1, answer('Angry')),
      flat(1, named('r', 2), ' "score": 0.5,'),
    ];
    const editor = await open('edits/merge.predictions.jsonl', lines.join('\n'));
    const result = await run(editor, 'mergePredictions', { modelVersion: 'a', score: 'mean' });
    const [first, second, ...others] = result.split('\n').map((line) => JSON.parse(line));
    assert.deepEqual(others, []);
    assert.equal(first.score, 0.7);
    assert.equal(first.result.length, 3);
    assert.notEqual(first.result[2].id, 'r');
    assert.deepEqual(second, JSON.parse(lines[1] as string));
  });

  it('merges what is selected, if something is', async () => {
    const lines = [1, 2, 3, 4].map((x) => flat(1, named(`r${x}`, x)));
    const editor = await open('edits/mergeSelected.predictions.jsonl', lines.join('\n'));
    editor.selection = new vscode.Selection(1, 3, 2, 10);
    const result = await run(editor, 'mergePredictions', 'a');
    assert.equal(result, [lines[0], flat(1, `${named('r2', 2)},${named('r3', 3)}`), lines[3]].join('\n'));
  });
});
