import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { complete } from '../../src/core/completion/complete';
import { parseLabelingConfig } from '../../src/core/labelingConfig/parse';
import { withDefaults } from '../../src/core/tags/skeleton';
import { createUnitLanguage } from '../../src/vscode/chunks/unitLanguage';
import { closeAll, open, settle, until, write } from './support';

const CONFIG = `<View>
  <Image name="photo" value="$image"/>
  <RectangleLabels name="box" toName="photo"><Label value="Ship"/><Label value="Buoy"/></RectangleLabels>
  <Choices name="mood" toName="photo"><Choice value="Calm"/></Choices>
  <Taxonomy name="kind" toName="photo"><Choice value="Vessel"><Choice value="Sail"/></Choice></Taxonomy>
  <Rating name="stars" toName="photo" maxRating="2"/>
  <Number name="count" toName="photo" min="1" max="9"/>
  <Relations><Relation value="tows"/></Relations>
</View>`;
const REGIONS = [
  'box: RectangleLabels region',
  'mood: Choices region',
  'kind: Taxonomy region',
  'stars: Rating region',
  'count: Number region',
];
const box = (inner: string): string => `{"id":"r1","type":"rectanglelabels",${inner}}`;

/** All proposals at the `|`, once ours are there; where there are to be none, once there are any. */
async function proposals(name: string, marked: string, hasOwn = true): Promise<vscode.CompletionItem[]> {
  const at = marked.indexOf('|');
  const { document } = await open(name, marked.replace('|', ''));
  const position = document.positionAt(at);
  return until('proposals', async () => {
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      position,
    );
    const wanted = hasOwn ? own(items).length > 0 : items.length > 0;
    return wanted ? items.filter(({ kind }) => kind !== vscode.CompletionItemKind.Text) : undefined;
  });
}

/** What the schema alone has at the `|` of a unit. */
async function ofSchema(marked: string): Promise<string[]> {
  const items = await (await createUnitLanguage()).complete(marked.replace('|', ''), marked.indexOf('|'));
  return items.map(({ label }) => label);
}

