import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, codeOf, expectUnderlined, open, ours, replace, settle, underlined, until, write } from './support';

const BOX =
  '{"id":"r","from_name":"b","to_name":"i","type":"rectanglelabels","value":{"x":1,"y":2,"width":3,"height":4,"rectanglelabels":["A"]}}';
const GOOD = `[{"task":1,"model_version":"v","result":[${BOX}]}]`;
const BAD = GOOD.replace('"x":1', '"x":"1"');

describe('squiggles', () => {
  afterEach(closeAll);

  it('are there when a file opens, on the exact value, with code, page and source', async () => {
    const { document } = await open('open.predictions.json', BAD);
    await expectUnderlined(document, ['wrong-type "1"']);
    const [diagnostic] = ours(document.uri);
    assert.ok(diagnostic);
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Error);
    assert.match(diagnostic.message, /"x" must be a number, not the text "1"\. Write 1 without quotes\./);
    const { target } = diagnostic.code as { target: vscode.Uri };
    const page = await vscode.workspace.openTextDocument(target);
    assert.match(page.getText(), /^# wrong-type/);
  });

  it('follow what is typed', async () => {
    const editor = await open('typing.predictions.json', GOOD);
    await settle();
    assert.deepEqual(underlined(editor.document), []);
    await replace(editor, '"id":"r"', '"id":7');
    await expectUnderlined(editor.document, ['region-id-not-text 7']);
    await replace(editor, '"id":7', '"id":"7"');
    await expectUnderlined(editor.document, []);
  });

  it('go when the file closes', async () => {
    const { document } = await open('closing.predictions.json', BAD);
    await expectUnderlined(document, ['wrong-type "1"']);
    await closeAll();
    await until('the squiggle to go', () => ours(document.uri).length === 0);
  });

  it('do not come after the file has closed', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `{"task":${index + 1},"score":5,"result":[]}`);
    const { document } = await open('late.predictions.json', `[${many.join(',')}]`);
    await closeAll();
    await settle(2_000);
    assert.deepEqual(ours(document.uri), []);
  });

  it('go when the file is deleted, and come back with it', async () => {
    const { document } = await open('deleting.predictions.json', BAD);
    await expectUnderlined(document, ['wrong-type "1"']);
    await vscode.workspace.fs.delete(document.uri);
    await until('the squiggle to go', () => ours(document.uri).length === 0);
    await write('deleting.predictions.json', BAD);
    await until('the squiggle to come back', () => ours(document.uri).length === 1);
  });

  it('move with a rename, and come and go with the name', async () => {
    const { document } = await open('before.predictions.json', BAD);
    await expectUnderlined(document, ['wrong-type "1"']);
    const renamed = vscode.Uri.joinPath(document.uri, '../after.json');
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(document.uri, renamed, { overwrite: true });
    assert.ok(await vscode.workspace.applyEdit(edit));
    await until('the old name to be clean', () => ours(document.uri).length === 0);
    await settle();
    assert.deepEqual(ours(renamed), []);
    const back = vscode.Uri.joinPath(document.uri, '../again.predictions.json');
    const second = new vscode.WorkspaceEdit();
    second.renameFile(renamed, back, { overwrite: true });
    assert.ok(await vscode.workspace.applyEdit(second));
    await until('the new name to be checked', () => ours(back).length === 1);
  });

  it('are checked in two files that are edited at the same time', async () => {
    const first = await open('first.predictions.json', GOOD);
    await replace(first, '"x":1', '"x":null');
    const second = await open('second.predictions.json', GOOD);
    await replace(second, '"y":2', '"y":[]');
    await expectUnderlined(first.document, ['wrong-type null']);
    await expectUnderlined(second.document, ['wrong-type []']);
  });

  it('never stand beside one of VS Code for the same defect, and syntax is left to VS Code in .json', async () => {
    const { document } = await open('once.predictions.json', BAD);
    await expectUnderlined(document, ['wrong-type "1"']);
    await settle(1500);
    assert.equal(vscode.languages.getDiagnostics(document.uri).length, 1);
    const broken = await open('broken.predictions.json', BAD.replace('"task":1', '"task":'));
    await until("VS Code's own message", () =>
      vscode.languages.getDiagnostics(broken.document.uri).some(({ source }) => source === 'json'),
    );
    await expectUnderlined(broken.document, ['wrong-type "1"']);
  });

  it('in .jsonl say where a line does not parse', async () => {
    const { document } = await open(
      'lines.predictions.jsonl',
      `${GOOD.slice(1, -1)}\n{"task":2,"result":[}\n${BAD.slice(1, -1)}\n`,
    );
    await expectUnderlined(document, ['json-syntax }', 'wrong-type "1"']);
  });

  it('are never more than VS Code draws, errors first, with a word about the others', async () => {
    const many = Array.from(
      { length: 600 },
      (_, index) => `{"task":${index + 1},"score":5,"model_version":"v","result":[]}`,
    );
    const { document } = await open('many.predictions.json', `[{"model_version":"v","result":[]},${many.join(',\n')}]`);
    const shown = await until('all squiggles', () => {
      const now = ours(document.uri);
      // The warning in the first line is among them as soon as VS Code says what is in sight.
      const isInSight = now.some((diagnostic) => codeOf(diagnostic) === 'prediction-without-task');
      return isInSight && /600 errors/.test(now.at(-1)?.message ?? '') ? now : undefined;
    });
    assert.equal(shown.length, 401);
    assert.equal(shown.filter((diagnostic) => codeOf(diagnostic) === 'out-of-range').length, 399);
    assert.equal(shown.filter((diagnostic) => codeOf(diagnostic) === 'prediction-without-task').length, 1);
    assert.match(shown.at(-1)?.message ?? '', /has 600 errors, 1 warning\. 201 problems of these are not underlined/);
  });

  it('of untitled documents are there once they are asked for', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'json', content: BAD });
    await vscode.window.showTextDocument(document);
    await settle();
    assert.deepEqual(ours(document.uri), []);
    await vscode.commands.executeCommand('labelStudio.treatAsPredictions');
    await expectUnderlined(document, ['wrong-type "1"']);
    await vscode.commands.executeCommand('labelStudio.stopTreatingAsPredictions');
    await expectUnderlined(document, []);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});

