import * as vscode from 'vscode';

const GOOD =
  '[{"task":1,"model_version":"v","result":[{"id":"r","from_name":"b","to_name":"i","type":"rectanglelabels","value":{"x":1,"y":2,"width":3,"height":4,"rectanglelabels":["A"]}}]}]';
const BAD = GOOD.replace('"x":1', '"x":"1"');

function check(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

function folder(): vscode.Uri {
  const uri = vscode.workspace.workspaceFolders?.[0]?.uri;
  check(uri, 'no folder is open');
  return vscode.Uri.joinPath(uri, 'checked');
}

async function write(name: string, bytes: Uint8Array): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(folder(), name);
  await vscode.workspace.fs.writeFile(uri, bytes);
  return uri;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function ours(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'label-studio');
}

async function until<T>(what: string, ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  const end = Date.now() + 15_000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    check(Date.now() < end, `waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

interface Summary {
  files: number;
  problems: { error: number };
  unchecked: number;
  report: string;
}

describe('checking files that are not open, in the web worker host', () => {
  after(async () => {
    await vscode.commands.executeCommand('labelStudio.clearResults');
    await vscode.workspace.fs.delete(folder(), { recursive: true });
  });

  it('reads them through the file system of VS Code', async () => {
    const uri = await write('a.predictions.json', utf8(`\ufeff${BAD}`));
    await write('b.predictions.json', utf8(GOOD));
    await write('bytes.predictions.json', new Uint8Array([0x5b, 0x22, 0xff, 0x22, 0x5d]));
    const large = `[${Array.from({ length: 12_000 }, () => GOOD.slice(1, -1)).join(',\n')},\n${BAD.slice(1, -1)}]`;
    const last = await write('large.predictions.json', utf8(large));
    const summary = await vscode.commands.executeCommand<Summary>('labelStudio.checkAllFiles');
    check(summary.files >= 3 && summary.unchecked === 1, JSON.stringify(summary));
    const [diagnostic] = ours(uri);
    check(diagnostic?.range.start.character === BAD.indexOf('"1"'), `the place in ${uri}`);
    const [far] = ours(last);
    check(far?.range.start.line === 12_000, 'the place in a file of several pieces');
    const report = await vscode.workspace.openTextDocument(vscode.Uri.parse(summary.report));
    check(/bytes\.predictions\.json: .*not UTF-8/.test(report.getText()), report.getText());
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      report.uri,
      1_000,
    );
    check(
      links.some(({ target }) => target?.with({ fragment: '' }).toString() === uri.toString()),
      'a link to the file',
    );
  });

  it('checks one again when it changes', async () => {
    const uri = await write('a.predictions.json', utf8(GOOD));
    await until('the result to go', () => ours(uri).length === 0);
  });

  it('checks a file of any name that is pointed at', async () => {
    const uri = await write('any.json', utf8(BAD));
    const summary = await vscode.commands.executeCommand<Summary>('labelStudio.checkFile', uri, [uri]);
    check(summary.files === 1 && summary.problems.error === 1, JSON.stringify(summary));
    check(ours(uri).length === 1, 'its problem is shown');
  });
});
