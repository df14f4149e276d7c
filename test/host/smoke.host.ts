import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension host', () => {
  it('is the one of a real VS Code, with this extension in it', () => {
    assert.match(vscode.version, /^1\.\d+\.\d+/);
    assert.ok(vscode.extensions.getExtension('label-studio-predictions.label-studio-predictions'));
  });

  it('opens a folder of its own and saves nothing unasked', () => {
    assert.equal(vscode.workspace.workspaceFolders?.length, 1);
    assert.equal(vscode.workspace.getConfiguration('files').get('autoSave'), 'off');
    assert.equal(vscode.workspace.isTrusted, true);
  });
});
