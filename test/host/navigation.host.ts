import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Random } from '../generators/random';
import { RENAMING_CONFIG, type Renaming, randomFile, renamedValue, valuesOf } from '../generators/renaming';
import { closeAll, folder, open, until, write } from './support';

const SEED = 7_020;
const FILES = 200;

const region = (control: string, label: string): string =>
  `{"id":"r1","from_name":"${control}","to_name":"photo","type":"rectanglelabels","value":{"x":1,"y":2,"width":3,"height":4,"rectanglelabels":["${label}"]}}`;
const flat = (...regions: string[]): string => `{"task":1,"model_version":"v","result":[${regions.join(',')}]}`;

/** The position of a `¦` in a text, and the text without it. */
function marked(text: string): { text: string; at: number } {
  return { text: text.replace('¦', ''), at: text.indexOf('¦') };
}

function positionOf(document: vscode.TextDocument, text: string, offset = 0): vscode.Position {
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `${text} is not in ${document.uri.path}`);
  return document.positionAt(at + offset);
}

async function definition(document: vscode.TextDocument, at: vscode.Position): Promise<vscode.LocationLink[]> {
  return until('a definition', async () => {
    const links = await vscode.commands.executeCommand<vscode.LocationLink[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      at,
    );
    return links.length > 0 ? links : undefined;
  });
}

async function rename(document: vscode.TextDocument, at: vscode.Position, to: string): Promise<vscode.WorkspaceEdit> {
  return vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', document.uri, at, to);
}

async function refused(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => assert.fail('it was not refused'),
    (error: Error) => error.message,
  );
}

/** The text with the edits of one file, made without VS Code's help. */
function applied(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): string {
  let text = document.getText();
  const placed = edits.map(({ range, newText }) => ({
    start: document.offsetAt(range.start),
    end: document.offsetAt(range.end),
    newText,
  }));
  for (const { start, end, newText } of placed.sort((a, b) => b.start - a.start)) {
    text = text.slice(0, start) + newText + text.slice(end);
  }
  return text;
}

describe('going to definitions and references', () => {
  before(() => write('navigation/label_config.xml', RENAMING_CONFIG));
  afterEach(closeAll);

  for (const [what, unit, expected] of [
    ['a from_name', flat(region('b¦ox', 'Ship')), 'box'],
    ['a to_name', flat(region('box', 'Ship').replace('"photo"', '"pho¦to"')), 'photo'],
    ['a label', flat(region('box', 'B¦uoy')), 'Buoy'],
    ['an alias', flat(region('box', 'o¦ld \\"one\\"')), 'old &quot;one&quot;'],
  ] as const) {
    for (const [extension, wrap] of [
      ['predictions.json', (text: string) => `[\n${text}\n]`],
      ['predictions.jsonl', (text: string) => `${flat()}\n${text}\n`],
    ] as const) {
      it(`${what} in ${extension} leads into the XML`, async () => {
        const { text, at } = marked(wrap(unit));
        const { document } = await open(`navigation/go.${extension}`, text);
        const [link, ...others] = await definition(document, document.positionAt(at));
        assert.ok(link);
        assert.equal(others.length, 0);
        assert.ok(link.targetUri.path.endsWith('/navigation/label_config.xml'));
        const config = await vscode.workspace.openTextDocument(link.targetUri);
        assert.equal(config.getText(link.targetSelectionRange), expected);
        assert.match(config.getText(link.targetRange), /^<(RectangleLabels|Image|Label) .*>$/);
      });
    }
  }

  it('an id leads to the region of the same prediction', async () => {
    const text = `[${flat(region('box', 'Ship'))},${flat(region('shape', 'Ship'), '{"type":"relation","from_id":"r1","to_id":"r1"}')}]`;
    const { document } = await open('navigation/ids.predictions.json', text);
    const [link, ...others] = await definition(document, positionOf(document, '"from_id":"r1"', 12));
    assert.ok(link?.targetSelectionRange);
    assert.equal(others.length, 0);
    assert.equal(document.getText(link.targetRange), region('shape', 'Ship'));
    const places = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      document.uri,
      link.targetSelectionRange.start.translate(0, 1),
    );
    assert.deepEqual(
      places.map(({ range }) => document.getText(range)),
      ['"r1"', '"r1"', '"r1"'],
    );
  });

  it('a name leads from where it is used in the XML to its tag, and from there to all uses', async () => {
    await write(
      'navigation/closed.predictions.jsonl',
      `${flat(region('box', 'Ship'))}\n${flat(region('shape', 'Ship'))}\n`,
    );
    await open('navigation/opened.predictions.json', `[${flat(region('box', 'Ship'), region('box', 'Buoy'))}]`);
    const config = await vscode.workspace.openTextDocument(
      vscode.Uri.joinPath(folder(), 'navigation/label_config.xml'),
    );
    await vscode.window.showTextDocument(config);
    const [link] = await definition(config, positionOf(config, 'toName="note"', 9));
    assert.ok(link?.targetSelectionRange);
    assert.equal(config.getText(link.targetRange), '<Text name="note" value="$text"/>');
    const label = positionOf(config, 'Ship', 1);
    const places = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      config.uri,
      label,
    );
    const counts = new Map<string, number>();
    for (const { uri } of places) {
      const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    assert.equal(counts.get('label_config.xml'), 2);
    assert.equal(counts.get('closed.predictions.jsonl'), 1);
    assert.equal(counts.get('opened.predictions.json'), 1);
  });
});

