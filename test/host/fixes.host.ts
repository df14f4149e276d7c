import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, codeOf, expectUnderlined, open, ours, settle, until } from './support';

const box = (id: string, key = 'rectanglelabels'): string =>
  `{"id":${id},"from_name":"b","to_name":"i","type":"rectanglelabels","value":{"x":1.50,"y":2,"width":3,"height":4,"${key}":["A"]}}`;
const prediction = (...regions: string[]): string => `{"task":1,"model_version":"v","result":[${regions.join(',')}]}`;

/** The actions for the first diagnostic of a code, with their edits. */
async function actionsAt(document: vscode.TextDocument, code: string): Promise<vscode.CodeAction[]> {
  const diagnostic = await until(code, () => ours(document.uri).find((each) => codeOf(each) === code));
  const { uri } = document;
  const { range } = diagnostic;
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', uri, range, undefined, 20);
}

function titled(actions: vscode.CodeAction[], title: string): vscode.CodeAction {
  const action = actions.find((each) => each.title === title);
  assert.ok(action?.edit, `no "${title}" with an edit among ${actions.map((each) => each.title).join(', ')}`);
  return action;
}

async function apply({ edit }: vscode.CodeAction): Promise<void> {
  assert.ok(edit && (await vscode.workspace.applyEdit(edit)));
}

describe('fixes', () => {
  afterEach(closeAll);

  it('mend one problem', async () => {
    const text = `[${prediction(box('7'))}]`;
    const { document } = await open('one.predictions.json', text);
    const actions = await actionsAt(document, 'region-id-not-text');
    const action = titled(actions, 'Change to "7"');
    assert.equal(action.isPreferred, true);
    assert.equal(action.kind?.value, vscode.CodeActionKind.QuickFix.value);
    assert.ok(!actions.some(({ title }) => title.startsWith('Fix all "')), 'one problem needs no action for all');
    await apply(action);
    assert.equal(document.getText(), text.replace('"id":7', '"id":"7"'));
    await expectUnderlined(document, []);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  });

  it('mend all of a rule in JSON Lines, and undo takes all back at once', async () => {
    const text = ['1', '2', '3'].map((id) => prediction(box(id, 'polygonlabels'))).join('\r\n');
    const { document } = await open('lines.predictions.jsonl', text);
    const actions = await actionsAt(document, 'region-id-not-text');
    await apply(titled(actions, 'Fix all "A region id must be text" in this file'));
    const fixed = ['1', '2', '3'].map((id) => prediction(box(`"${id}"`, 'polygonlabels'))).join('\r\n');
    assert.equal(document.getText(), fixed);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  });

  it('ask before they guess in a whole file', async () => {
    const { document } = await open('guess.predictions.json', `[${prediction(box('7'))},${prediction(box('8'))}]`);
    const actions = await actionsAt(document, 'region-id-not-text');
    titled(actions, 'Give the region a new id in this whole file…');
    // The metadata is not to be seen from here, but that the edit asks for a confirmation is a matter of types; what is
    // certain is that a guess is no part of what is safe.
    const onSave = await fixAllActions(document);
    assert.equal(onSave.length, 1);
    assert.equal(onSave[0]?.edit?.get(document.uri).length, 2);
  });

  it('are made on save when the setting says so', async () => {
    const settings = vscode.workspace.getConfiguration('editor');
    await settings.update('codeActionsOnSave', { 'source.fixAll.labelStudio': 'explicit' }, true);
    try {
      const editor = await open('save.predictions.json', `[${prediction(box('7', 'polygonlabels'))}]\n`);
      const { document } = editor;
      await until('a squiggle', () => ours(document.uri).length === 2);
      await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), '\n'));
      assert.ok(await document.save());
      assert.equal(document.getText(), `[${prediction(box('"7"'))}]\n\n`);
      assert.equal(document.isDirty, false);
      await expectUnderlined(document, []);
    } finally {
      await settings.update('codeActionsOnSave', undefined, true);
    }
  });

  it('reach the problems beyond those that are underlined, and can be undone in one step', async () => {
    const text = `[${Array.from({ length: 3_000 }, (_, id) => prediction(box(String(id)))).join(',\n')}]`;
    const { document } = await open('many.predictions.json', text);
    await until('squiggles', () => ours(document.uri).length > 300);
    await vscode.commands.executeCommand('labelStudio.fixAll');
    assert.equal(document.getText(), text.replace(/"id":(\d+)/g, '"id":"$1"'));
    await until('the squiggles to go', () => ours(document.uri).length === 0);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  });

  it('are there in a text that has no file', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'json',
      content: `[${prediction(box('7'))}]`,
    });
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('labelStudio.treatAsPredictions');
    await apply(titled(await actionsAt(document, 'region-id-not-text'), 'Change to "7"'));
    await expectUnderlined(document, []);
    await vscode.commands.executeCommand('labelStudio.stopTreatingAsPredictions');
  });

  it('leave files alone that are none of ours', async () => {
    const { document } = await open('package.json', `[${prediction(box('7'))}]`);
    await settle();
    assert.deepEqual(await fixAllActions(document), []);
  });
});

/** What is made on save. */
async function fixAllActions(document: vscode.TextDocument): Promise<vscode.CodeAction[]> {
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  const kind = vscode.CodeActionKind.SourceFixAll.append('labelStudio').value;
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, all, kind, 20);
}
