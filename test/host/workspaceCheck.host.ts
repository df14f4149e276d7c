import assert from 'node:assert/strict';
import { appendFileSync, closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { closeAll, codeOf, folder, open, ours, replace, settle, until, write } from './support';

const BOX =
  '{"id":"r","from_name":"b","to_name":"i","type":"rectanglelabels","value":{"x":1,"y":2,"width":3,"height":4,"rectanglelabels":["A"]}}';
const GOOD = `[{"task":1,"model_version":"v","result":[${BOX}]}]`;
const BAD = GOOD.replace('"x":1', '"x":"1"');

interface Summary {
  files: number;
  filesWithProblems: number;
  problems: { error: number; warning: number; information: number; hint: number };
  unchecked: number;
  isCancelled: boolean;
  report: string | undefined;
}

async function checkAll(): Promise<Summary> {
  const summary = await vscode.commands.executeCommand<Summary>('labelStudio.checkAllFiles');
  assert.ok(summary, 'the command answers');
  return summary;
}

async function checkFile(...args: unknown[]): Promise<Summary> {
  const summary = await vscode.commands.executeCommand<Summary>('labelStudio.checkFile', ...args);
  assert.ok(summary, 'the command answers');
  return summary;
}

async function clear(): Promise<void> {
  await vscode.commands.executeCommand('labelStudio.clearResults');
}

/** Starts every test with a folder that holds only what the test puts there. */
async function emptyFolder(): Promise<void> {
  await clear();
  await closeAll();
  for (const [name] of await vscode.workspace.fs.readDirectory(folder())) {
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), name), { recursive: true });
  }
}

/** `file: code` of each of our diagnostics below the folder of the tests. */
function found(): string[] {
  return vscode.languages
    .getDiagnostics()
    .flatMap(([uri, diagnostics]) =>
      diagnostics
        .filter(({ source }) => source === 'label-studio')
        .map((diagnostic) => `${vscode.workspace.asRelativePath(uri)}: ${codeOf(diagnostic)}`),
    )
    .sort();
}

async function expectFound(expected: string[]): Promise<void> {
  await until('results', () => JSON.stringify(found()) === JSON.stringify(expected), 8_000).catch(() => {});
  assert.deepEqual(found(), expected);
}

async function reportText(summary: Summary): Promise<vscode.TextDocument> {
  assert.ok(summary.report);
  const uri = vscode.Uri.parse(summary.report);
  const document = await vscode.workspace.openTextDocument(uri);
  // VS Code keeps the text of an older report until it has heard that there is a new one.
  await vscode.window.showTextDocument(document);
  return document;
}

async function linksOf(document: vscode.TextDocument): Promise<vscode.DocumentLink[]> {
  return vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri, 10_000);
}