describe('renaming over 200 files', () => {
  const random = new Random(SEED);
  const files = Array.from({ length: FILES }, (_, n) => {
    const file = randomFile(random);
    return { ...file, name: `renaming/${n % 7}/f${n}.predictions.${file.form}` };
  });

  before(async () => {
    await write('renaming/label_config.xml', RENAMING_CONFIG);
    // Files of another config hold the same words.
    await write('renaming/other/label_config.xml', RENAMING_CONFIG);
    await write('renaming/other/x.predictions.json', `[${flat(region('box', 'Ship'))}]`);
    for (const { name, text } of files) await write(name, text);
  });
  afterEach(closeAll);

  for (const [renaming, place, isMade] of [
    [{ control: 'box', path: ['Ship'], to: 'Boat "é"' }, '<Label value="¦Ship"/><Label value="Buoy"/>', true],
    [{ name: 'box', to: 'b & "o"' }, '<RectangleLabels name="¦box"', false],
    [
      { control: 'kind', path: ['Ship', 'Sail'], to: 'Sailing' },
      '<Choice value="¦Sail"/><Choice value="Motor"/>',
      false,
    ],
  ] as const satisfies readonly (readonly [Renaming, string, boolean])[]) {
    it(`${JSON.stringify(renaming)}: exactly what a plain reading says${isMade ? ', and undo restores every byte' : ''}`, async () => {
      const { text: tag, at } = marked(place);
      const uri = vscode.Uri.joinPath(folder(), 'renaming/label_config.xml');
      const config = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(config);
      const edit = await rename(config, positionOf(config, tag, at), renaming.to);
      const byFile = new Map(edit.entries().map(([own, edits]) => [own.toString(), edits]));
      let total = 0;
      for (const file of files) {
        const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder(), file.name));
        const edits = byFile.get(document.uri.toString()) ?? [];
        byFile.delete(document.uri.toString());
        const expected = valuesOf(file).map((value) => renamedValue(value, renaming));
        const said = `seed ${SEED}, ${file.name}: ${file.text}`;
        assert.equal(
          edits.length,
          expected.reduce((sum, { changes }) => sum + changes, 0),
          said,
        );
        assert.deepEqual(
          valuesOf({ form: file.form, text: applied(document, edits) }),
          expected.map(({ value }) => value),
          said,
        );
        total += edits.length;
      }
      assert.ok(total > 20);
      assert.deepEqual([...byFile.keys()], [config.uri.toString()], 'no other file');
      if (isMade) await makeAndUndo(edit);
    });
  }

  /** Makes the changes, file by file, so that VS Code does not ask about undoing all of them, and takes them back. */
  async function makeAndUndo(edit: vscode.WorkspaceEdit): Promise<void> {
    for (const [uri, edits] of edit.entries()) {
      const document = await vscode.workspace.openTextDocument(uri);
      const before = Buffer.from(await vscode.workspace.fs.readFile(uri));
      const changed = applied(document, edits);
      const plain = new vscode.WorkspaceEdit();
      plain.set(uri, [...edits]);
      assert.ok(await vscode.workspace.applyEdit(plain));
      assert.equal(document.getText(), changed);
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('undo');
      await until('the old text', () => !document.isDirty || document.getText() !== changed);
      assert.equal(document.getText(), before.toString('utf8').replace(/^\ufeff/, ''));
      await document.save();
      assert.ok(before.equals(Buffer.from(await vscode.workspace.fs.readFile(uri))), uri.path);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    }
  }
});

