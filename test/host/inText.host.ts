import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, open, until, write } from './support';

const CONFIG = `<View>
  <Image name="photo" value="$image"/>
  <RectangleLabels name="box" toName="photo"><Label value="Ship"/></RectangleLabels>
</View>`;
const TEXT =
  '[{"task":1,"result":[{"id":"r1","from_name":"box","to_name":"sea","type":"rectanglelabels","original_width":200,"original_height":100,"value":{"x":10,"rectanglelabels":["Ship"]}}]}]';

const all = (document: vscode.TextDocument): vscode.Range =>
  new vscode.Range(new vscode.Position(0, 0), document.positionAt(TEXT.length));

describe('names and values in the text', () => {
  before(() => write('inText/label_config.xml', CONFIG));
  afterEach(closeAll);

  it('names and labels are semantic tokens, unknown ones with a modifier', async () => {
    const { document } = await open('inText/tokens.predictions.json', TEXT);
    const args = [document.uri, all(document)] as const;
    const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>(
      'vscode.provideDocumentRangeSemanticTokensLegend',
      ...args,
    );
    const { data } = await until('tokens', async () => {
      const found = await vscode.commands.executeCommand<vscode.SemanticTokens | undefined>(
        'vscode.provideDocumentRangeSemanticTokens',
        ...args,
      );
      return found && found.data.length > 0 ? found : undefined;
    });
    const tokens: string[] = [];
    for (let at = 0, column = 0; at < data.length; at += 5) {
      const [, step = 0, length = 0, type = 0, modifiers = 0] = data.subarray(at, at + 5);
      column += step;
      tokens.push(
        `${legend.tokenTypes[type]} ${TEXT.slice(column, column + length)}${modifiers === 0 ? '' : ' unknown'}`,
      );
    }
    assert.deepEqual(tokens, ['labelStudioName box', 'labelStudioName sea unknown', 'labelStudioLabel Ship']);
  });

  it('what values mean is shown behind them when the setting says so', async () => {
    const { document } = await open('inText/hints.predictions.json', TEXT);
    const hints = async (): Promise<string[]> => {
      const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        document.uri,
        all(document),
      );
      return found.map(({ label, position }) => `${TEXT.slice(0, position.character).slice(-5)} ${String(label)}`);
    };
    const setting = vscode.workspace.getConfiguration('labelStudio');
    assert.deepEqual(await hints(), []);
    await setting.update('inlayHints', true, vscode.ConfigurationTarget.Workspace);
    try {
      const shown = await until('hints', async () => {
        const found = await hints();
        return found.length > 0 ? found : undefined;
      });
      assert.deepEqual(shown, ['x":10 20 px']);
    } finally {
      await setting.update('inlayHints', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