describe('Check All Prediction Files', () => {
  beforeEach(emptyFolder);
  after(emptyFolder);

  it('fills the Problems panel with what is wrong in files that are not open, at the exact place', async () => {
    const uri = await write('a.predictions.json', BAD);
    await write('sub/deep/b.predictions.jsonl', `${GOOD.slice(1, -1)}\n${BAD.slice(1, -1)}\n`);
    await write('c.predictions.json', GOOD);
    await write('other.json', BAD);
    const { report, ...summary } = await checkAll();
    assert.deepEqual(summary, {
      files: 3,
      filesWithProblems: 2,
      problems: { error: 2, warning: 0, information: 0, hint: 0 },
      unchecked: 0,
      isCancelled: false,
    });
    assert.deepEqual(found(), ['a.predictions.json: wrong-type', 'sub/deep/b.predictions.jsonl: wrong-type']);
    const [diagnostic] = ours(uri);
    assert.ok(diagnostic);
    const start = BAD.indexOf('"1"');
    assert.deepEqual(diagnostic.range, new vscode.Range(0, start, 0, start + 3));
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Error);
    assert.equal((diagnostic.code as { target: vscode.Uri }).target.toString(), 'label-studio://rules/wrong-type.md');
    assert.ok(report);
  });

  it('says that a .json file does not parse, which nobody else says of a closed one', async () => {
    await write('broken.predictions.json', BAD.slice(0, -1));
    await checkAll();
    assert.ok(found().includes('broken.predictions.json: json-syntax'), found().join());
  });

  it('takes what the setting names and what is treated, and leaves out what is excluded or of other tools', async () => {
    await write('generated/out.json', BAD);
    await write('node_modules/pack/x.predictions.json', BAD);
    await write('hidden/y.predictions.json', BAD);
    await write('other/predictions.json', '[{"score": 12, "label": "cat"}]');
    await write('own/predictions.json', BAD);
    const { document } = await open('asked.json', BAD);
    void vscode.commands.executeCommand('labelStudio.treatAsPredictions');
    await until('the file to be treated', () => ours(document.uri).length === 1);
    await closeAll();
    const ls = vscode.workspace.getConfiguration('labelStudio');
    const files = vscode.workspace.getConfiguration('files');
    await ls.update('files', ['**/generated/*.json'], vscode.ConfigurationTarget.Workspace);
    await files.update('exclude', { '**/hidden': true }, vscode.ConfigurationTarget.Workspace);
    try {
      const summary = await checkAll();
      assert.deepEqual(found(), [
        'asked.json: wrong-type',
        'generated/out.json: wrong-type',
        'own/predictions.json: wrong-type',
      ]);
      assert.equal(summary.files, 3);
    } finally {
      await ls.update('files', undefined, vscode.ConfigurationTarget.Workspace);
      await files.update('exclude', undefined, vscode.ConfigurationTarget.Workspace);
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('labelStudio.stopTreatingAsPredictions');
    }
  });

  it('checks a file again when it changes on the disk, and forgets it when it is deleted, renamed or cleared', async () => {
    const first = await write('a.predictions.json', BAD);
    await write('sub/b.predictions.json', BAD);
    const third = await write('c.predictions.json', BAD);
    await checkAll();
    assert.equal(found().length, 3);
    await write('a.predictions.json', GOOD);
    await expectFound(['c.predictions.json: wrong-type', 'sub/b.predictions.json: wrong-type']);
    await write('a.predictions.json', BAD.replace('"id":"r"', '"id":7'));
    await until('both problems', () => ours(first).length === 2);
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder(), 'sub'), { recursive: true });
    await until('the folder to go', () => !found().some((line) => line.startsWith('sub/')));
    await vscode.workspace.fs.rename(third, vscode.Uri.joinPath(folder(), 'd.json'));
    await until('the renamed file to go', () => ours(third).length === 0);
    await vscode.workspace.fs.delete(first);
    await expectFound([]);
    await write('a.predictions.json', BAD);
    await expectFound(['a.predictions.json: wrong-type']);
    await clear();
    assert.deepEqual(found(), []);
    await write('a.predictions.json', BAD.replace('"id":"r"', '"id":7'));
    await settle(1_200);
    assert.deepEqual(found(), []);
  });

  it('hands a file over to the live diagnostics when it opens, and checks it afresh when it closes', async () => {
    const uri = await write('a.predictions.json', BAD);
    await checkAll();
    const editor = await open('a.predictions.json', BAD);
    await until('one result instead of two', () => ours(uri).length === 1);
    await settle();
    assert.equal(ours(uri).length, 1, 'the defect is said once');
    await replace(editor, '"x":"1"', '"x":1');
    await until('the live diagnostics to follow', () => ours(uri).length === 0);
    await settle();
    assert.equal(ours(uri).length, 0, 'what was found on the disk does not come back');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until('the result of the file on disk', () => ours(uri).length === 1);
    const again = await open('a.predictions.json', BAD);
    await replace(again, '"x":"1"', '"x":1');
    await again.document.save();
    await closeAll();
    await settle(1_000);
    assert.deepEqual(ours(uri), [], 'a fresh result after closing');
  });

  it('compares files with their labeling config, and checks them again when it changes', async () => {
    const config = (name: string): string =>
      `<View><Image name="i" value="$image"/><RectangleLabels name="${name}" toName="i"><Label value="A"/></RectangleLabels></View>`;
    await write('label_config.xml', config('other'));
    await write('a.predictions.json', GOOD);
    await checkAll();
    await expectFound(['a.predictions.json: unknown-from-name']);
    assert.match((await reportText(await checkAll())).getText(), /compared with label_config\.xml/);
    await write('label_config.xml', config('b'));
    await expectFound([]);
    await write('label_config.xml', config('other'));
    await expectFound(['a.predictions.json: unknown-from-name']);
  });

  it('shows the first problems of a file, errors first, and a summary; all are in the report', async () => {
    const many = Array.from(
      { length: 600 },
      (_, index) => `{"task":${index + 1},"model_version":"v","score":5,"result":[]}`,
    );
    const uri = await write('many.predictions.json', `[${many.join(',\n')}]`);
    const summary = await checkAll();
    assert.equal(summary.problems.error + summary.problems.warning, 600);
    const shown = ours(uri);
    assert.equal(shown.length, 101);
    assert.match(shown.at(-1)?.message ?? '', /600 (errors|warnings)\. 500 problems of these are not shown here/);
    const report = await reportText(summary);
    assert.match(report.getText(), /1 file checked: 600 /);
    assert.equal(report.getText().match(/^ {4}\d+:\d+ /gm)?.length, 600);
  });

  it('writes a report whose links lead to the places and to the pages of the rules', async () => {
    const uri = await write('sub/a b#1.predictions.json', BAD);
    const summary = await checkAll();
    const report = await reportText(summary);
    const text = report.getText();
    const column = BAD.indexOf('"1"') + 1;
    assert.match(text, /1 file checked: 1 error\./);
    assert.ok(text.includes('1 prediction and 1 region'), text);
    assert.match(text, new RegExp(`^ {4}1:${column} +/0/result/0/value/x {2}"x" must be a number`, 'm'));
    const links = await linksOf(report);
    const place = links.find(({ range }) => report.getText(range) === `1:${column}`);
    assert.equal(place?.target?.with({ fragment: '' }).toString(), uri.toString());
    assert.equal(place?.target?.fragment, `L1,${column}`);
    assert.ok(links.some(({ target }) => target?.toString() === 'label-studio://rules/wrong-type.md'));
    // The report of the next check is shown in the same tab.
    await write('sub/a b#1.predictions.json', GOOD);
    await checkAll();
    await until('the new report', () => report.getText().includes('1 file checked: no problems.'));
    assert.deepEqual(await linksOf(report), []);
  });

  it('says what cannot be read, and checks the rest', async () => {
    await write('a.predictions.json', BAD);
    const broken = vscode.Uri.joinPath(folder(), 'bytes.predictions.json');
    await vscode.workspace.fs.writeFile(broken, new Uint8Array([0x5b, 0x22, 0xff, 0x22, 0x5d]));
    const summary = await checkAll();
    assert.equal(summary.files, 1);
    assert.equal(summary.unchecked, 1);
    assert.match((await reportText(summary)).getText(), /bytes\.predictions\.json: .*UTF-8/);
  });

  it('can be cancelled, and keeps what it has found until then', async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    const large = `[${Array.from({ length: 5_000 }, () => BAD.slice(1, -1)).join(',\n')}]`;
    for (let i = 0; i < 20; i++) await write(`f${i}.predictions.json`, i === 0 ? BAD : large);
    const running = checkAll();
    await until('the first result', () => found().length > 0);
    // The Cancel button of the newest notification, by its keyboard command.
    await vscode.commands.executeCommand('notification.acceptPrimaryAction');
    const summary = await running;
    assert.equal(summary.isCancelled, true);
    assert.ok(summary.files >= 1 && summary.files < 20, `${summary.files} files`);
    assert.ok(found().includes('f0.predictions.json: wrong-type'));
    assert.match((await reportText(summary)).getText(), /Cancelled: \d+ of 20 files were checked\./);
  });

  it('checks 5,000 small files without keeping the host from other work', async function () {
    this.timeout(180_000);
    writeMany(5_000);
    // VS Code tells of the new files, which is not to be measured.
    await settle(3_000);
    const delay = monitorEventLoopDelay({ resolution: 1 });
    let last = performance.now();
    let longest = 0;
    const timer = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }, 1);
    delay.enable();
    const start = performance.now();
    const summary = await checkAll();
    const seconds = (performance.now() - start) / 1000;
    delay.disable();
    clearInterval(timer);
    figures(
      `5,000 files: ${seconds.toFixed(2)} s, longest block ${longest.toFixed(1)} ms, histogram max ${(delay.max / 1e6).toFixed(1)} ms, p99 ${(delay.percentile(99) / 1e6).toFixed(1)} ms`,
    );
    assert.equal(summary.files, 5_000);
    assert.equal(summary.filesWithProblems, 50);
    assert.equal(found().length, 50);
  });
});

