import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';

/** The folder that the tests may write to. */
export function folder(): vscode.Uri {
  const uri = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(uri);
  return uri;
}

/** Writes a file into the folder of the tests. */
export async function write(name: string, text: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(folder(), name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Writes a file and opens it in an editor. */
export async function open(name: string, text: string): Promise<vscode.TextEditor> {
  const uri = await write(name, text);
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  // Of a file that another test had open VS Code may still have the old text, until it notices the new one.
  if (document.getText() !== text) await vscode.commands.executeCommand('workbench.action.files.revert');
  await until(`the text of ${name}`, () => document.getText() === text);
  return editor;
}

/** Replaces the first place of a text in an editor, as typing would. */
export async function replace(editor: vscode.TextEditor, from: string, to: string): Promise<void> {
  const { document } = editor;
  const at = document.getText().indexOf(from);
  assert.ok(at >= 0, `${from} is not in the document`);
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at + from.length));
  assert.ok(await editor.edit((edit) => edit.replace(range, to)));
}

/** All diagnostics of a file that are ours. */
export function ours(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'label-studio');
}

/** `code "underlined text"` for each of our diagnostics, in file order. */
export function underlined(document: vscode.TextDocument): string[] {
  return ours(document.uri)
    .sort((a, b) => a.range.start.compareTo(b.range.start))
    .map((diagnostic) => `${codeOf(diagnostic)} ${document.getText(diagnostic.range)}`);
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Waits until the question is answered with something true. */
export async function until<T>(what: string, ask: () => T | Promise<T>, timeoutMs = 15_000): Promise<NonNullable<T>> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    assert.ok(Date.now() < end, `waited in vain for ${what}`);
    await sleep(25);
  }
}

/** Waits until our squiggles in a document are these. */
export async function expectUnderlined(document: vscode.TextDocument, expected: string[]): Promise<void> {
  const same = (): boolean => JSON.stringify(underlined(document)) === JSON.stringify(expected);
  try {
    await until('squiggles', same, 8_000);
  } catch {
    assert.deepEqual(underlined(document), expected);
  }
}

/** Gives everything time to happen that must not happen. */
export async function settle(ms = 700): Promise<void> {
  await sleep(ms);
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
