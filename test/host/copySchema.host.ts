import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, folder, open, write } from './support';

const CONFIG =
  '<View><Image name="photo" value="$image"/><RectangleLabels name="box" toName="photo"><Label value="Ship"/></RectangleLabels></View>';

/** What the command answers: a browser lets nobody read the clipboard without being asked. */
async function copied(audience: string): Promise<Record<string, unknown>> {
  const text = await vscode.commands.executeCommand<string>('labelStudio.copySchema', audience);
  return JSON.parse(text) as Record<string, unknown>;
}

describe('Copy JSON Schema of This Project’s Predictions', () => {
  afterEach(async () => {
    await closeAll();
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), 'schema'), { recursive: true });
  });

  it('is of the config that the open file is compared with, for validators or for models', async () => {
    await write('schema/label_config.xml', CONFIG);
    await open('schema/a.predictions.json', '[]');
    const strict = await copied('validators');
    assert.equal(strict.$schema, 'http://json-schema.org/draft-07/schema#');
    assert.match(JSON.stringify(strict), /"enum":\["Ship"\]/);
    const common = await copied('models');
    assert.deepEqual(common.required, ['result']);
  });

  it('is of the config in the editor, saved or not', async () => {
    const editor = await open('schema/label_config.xml', CONFIG);
    const at = editor.document.positionAt(CONFIG.indexOf('Ship'));
    await editor.edit((edit) => edit.insert(at, 'Steam'));
    assert.match(JSON.stringify(await copied('validators')), /"enum":\["SteamShip"\]/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