describe('which files are checked', () => {
  afterEach(closeAll);

  for (const name of ['a.json', 'tasks.json', 'package.json', 'x.predictions.json.bak']) {
    it(`${name} is left alone`, async () => {
      const { document } = await open(`names/${name}`, BAD);
      await settle(400);
      assert.deepEqual(ours(document.uri), []);
    });
  }

  it('predictions.json only when it looks like ours', async () => {
    const other = await open('other/predictions.json', '[{"score": 12, "label": "cat"}]');
    const own = await open('own/predictions.json', BAD);
    await expectUnderlined(own.document, ['wrong-type "1"']);
    assert.deepEqual(ours(other.document.uri), []);
  });

  it('an export of Label Studio is a list of tasks', async () => {
    const { document } = await open('project-3-at-2026-11-23-10-00-abc.json', '[{"data":{},"predictions":[]}]');
    await expectUnderlined(document, ['empty-data "data"']);
  });

  it('what the setting names', async () => {
    const { document } = await open('generated/out.json', BAD);
    await settle(400);
    assert.deepEqual(ours(document.uri), []);
    const configuration = vscode.workspace.getConfiguration('labelStudio');
    await configuration.update('files', ['**/generated/*.json'], vscode.ConfigurationTarget.Workspace);
    await expectUnderlined(document, ['wrong-type "1"']);
    await configuration.update('files', undefined, vscode.ConfigurationTarget.Workspace);
    await expectUnderlined(document, []);
  });

  it('what is treated on request, through a rename', async () => {
    const { document } = await open('asked.json', BAD);
    void vscode.commands.executeCommand('labelStudio.treatAsPredictions');
    await expectUnderlined(document, ['wrong-type "1"']);
    const renamed = vscode.Uri.joinPath(document.uri, '../asked-too.json');
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(document.uri, renamed, { overwrite: true });
    assert.ok(await vscode.workspace.applyEdit(edit));
    await until('the new name to be checked', () => ours(renamed).length === 1);
    await vscode.commands.executeCommand('labelStudio.stopTreatingAsPredictions');
    await until('the checks to end', () => ours(renamed).length === 0);
  });
});
