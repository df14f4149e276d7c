import * as vscode from 'vscode';

const REGION =
  '{"id":"r","from_name":"b","to_name":"i","type":"rectanglelabels","value":{"x":"1","y":2,"width":3,"height":4,"rectanglelabels":["A"]}}';

function check(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(message);
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

async function open(name: string, text: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  check(folder, 'no folder is open');
  const uri = vscode.Uri.joinPath(folder.uri, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

function ours(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'label-studio');
}

describe('in the web worker host', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('mistakes are underlined at their place, in .json and in .jsonl', async () => {
    for (const [name, text] of [
      ['web.predictions.json', `[{"task":1,"model_version":"v","result":[${REGION}]}]`],
      ['web.predictions.jsonl', `{"task":1,"model_version":"v","result":[${REGION}]}`],
    ] as const) {
      const document = await open(name, text);
      const [diagnostic] = await until(`a squiggle in ${name}`, () => {
        const found = ours(document.uri);
        return found.length > 0 ? found : undefined;
      });
      check(diagnostic && document.getText(diagnostic.range) === '"1"', `${name}: the wrong place is underlined`);
    }
  });

  it('a new prediction file is checked before it is saved, and predictions can be merged in it', async () => {
    const xml =
      '<View><Image name="i" value="$image"/><RectangleLabels name="b" toName="i"><Label value="A"/></RectangleLabels></View>';
    const config = await open('any.label-config.xml', xml);
    const given = { config: config.uri, units: 'prediction', form: 'json', tasks: 'example', modelVersion: 'v' };
    const document = await until('a new file', async () => {
      await vscode.commands.executeCommand('labelStudio.newPredictionFile', given);
      const made = vscode.window.activeTextEditor?.document;
      return made?.isUntitled && made.getText() !== '' ? made : undefined;
    });
    const [prediction] = JSON.parse(document.getText());
    check(prediction.result[0].from_name === 'b' && prediction.model_version === 'v', document.getText());
    const twice = JSON.stringify([prediction, prediction]).replaceAll('"x":10', '"x":"10"');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), twice);
    check(await vscode.workspace.applyEdit(edit), 'the new file cannot be edited');
    await until('squiggles', () => ours(document.uri).length > 0);
    const editor = vscode.window.activeTextEditor;
    check(editor?.document === document, 'the new file is not in the active editor');
    // What is selected is what is meant.
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await until('the merged prediction', async () => {
      await vscode.commands.executeCommand('labelStudio.mergePredictions', 'v');
      return JSON.parse(document.getText()).length === 1;
    });
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('completion and hover come from the schema', async () => {
    const text = '[{"task":1,"result":[]}]';
    const document = await open('complete.predictions.json', text);
    const position = document.positionAt(text.length - 4);
    const labels = await until('snippets', async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        position,
      );
      const found = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      return found.some((label) => label.startsWith('RectangleLabels')) ? found : undefined;
    });
    check(new Set(labels).size === labels.length, 'a proposal appears twice');
  });

  it('the page of a rule opens', async () => {
    const page = await vscode.workspace.openTextDocument(vscode.Uri.parse('label-studio://rules/wrong-type.md'));
    check(page.getText().startsWith('# wrong-type'), 'the page is empty');
  });

  it('JSONL is completed by our own provider, whose library is inside of the one file', async () => {
    const text = '{"task":1,"result":[{"type":""}]}';
    const document = await open('complete.predictions.jsonl', text);
    await until('types', async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        document.positionAt(text.length - 4),
      );
      return list.items.some(({ label }) =>
        String(typeof label === 'string' ? label : label.label).includes('choices'),
      );
    });
  });
});
