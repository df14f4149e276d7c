import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, open, settle, until, write } from './support';

const CONFIG = `<View>
  <Image name="photo" value="$image"/>
  <RectangleLabels name="box" toName="photo"><Label value="Ship"/><Label value="Buoy"/></RectangleLabels>
  <Choices name="mood" toName="photo"><Choice value="Calm"/></Choices>
  <Relations><Relation value="tows"/></Relations>
</View>`;
const box = (inner: string): string => `{"id":"r1","type":"rectanglelabels",${inner}}`;

async function proposals(name: string, marked: string): Promise<vscode.CompletionItem[]> {
  const at = marked.indexOf('|');
  const { document } = await open(name, marked.replace('|', ''));
  const position = document.positionAt(at);
  return until('proposals', async () => {
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      position,
    );
    const own = items.filter(({ sortText }) => sortText?.startsWith('!'));
    return own.length > 0 ? items.filter(({ kind }) => kind !== vscode.CompletionItemKind.Text) : undefined;
  });
}

const labelOf = ({ label }: vscode.CompletionItem): string => (typeof label === 'string' ? label : label.label);
const own = (items: readonly vscode.CompletionItem[]): string[] =>
  items
    .filter(({ sortText }) => sortText?.startsWith('!'))
    .sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1))
    .map(labelOf);

for (const [what, extension, wrap] of [
  ['.json', 'predictions.json', (unit: string) => `[\n  ${unit}\n]`],
  ['.jsonl', 'predictions.jsonl', (unit: string) => unit],
] as const) {
  describe(`completion from the labeling config in ${what}`, () => {
    before(() => write('completion/label_config.xml', CONFIG));
    afterEach(closeAll);
    let n = 0;
    const at = (unit: string) => proposals(`completion/c${n++}.${extension}`, wrap(unit));
    const flat = (region: string): string => `{"task":1,"model_version":"v1","result":[${region}]}`;

    for (const [place, unit, expected] of [
      ['from_name', flat(box('"from_name":"|"')), ['box']],
      ['from_name without a text', flat('{"id":"r1","from_name":|}'), ['box', 'mood']],
      ['to_name', flat(box('"from_name":"box","to_name":"|"')), ['photo']],
      ['labels', flat(box('"from_name":"box","value":{"rectanglelabels":["|"]}')), ['Ship', 'Buoy']],
      ['choices', flat('{"from_name":"mood","value":{"choices":["|"]}}'), ['Calm']],
      ['ids', flat(`${box('"from_name":"box"')},{"type":"relation","from_id":"|"}`), ['r1']],
      ['labels of relations', flat('{"type":"relation","labels":["|"]}'), ['tows']],
      [
        'labels in an annotation',
        `{"data":{"image":"a.png"},"annotations":[{"result":[${box('"from_name":"box","value":{"rectanglelabels":["|"]}')}]}]}`,
        ['Ship', 'Buoy'],
      ],
      [
        'regions of an annotation',
        '{"data":{"image":"a.png"},"annotations":[{"result":[|]}]}',
        ['box: RectangleLabels region', 'mood: Choices region'],
      ],
      ['data keys', '{"data":{"|":"a.png"},"predictions":[]}', ['image']],
      ['regions', flat('|'), ['box: RectangleLabels region', 'mood: Choices region']],
    ] as const) {
      it(`${place}: what this project has, each proposal once`, async () => {
        const items = await at(unit);
        assert.deepEqual(own(items), expected);
        const names = items.map((item) => labelOf(item).replace(/^"|"$/g, ''));
        assert.equal(new Set(names).size, names.length, names.join('; '));
      });
    }
  });
}

describe('what is accepted', () => {
  before(() => write('completion/label_config.xml', CONFIG));
  afterEach(closeAll);

  it('a whole region, which has no problem as it is', async () => {
    const { document } = await open(
      'completion/whole.predictions.json',
      '[\n  {"task":1,"model_version":"v1","score":0.5,"result":[]}\n]\n',
    );
    const [first] = (
      await proposals('completion/other.predictions.json', '[{"task":1,"model_version":"v1","score":0.5,"result":[|]}]')
    ).filter(({ sortText }) => sortText?.startsWith('!'));
    assert.ok(first?.insertText instanceof vscode.SnippetString);
    const editor = await vscode.window.showTextDocument(document);
    const at = document.positionAt(document.getText().indexOf('[]') + 1);
    assert.ok(await editor.insertSnippet(first.insertText, at));
    await vscode.commands.executeCommand('leaveSnippet');
    await settle();
    const errors = vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
      .map(({ message }) => message);
    assert.deepEqual(errors, [], document.getText());
    assert.match(document.getText(), /"from_name": "box"/);
  });
});
