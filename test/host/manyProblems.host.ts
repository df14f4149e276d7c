import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, codeOf, open, ours, settle, until } from './support';

const region = (id: number, x: string): string =>
  `      {"id": "r${id}", "from_name": "box", "to_name": "photo", "type": "rectanglelabels",
       "value": {"x": ${x}, "y": 2, "width": 3, "height": 4, "rectanglelabels": ["A"]}}`;

/** A prediction with one region, in four lines. */
const unit = (index: number, x: string): string =>
  `  {"task": ${index + 1}, "model_version": "v", "result": [\n${region(index, x)}\n  ]}`;

const BAD = 1000;
const GOOD = 300;

/** A thousand mistakes, and behind them as many good predictions as fill several screens. */
const text = `[\n${Array.from({ length: BAD + GOOD }, (_, index) => unit(index, index < BAD ? '"1"' : '1')).join(',\n')}\n]\n`;

const wrongTypes = (document: vscode.TextDocument): vscode.Diagnostic[] =>
  ours(document.uri).filter((diagnostic) => codeOf(diagnostic) === 'wrong-type');

/** Opens the file, and waits until as much is underlined as ever will be. */
async function openMany(name: string): Promise<vscode.TextEditor> {
  const editor = await open(name, text);
  await until('the squiggles of a thousand mistakes', () =>
    ours(editor.document.uri).some(({ message }) => message.includes(`${BAD.toLocaleString('en')} errors`)),
  );
  return editor;
}

function show(editor: vscode.TextEditor, line: number): Promise<unknown> {
  const range = new vscode.Range(line, 0, line, 0);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenter);
  return until(`line ${line} to be in sight`, () =>
    editor.visibleRanges.some((visible) => visible.contains(range.start)),
  );
}

/** The line of the `nth` region's value, in a file without line breaks in other places. */
const lineOf = (nth: number): number => 1 + nth * 4 + 2;

/** Makes the mistake that the others have in one more region. */
async function spoil(editor: vscode.TextEditor, nth: number): Promise<vscode.Range> {
  const line = lineOf(nth);
  const at = editor.document.lineAt(line).text.indexOf('1');
  const range = new vscode.Range(line, at, line, at + 1);
  assert.ok(await editor.edit((edit) => edit.replace(range, '"1"')));
  return new vscode.Range(line, at, line, at + 3);
}

const isUnderlined = (document: vscode.TextDocument, range: vscode.Range): boolean =>
  wrongTypes(document).some((diagnostic) => diagnostic.range.isEqual(range));

describe('in a file with a thousand mistakes', () => {
  afterEach(closeAll);

  for (const inSight of [false, true]) {
    it(`a new one is underlined behind all others, ${inSight ? 'in' : 'out of'} sight`, async () => {
      const editor = await openMany(`new-${inSight ? 'seen' : 'unseen'}.predictions.json`);
      const { document } = editor;
      const nth = BAD + GOOD - 20;
      if (inSight) await show(editor, lineOf(nth));
      const range = await spoil(editor, nth);
      await until('the new squiggle', () => isUnderlined(document, range));
      const isSeen = editor.visibleRanges.some((visible) => visible.contains(range));
      assert.equal(isSeen, inSight);
      // Not by showing all of them: VS Code draws the first 500 only.
      assert.ok(ours(document.uri).length < 500);
      // It stays when nobody types any more.
      await settle();
      assert.ok(isUnderlined(document, range));
    });
  }

  it('those at the place that is scrolled to are underlined', async () => {
    const editor = await openMany('scrolled.predictions.json');
    const { document } = editor;
    const inSight = (): vscode.Range[] => {
      const bad = Array.from({ length: BAD }, (_, nth) => lineOf(nth));
      return bad
        .filter((line) => editor.visibleRanges.some(({ start, end }) => line >= start.line && line <= end.line))
        .map((line) => {
          const at = document.lineAt(line).text.indexOf('"1"');
          return new vscode.Range(line, at, line, at + 3);
        });
    };
    const last = lineOf(BAD - 1);
    assert.ok(!wrongTypes(document).some(({ range }) => range.start.line === last));
    await show(editor, last);
    await until('squiggles on every mistake in sight', () => {
      const seen = inSight();
      return seen.length > 1 && seen.every((range) => isUnderlined(document, range));
    });
    assert.ok(ours(document.uri).length < 500);
    await show(editor, 0);
    await until('squiggles at the beginning again', () => {
      const seen = inSight();
      return (
        seen.length > 1 && seen[0]?.start.line === lineOf(0) && seen.every((range) => isUnderlined(document, range))
      );
    });
  });

  it('they are left alone by typing elsewhere, and follow when they have moved', async () => {
    const editor = await openMany('moved.predictions.json');
    const { document } = editor;
    const type = async (line: number, character: number, typed: string): Promise<void> => {
      assert.ok(await editor.edit((edit) => edit.insert(new vscode.Position(line, character), typed)));
    };
    const places = (): number[][] => wrongTypes(document).map(({ range: { start } }) => [start.line, start.character]);
    const first = wrongTypes(document)[0];
    const before = places();
    assert.equal(before[0]?.[0], lineOf(0));
    // A digit in a good region: the same diagnostics are still there, they were not set again.
    const good = lineOf(BAD + 50);
    await type(good, document.lineAt(good).text.indexOf('2'), '7');
    await settle();
    assert.equal(wrongTypes(document)[0], first);
    // A blank behind a mistake: VS Code stretches squiggles that are typed at, so those of the line are set again.
    await type(lineOf(0), document.lineAt(lineOf(0)).text.length, ' ');
    await until('the squiggles to be set again', () => wrongTypes(document)[0] !== first);
    assert.deepEqual(places(), before);
    // A blank before it.
    await type(lineOf(0), 0, ' ');
    const [line = 0, character = 0] = before[0] ?? [];
    await until('the first to move by a blank', () => places()[0]?.[1] === character + 1);
    assert.deepEqual(places().slice(1), before.slice(1));
    // A line break above all of them, although not one stands in its line.
    await type(1, 0, '\n');
    await until('all to move by a line', () => places()[0]?.[0] === line + 1);
    assert.deepEqual(
      places().slice(1),
      before.slice(1).map(([row = 0, column]) => [row + 1, column]),
    );
  });
});
