import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, open, settle, until, write } from './support';

const CONFIG = `<View>
  <Image name="photo" value="$image"/>
  <RectangleLabels name="box" toName="photo">
    <Label value="Ship"/>
  </RectangleLabels>
</View>`;
const own = (items: readonly vscode.CompletionItem[]): vscode.CompletionItem[] =>
  items.filter(({ sortText }) => sortText?.startsWith('!'));
const labelOf = ({ label }: vscode.CompletionItem): string => (typeof label === 'string' ? label : label.label);

async function itemsAt(editor: vscode.TextEditor, words: string, behind: number): Promise<vscode.CompletionItem[]> {
  const { document } = editor;
  const at = document.getText().indexOf(words);
  assert.ok(at >= 0, words);
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    document.positionAt(at + behind),
  );
  return own(list.items);
}

describe('help in a labeling config', () => {
  afterEach(closeAll);
  let n = 0;
  const config = (text = CONFIG) => open(`config-language/c${n++}.label-config.xml`, text);

  it('proposes tags, attributes and values', async () => {
    const editor = await config(CONFIG.replace('<Label value="Ship"/>', '<').replace('box" toName', 'box"  toName'));
    assert.deepEqual((await itemsAt(editor, '<\n', 1)).map(labelOf), ['Label', 'View', 'Header', 'HyperText']);
    assert.ok((await itemsAt(editor, '  toName', 1)).map(labelOf).includes('choice'));
    const [photo, ...others] = await itemsAt(editor, 'toName="', 9);
    assert.ok(photo);
    assert.deepEqual([labelOf(photo), others], ['photo', []]);
  });

  it('proposes the keys of the data of open tasks', async () => {
    await open('config-language/data.tasks.json', '[{"data":{"picture":"a.png","note":"x"},"predictions":[]}]');
    const editor = await open('config-language/data.label-config.xml', CONFIG.replace('$image', ''));
    const found = await until('keys', async () => {
      const items = (await itemsAt(editor, 'value=""', 7)).map(labelOf);
      return items.length > 0 ? items : undefined;
    });
    assert.deepEqual(found, ['$picture', '$note']);
  });

  it('underlines variables that no open task has in its data, while that is so', async () => {
    const editor = await open('config-keys/keys.label-config.xml', CONFIG);
    const { document } = editor;
    const missing = (): string[] =>
      vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ code }) => (typeof code === 'object' ? code.value : code) === 'data-key-not-in-tasks')
        .map(({ range, message, severity }) => `${severity} ${document.getText(range)}: ${message}`);
    await settle(300);
    assert.deepEqual(missing(), [], 'there are no tasks');
    const beside = { viewColumn: vscode.ViewColumn.Beside, preview: false };
    const tasks = await write('config-keys/keys.tasks.json', '[{"data":{"imgae":"a.png"},"predictions":[]}]');
    await vscode.window.showTextDocument(document, { preview: false });
    const other = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(tasks), beside);
    const found = await until('a squiggle', () => (missing().length > 0 ? missing() : undefined));
    assert.deepEqual(found, [
      `${vscode.DiagnosticSeverity.Warning} $image: No open task has "image" in its data, so nothing is shown here, and an import refuses such tasks. Did you mean "imgae"?`,
    ]);
    const at = other.document.getText().indexOf('imgae');
    const range = new vscode.Range(other.document.positionAt(at), other.document.positionAt(at + 5));
    assert.ok(await other.edit((edit) => edit.replace(range, 'image')));
    await until('no squiggle', () => (missing().length === 0 ? true : undefined));
  });

  it('what is accepted is what stands there', async () => {
    const editor = await config('<View>\n  <Image name="photo" value="$image"/>\n  \n</View>');
    const position = new vscode.Position(2, 2);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      editor.document.uri,
      position,
    );
    const choices = own(list.items).find((item) => labelOf(item) === 'Choices');
    assert.ok(choices?.insertText instanceof vscode.SnippetString);
    assert.ok(await editor.insertSnippet(choices.insertText, position));
    await vscode.commands.executeCommand('leaveSnippet');
    assert.equal(
      editor.document.getText(),
      '<View>\n  <Image name="photo" value="$image"/>\n  <Choices name="label" toName="photo">\n    <Choice value=""/>\n  </Choices>\n</View>',
    );
  });

  it('explains tags and attributes', async () => {
    const { document } = await config();
    for (const [words, says] of [
      ['RectangleLabels', /rectanglelabels/],
      ['toName', /object tag that is labeled/],
    ] as const) {
      const at = document.positionAt(document.getText().indexOf(words) + 2);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        at,
      );
      const text = hovers.flatMap(({ contents }) => contents.map((one) => (typeof one === 'string' ? one : one.value)));
      assert.match(text.join('\n'), says);
    }
  });

  it('has an outline of objects, controls and labels', async () => {
    const { document } = await config();
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    assert.deepEqual(
      symbols.map(({ name, detail, children }) => [name, detail, children.map((child) => child.name)]),
      [
        ['photo', 'Image', []],
        ['box', 'RectangleLabels', ['Ship']],
      ],
    );
  });

  it('is none in other XML', async () => {
    const editor = await open('config-language/other.xml', CONFIG);
    await settle(300);
    assert.deepEqual(await itemsAt(editor, 'toName="', 9), []);
  });
});
