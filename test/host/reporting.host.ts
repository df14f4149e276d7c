import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, codeOf, open, ours, until, write } from './support';

/** An error of the server's and one of the editor's. */
const TEXT =
  '[{"task":1,"model_version":"v","score":5,"result":[{"id":7,"from_name":"a","to_name":"b","type":"choices","value":{"choices":["x"]}}]}]';

const shown = (uri: vscode.Uri): string =>
  ours(uri)
    .map((diagnostic) => `${codeOf(diagnostic)} ${vscode.DiagnosticSeverity[diagnostic.severity]}`)
    .sort()
    .join();

async function expectShown(uri: vscode.Uri, expected: string): Promise<void> {
  await until(expected, () => shown(uri) === expected, 8_000).catch(() => {});
  assert.equal(shown(uri), expected);
}

async function set(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('labelStudio').update(name, value, vscode.ConfigurationTarget.Workspace);
}

describe('the settings for what is shown', () => {
  afterEach(async () => {
    await set('rules.severity', undefined);
    await set('gate', undefined);
    await set('checkAnnotations', undefined);
    await vscode.commands.executeCommand('labelStudio.clearResults');
    await closeAll();
  });

  it('change the squiggles of open files at once', async () => {
    const { document } = await open('shown.predictions.json', TEXT);
    const { uri } = document;
    await expectShown(uri, 'out-of-range Error,region-id-not-text Error');
    await set('rules.severity', { 'out-of-range': 'hint', 'region-id-not-text': 'off', 'wrong-type': 'nonsense' });
    await expectShown(uri, 'out-of-range Hint');
    await set('rules.severity', undefined);
    await expectShown(uri, 'out-of-range Error,region-id-not-text Error');
    await set('gate', 'editor');
    await expectShown(uri, 'region-id-not-text Error');
  });

  it('are those of a file that opens later', async () => {
    await set('gate', 'server');
    const { document } = await open('later.predictions.json', TEXT);
    await expectShown(document.uri, 'out-of-range Error');
  });

  it('leave annotations alone when that is wanted', async () => {
    const annotated = `[{"data":{"a":"x"},"annotations":[${TEXT.slice(1, -1).replace('"id":7', '"id":"7","score":true')}]}]`;
    const { document } = await open('annotated.tasks.json', annotated);
    await expectShown(document.uri, 'wrong-type Error');
    await set('checkAnnotations', false);
    await expectShown(document.uri, '');
    await set('checkAnnotations', undefined);
    await expectShown(document.uri, 'wrong-type Error');
  });

  it('change the results of files that are not open', async () => {
    const uri = await write('closed.predictions.json', TEXT);
    const summary = await vscode.commands.executeCommand<{ problems: object }>('labelStudio.checkFile', uri);
    assert.deepEqual(summary.problems, { error: 2, warning: 0, information: 0, hint: 0 });
    await expectShown(uri, 'out-of-range Error,region-id-not-text Error');
    await set('rules.severity', { 'out-of-range': 'warning' });
    await expectShown(uri, 'out-of-range Warning,region-id-not-text Error');
  });
});