/** What the labeling config and the unit alone have at the `|`, the best first. */
function ofConfig(marked: string): string[] {
  const text = marked.replace('|', '');
  const { config } = parseLabelingConfig(CONFIG);
  const versions = [...text.matchAll(/"model_version":"([^"]+)"/g)].map(([, version]) => version as string);
  const found = complete(text, marked.indexOf('|'), { config, versions, indent: '' });
  return found.sort((a, b) => a.rank - b.rank).map(({ label }) => label);
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
    const at = (unit: string, hasOwn: boolean) => proposals(`completion/c${n++}.${extension}`, wrap(unit), hasOwn);
    const flat = (region: string): string => `{"task":1,"model_version":"v1","result":[${region}]}`;

    for (const [place, unit, expected] of [
      ['from_name of a type', flat(box('"from_name":"|"')), ['box']],
      ['from_name', flat('{"id":"r1","from_name":|}'), ['box', 'mood', 'kind', 'stars', 'count']],
      ['to_name', flat(box('"from_name":"box","to_name":"|"')), ['photo']],
      ['labels', flat(box('"from_name":"box","value":{"rectanglelabels":["|"]}')), ['Ship', 'Buoy']],
      ['the next label', flat(box('"from_name":"box","value":{"rectanglelabels":["Ship",|]}')), ['Buoy']],
      ['choices', flat('{"type":"choices","from_name":"mood","value":{"choices":["|"]}}'), ['Calm']],
      ['paths', flat('{"type":"taxonomy","from_name":"kind","value":{"taxonomy":[|]}}'), ['Vessel', 'Vessel › Sail']],
      [
        'a step of a path',
        flat('{"type":"taxonomy","from_name":"kind","value":{"taxonomy":[["Vessel","|"]]}}'),
        ['Sail'],
      ],
      ['stars', flat('{"type":"rating","from_name":"stars","value":{"rating":|}}'), ['1', '2']],
      ['bounds of a number', flat('{"type":"number","from_name":"count","value":{"number":|}}'), ['1', '9']],
      ['ids', flat(`${box('"from_name":"box"')},{"type":"relation","from_id":"|"}`), ['r1']],
      ['the parent', flat(`${box('"from_name":"box"')},{"id":"r2","type":"rectanglelabels","parentID":"|"}`), ['r1']],
      ['labels of relations', flat('{"type":"relation","labels":["|"]}'), ['tows']],
      [
        'labels in an annotation',
        `{"data":{"image":"a.png"},"annotations":[{"result":[${box('"from_name":"box","value":{"rectanglelabels":["|"]}')}]}]}`,
        ['Ship', 'Buoy'],
      ],
      ['regions of an annotation', '{"data":{"image":"a.png"},"annotations":[{"result":[|]}]}', REGIONS],
      ['data keys', '{"data":{"|":"a.png"},"predictions":[]}', ['image']],
      ['model versions', '{"task":1,"model_version":"|","result":[{"model_version":"v7"}]}', ['v7']],
      ['regions', flat('|'), REGIONS],
      ['a prediction', '{"data":{"image":"a.png"},"predictions":[|]}', ['Prediction for this labeling config']],
      ['the type', flat('{"id":"r1","from_name":"mood","type":"|"}'), ['choices']],
      [
        'types',
        flat('{"id":"r1","type":|}'),
        ['rectanglelabels', 'choices', 'taxonomy', 'rating', 'number', 'relation'],
      ],
      ['directions', flat('{"type":"relation","direction":"|"}'), []],
      ['keys of a region', flat('{"id":"r1","type":"rectanglelabels",|}'), []],
      ['keys of a value', flat(box('"from_name":"box","value":{|}')), []],
      ['keys of a prediction', '{"task":1,"result":[],|}', []],
      ['keys of a task', '{"data":{"image":"a.png"},|}', []],
      ['keys of what is nothing yet', '{|}', []],
      ['keys of data', '{"data":{|},"predictions":[]}', ['image']],
      ['a key that is half written', flat('{"id":"r1","fr|"}'), []],
      ['a name that is half written', flat('{"id":"r1","from_name":"b|"}'), ['box', 'mood', 'kind', 'stars', 'count']],
      [
        'a label that is half written',
        flat(box('"from_name":"box","value":{"rectanglelabels":["Sh|"]}')),
        ['Ship', 'Buoy'],
      ],
      ['origins', flat(box('"from_name":"box","origin":"|"')), []],
      ['angles of images', flat(box('"image_rotation":|')), []],
      ['yes and no', flat(box('"readonly":|')), []],
      ['formats of masks', flat('{"type":"brushlabels","value":{"format":"|"}}'), []],
      ['a type that is written', flat('{"id":"r1","from_name":"box","type":"rect|anglelabels"}'), ['rectanglelabels']],
      ['a region behind another', flat('{"id":"r1","type":"rectanglelabels","from_name":"box"},|'), REGIONS],
      [
        'the model version of a second prediction',
        '{"data":{"image":"a.png"},"predictions":[{"model_version":"v1","result":[]},{"model_version":"|","result":[{"model_version":"v7"}]}]}',
        ['v7'],
      ],
      // What does not parse, in the places before and behind the fault.
      ['a name in a unit without an end', '{"task":1,"result":[{"id":"r1","type":"choices","from_name":"|"', ['mood']],
      [
        'a label in a unit without an end',
        `{"task":1,"result":[{"from_name":"box","value":{"rectanglelabels":["|"`,
        ['Ship', 'Buoy'],
      ],
      ['keys in a unit without an end', '{"task":1,"result":[{"id":"r1","type":"rectanglelabels",|', []],
      ['a type in a unit without an end', '{"task":1,"result":[{"id":"r1","from_name":"kind","type":|', ['taxonomy']],
      [
        'a label where a comma is missing',
        flat(`{"from_name":"mood" "type":"choices","value":{"choices":["|"]}}`),
        ['Calm'],
      ],
      ['a name where a value is missing', flat('{"score":,"type":"rating","from_name":"|"}'), ['stars']],
      ['a region where a comma is missing before', '{"task":1 "result":[|]}', REGIONS],
      ['data keys where a brace is missing', '{"data":{|,"predictions":[]}', ['image']],
    ] as const) {
      it(`${place}: what this project and the schema have, each proposal once`, async () => {
        const items = await at(unit, expected.length > 0);
        assert.deepEqual(own(items), expected);
        assert.deepEqual(ofConfig(unit), expected);
        const names = items.map((item) => labelOf(item).replace(/^"|"$/g, ''));
        assert.equal(new Set(names).size, names.length, names.join('; '));
        const missing = (await ofSchema(unit)).filter((label) => !names.includes(label.replace(/^"|"$/g, '')));
        assert.deepEqual(missing, [], names.join('; '));
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

  it('labels and names of a snippet’s own characters, as they are', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what snippets read as placeholders
    const odd = ['say "hi"', 'a\\b', '$1 ${2:x} }|,', '^5$'];
    const xml = (text: string): string => text.replaceAll('"', '&quot;');
    const config = parseLabelingConfig(
      `<View><Image name="i" value="$i"/>${odd.map((label) => `<RectangleLabels name="${xml(label)}" toName="i"><Label value="${xml(label)}"/></RectangleLabels>`).join('')}
      <Choices name="all" toName="i">${odd.map((label) => `<Choice value="${xml(label)}"/>`).join('')}</Choices></View>`,
    ).config;
    assert.ok(config);
    const { document } = await open('completion/odd.json', '[]');
    const editor = await vscode.window.showTextDocument(document);
    for (const { label, text } of complete('{"result":[]}', 11, { config, indent: '' })) {
      await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, document.lineCount, 0), '[]'));
      assert.ok(await editor.insertSnippet(new vscode.SnippetString(text), new vscode.Position(0, 1)));
      await vscode.commands.executeCommand('leaveSnippet');
      assert.equal(document.getText(), `[${withDefaults(text)}]`, label);
      const [region] = JSON.parse(document.getText());
      assert.ok(label.startsWith(`${region.from_name}: `), label);
      assert.deepEqual(Object.values(region.value).at(-1), [region.from_name === 'all' ? odd[0] : region.from_name]);
    }
  });
});
