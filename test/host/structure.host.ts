import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, open, until } from './support';

const TASK =
  '{"data":{"text":"A storm at sea"},"predictions":[{"model_version":"v1","result":[{"id":"a","type":"labels","value":{"start":2,"end":7,"labels":["Storm"]}}]}]}';

/** The outline as VS Code puts it together of all providers, once ours is in it. */
async function outline(uri: vscode.Uri): Promise<vscode.DocumentSymbol[]> {
  return until('an outline', async () => {
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
    return symbols?.some(({ name }) => name === 'A storm at sea') ? symbols : undefined;
  });
}

for (const [extension, text] of [
  ['tasks.json', `[${TASK}]`],
  ['tasks.jsonl', TASK],
] as const) {
  describe(`outline and selection in *.${extension}`, () => {
    afterEach(closeAll);

    it('tasks, predictions and regions, each within its parent', async () => {
      const { document } = await open(`structure/outline.${extension}`, text);
      const [task] = (await outline(document.uri)).filter(({ name }) => name === 'A storm at sea');
      assert.equal(task?.children[0]?.name, 'v1');
      const region = task.children[0].children[0];
      assert.deepEqual([region?.name, region?.detail], ['Storm', 'labels']);
      assert.equal(document.getText(region?.range), text.slice(text.indexOf('{"id"'), text.indexOf(']}]}')));
    });

    it('Expand Selection goes by value, region, prediction and task', async () => {
      const { document } = await open(`structure/selection.${extension}`, text);
      await outline(document.uri);
      const [chain] = await vscode.commands.executeCommand<vscode.SelectionRange[]>(
        'vscode.executeSelectionRangeProvider',
        document.uri,
        [document.positionAt(text.indexOf('Storm"') + 1)],
      );
      const texts: string[] = [];
      for (let step = chain; step; step = step.parent as vscode.SelectionRange)
        texts.push(document.getText(step.range));
      for (const wanted of ['"Storm"', '{"id"', '{"model_version"', '{"data"']) {
        assert.ok(
          texts.some((part) => part.startsWith(wanted)),
          `${wanted} in ${texts.join('\n')}`,
        );
      }
    });
  });
}