describe('Check File on Disk', () => {
  beforeEach(emptyFolder);
  after(emptyFolder);

  it('checks files of any name that are picked in the explorer', async () => {
    const first = await write('one.json', BAD);
    const second = await write('two.ndjson', `${BAD.slice(1, -1)}\n`);
    const one = await checkFile(first, [first, second]);
    assert.equal(one.files, 2);
    assert.deepEqual(found(), ['one.json: wrong-type', 'two.ndjson: wrong-type']);
    await clear();
    const only = await checkFile(second);
    assert.equal(only.files, 1);
    assert.deepEqual(found(), ['two.ndjson: wrong-type']);
    assert.match((await reportText(only)).getText(), /^Check of two\.ndjson, /);
  });

  it('checks the active file as it is on the disk, and says so when it has unsaved changes', async () => {
    const editor = await open('unsaved.predictions.json', BAD);
    await replace(editor, '"x":"1"', '"x":1');
    const summary = await checkFile();
    assert.equal(summary.problems.error, 1);
    assert.match((await reportText(summary)).getText(), /unsaved changes/);
    await vscode.window.showTextDocument(editor.document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('checks a file above the size that VS Code shows to extensions, and its links open the place', async function () {
    this.timeout(120_000);
    const uri = vscode.Uri.joinPath(folder(), 'huge.predictions.json');
    const tasks = writeHuge(uri.fsPath, 52 * 1024 * 1024);
    await vscode.commands.executeCommand('vscode.open', uri);
    await until('the tab', () => vscode.window.tabGroups.activeTabGroup.activeTab?.label === 'huge.predictions.json');
    assert.equal(vscode.window.activeTextEditor, undefined, 'VS Code shows no editor of it');
    const start = performance.now();
    const summary = await checkFile();
    figures(`52 MB: ${((performance.now() - start) / 1000).toFixed(2)} s`);
    assert.equal(summary.files, 1);
    assert.equal(summary.problems.error, 2);
    assert.deepEqual(found(), ['huge.predictions.json: wrong-type', 'huge.predictions.json: wrong-type']);
    const last = ours(uri)[1];
    assert.equal(last?.range.start.line, tasks - 1);
    const report = await reportText(summary);
    const wanted = `${tasks}:${(last?.range.start.character ?? 0) + 1}`;
    const link = (await linksOf(report)).find(({ range }) => report.getText(range) === wanted);
    assert.ok(link?.target, wanted);
    // VS Code's own opener takes the line from the address; the test of the browser looks where the cursor is.
    await vscode.commands.executeCommand('vscode.open', link.target);
    await until('the file', () => vscode.window.tabGroups.activeTabGroup.activeTab?.label === 'huge.predictions.json');
    await closeAll();
    await vscode.workspace.fs.delete(uri);
    await until('its results to go', () => found().length === 0);
  });

  it('says what to do when there is no file', async () => {
    await closeAll();
    assert.equal(await vscode.commands.executeCommand('labelStudio.checkFile'), undefined);
  });
});

/** Figures are reported, never asserted: they go to the log of the run. */
function figures(text: string): void {
  console.log(`figures: ${text}`);
}

/** Small files in fifty folders, every hundredth with a mistake. */
function writeMany(count: number): void {
  for (let i = 0; i < count; i++) {
    const dir = join(folder().fsPath, `d${i % 50}`);
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, `f${i}.predictions.json`), i % 100 === 0 ? BAD : GOOD);
  }
}

/** Writes flat predictions, one a line, the first and the last with a mistake. Returns how many. */
function writeHuge(path: string, bytes: number): number {
  const [good, bad] = [`${GOOD.slice(1, -1)},\n`, BAD.slice(1, -1)];
  const block = good.repeat(4_000);
  const blocks = Math.ceil(bytes / block.length);
  const file = openSync(path, 'w');
  writeSync(file, `[${bad},\n`);
  for (let i = 0; i < blocks; i++) writeSync(file, block);
  closeSync(file);
  appendFileSync(path, `${bad}]\n`);
  return blocks * 4_000 + 2;
}