describe('renaming from a prediction file', () => {
  afterEach(closeAll);

  it('reaches the config, the open text and the text on the disk', async () => {
    await write('renamed/label_config.xml', RENAMING_CONFIG);
    const closed = await write('renamed/closed.predictions.json', `[\n  ${flat(region('box', 'Sh\\u0069p'))}\n]\n`);
    const { document } = await open('renamed/open.predictions.json', `[${flat(region('box', 'Buoy'))}]`);
    const editor = vscode.window.activeTextEditor as vscode.TextEditor;
    await editor.edit((builder) => builder.replace(wordRange(document, 'Buoy'), 'Ship'));
    const edit = await rename(document, positionOf(document, 'Ship', 2), 'Boot é');
    const byFile = new Map(edit.entries().map(([uri, edits]) => [uri.path.split('/').pop(), edits]));
    assert.deepEqual(
      byFile.get('open.predictions.json')?.map(({ newText }) => newText),
      ['"Boot é"'],
    );
    assert.deepEqual(
      byFile.get('closed.predictions.json')?.map(({ newText }) => newText),
      ['"Boot \\u00e9"'],
    );
    assert.deepEqual(byFile.get('label_config.xml')?.filter(({ newText }) => newText !== '').length, 2);
    assert.equal((await vscode.workspace.openTextDocument(closed)).isDirty, false);
  });

  it('gives a region another id in its prediction', async () => {
    const text = `[${flat(region('box', 'Ship'))},${flat(region('box', 'Ship'), '{"type":"relation","from_id":"r1","to_id":"r1"}')}]`;
    const { document } = await open('renamed/id.predictions.json', text);
    const edit = await rename(document, positionOf(document, '"from_id":"r1"', 12), 'boat');
    assert.equal(
      applied(document, edit.get(document.uri)),
      text.slice(0, text.indexOf('},{"task"')) + text.slice(text.indexOf('},{"task"')).replaceAll('"r1"', '"boat"'),
    );
    assert.match(await refused(rename(document, positionOf(document, '"from_id":"r1"', 12), 'a#b')), /cuts ids off/);
  });

  it('is refused with the reason', async () => {
    await write('renamed/label_config.xml', RENAMING_CONFIG);
    const { document } = await open(
      'renamed/refused.predictions.json',
      `[${flat(region('box', 'Ship'), region('box', 'Whale'))}]`,
    );
    const ship = positionOf(document, 'Ship', 2);
    assert.match(await refused(rename(document, ship, ' ')), /empty/);
    assert.match(await refused(rename(document, ship, 'Buoy')), /already/);
    assert.match(await refused(rename(document, ship, '$x')), /data of a task/);
    const prepare = (at: vscode.Position): Promise<unknown> =>
      Promise.resolve(vscode.commands.executeCommand('vscode.prepareRename', document.uri, at));
    assert.match(await refused(prepare(positionOf(document, 'Whale', 2))), /No name, label or region id/);
    assert.match(await refused(prepare(positionOf(document, '"x":1', 4))), /No name, label or region id/);
    const prepared = (await prepare(ship)) as { range: vscode.Range; placeholder: string };
    assert.equal(prepared.placeholder, 'Ship');
    assert.equal(document.getText(prepared.range), 'Ship');
    const { document: broken } = await open('renamed/broken/label_config.xml', '<View>');
    assert.match(
      await refused(
        Promise.resolve(vscode.commands.executeCommand('vscode.prepareRename', broken.uri, new vscode.Position(0, 2))),
      ),
      /cannot be used until it is mended/,
    );
    const { document: governed } = await open('renamed/broken/a.predictions.json', `[${flat(region('box', 'Ship'))}]`);
    assert.match(
      await refused(rename(governed, positionOf(governed, 'Ship', 2), 'Boat')),
      /label_config\.xml cannot be used/,
    );
  });
});

function wordRange(document: vscode.TextDocument, word: string): vscode.Range {
  return new vscode.Range(positionOf(document, word), positionOf(document, word, word.length));
}
