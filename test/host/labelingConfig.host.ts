import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ConfigChange } from '../../src/vscode/config/configSource';
import { LabelingConfigs } from '../../src/vscode/config/labelingConfigs';
import { describeConfig } from '../../src/vscode/status/configStatus';
import {
  closeAll,
  codeOf,
  expectUnderlined,
  folder,
  open,
  ours,
  replace,
  settle,
  underlined,
  until,
  write,
} from './support';

const IMAGE = '<Image name="image" value="$image"/>';
const box = (name: string): string =>
  `<View>${IMAGE}<RectangleLabels name="${name}" toName="image"><Label value="Ship"/></RectangleLabels></View>`;

/** A prediction of the control `box`; with a config that has no such control its name is underlined. */
const PREDICTION = JSON.stringify({
  task: 1,
  model_version: 'v1',
  score: 0.5,
  result: [
    {
      id: 'r',
      from_name: 'box',
      to_name: 'image',
      type: 'rectanglelabels',
      value: { x: 1, y: 2, width: 3, height: 4, rotation: 0, rectanglelabels: ['Ship'] },
    },
  ],
});
const WRONG_NAME = 'unknown-from-name "box"';

async function remove(uri: vscode.Uri): Promise<void> {
  await vscode.workspace.fs.delete(uri, { recursive: true });
}

/** Opens the prediction in a folder of its own. */
function openIn(path: string): Promise<vscode.TextEditor> {
  return open(`${path}.predictions.json`, PREDICTION);
}

async function configure(value: string | undefined): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('labelStudio');
  await configuration.update('labelConfig', value, vscode.ConfigurationTarget.Workspace);
}

/** Takes the entry so many places below the first one in the command's quick pick. */
async function choose(below: number): Promise<void> {
  let isDone = false;
  vscode.commands.executeCommand('labelStudio.chooseLabelConfig').then(() => {
    isDone = true;
  });
  // Nothing tells when the entries are there, and without them these commands do nothing.
  await settle(2_000);
  await until('the choice to be made', async () => {
    await vscode.commands.executeCommand('quickInput.first');
    for (let step = 0; step < below; step += 1) await vscode.commands.executeCommand('quickInput.next');
    await vscode.commands.executeCommand('quickInput.accept');
    await settle(500);
    return isDone;
  });
}

describe('the labeling config of a file', () => {
  beforeEach(async () => {
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(folder(), 'configs'));
  });
  afterEach(async () => {
    await closeAll();
    await configure(undefined);
    await remove(vscode.Uri.joinPath(folder(), 'configs'));
  });

  it('is not needed', async () => {
    const { document } = await openIn('configs/none/a');
    await settle();
    assert.deepEqual(underlined(document), []);
  });

  it('is the one beside it, and counts as soon as it is there', async () => {
    const { document } = await openIn('configs/beside/a');
    await settle();
    assert.deepEqual(underlined(document), []);
    const config = await write('configs/beside/label_config.xml', box('other'));
    await expectUnderlined(document, [WRONG_NAME]);
    await write('configs/beside/label_config.xml', box('box'));
    await expectUnderlined(document, []);
    await write('configs/beside/label_config.xml', box('other'));
    await expectUnderlined(document, [WRONG_NAME]);
    await remove(config);
    await expectUnderlined(document, []);
  });

  it('is the nearest one above it', async () => {
    await write('configs/labeling_config.xml', box('other'));
    const { document } = await openIn('configs/a/b/c/a');
    await expectUnderlined(document, [WRONG_NAME]);
    const nearer = await write('configs/a/label_config.xml', box('box'));
    await expectUnderlined(document, []);
    await remove(nearer);
    await expectUnderlined(document, [WRONG_NAME]);
  });

  it('is the one that is paired with it by name', async () => {
    await write('configs/pair/label_config.xml', box('other'));
    await write('configs/pair/ships.label-config.xml', box('box'));
    const paired = await openIn('configs/pair/ships');
    await settle();
    assert.deepEqual(underlined(paired.document), []);
    const other = await openIn('configs/pair/boats');
    await expectUnderlined(other.document, [WRONG_NAME]);
  });

  it('is the one that the setting names', async () => {
    await write('configs/set/label_config.xml', box('other'));
    const { document } = await openIn('configs/set/a');
    await expectUnderlined(document, [WRONG_NAME]);
    const named = await write('configs/elsewhere/project.xml', box('box'));
    await configure('configs/elsewhere/project.xml');
    await expectUnderlined(document, []);
    await write('configs/elsewhere/project.xml', box('other'));
    await expectUnderlined(document, [WRONG_NAME]);
    await write('configs/elsewhere/project.xml', box('box'));
    await expectUnderlined(document, []);
    await configure(named.fsPath);
    await settle();
    assert.deepEqual(underlined(document), []);
    await configure('configs/elsewhere/gone.xml');
    await settle();
    assert.deepEqual(underlined(document), []);
    await configure(undefined);
    await expectUnderlined(document, [WRONG_NAME]);
  });

  it('tells beside a problem what follows from it, and where', async () => {
    await write('configs/follows/label_config.xml', box('box'));
    const text = PREDICTION.replace('"rectanglelabels"', '"rectanglelabel"').replace('Ship', 'Shipp');
    const { document } = await open('configs/follows/a.predictions.json', text);
    const diagnostic = await until('the problem', () => ours(document.uri)[0]);
    assert.equal(codeOf(diagnostic), 'unknown-type');
    const [only, ...more] = diagnostic.relatedInformation ?? [];
    assert.deepEqual(more, []);
    assert.match(only?.message ?? '', /The validator/);
    assert.equal(only?.location.uri.toString(), document.uri.toString());
  });

  it('is the one in an editor, saved or not', async () => {
    await write('configs/edit/label_config.xml', box('box'));
    const { document } = await openIn('configs/edit/a');
    await settle();
    const config = await open('configs/edit/label_config.xml', box('box'));
    await replace(config, 'name="box"', 'name="boxes"');
    assert.ok(config.document.isDirty);
    await expectUnderlined(document, [WRONG_NAME]);
    // Closing without saving brings the disk's config back.
    await vscode.window.showTextDocument(config.document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await expectUnderlined(document, []);
  });

  it('stays the last good one while it is broken, which is underlined in it', async () => {
    const { document } = await openIn('configs/broken/a');
    const config = await open('configs/broken/label_config.xml', box('other'));
    await expectUnderlined(document, [WRONG_NAME]);
    await replace(config, '</View>', '</Viw>');
    await expectUnderlined(config.document, ['config-not-well-formed </Viw>']);
    await settle();
    assert.deepEqual(underlined(document), [WRONG_NAME]);
    await replace(config, '</Viw>', '</View>');
    await expectUnderlined(config.document, []);
    await replace(config, 'name="other"', 'name="box"');
    await expectUnderlined(document, []);
    await config.document.save();
    await settle();
    assert.deepEqual(underlined(document), []);
  });

  it('moves with its folder', async () => {
    await write('configs/from/label_config.xml', box('other'));
    await openIn('configs/from/a');
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(vscode.Uri.joinPath(folder(), 'configs/from'), vscode.Uri.joinPath(folder(), 'configs/to'));
    assert.ok(await vscode.workspace.applyEdit(edit));
    const moved = vscode.Uri.joinPath(folder(), 'configs/to/a.predictions.json');
    const document = await until('the moved file', () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === moved.toString()),
    );
    await expectUnderlined(document, [WRONG_NAME]);
    // By hand, since a moved folder is out of the sight of the watcher of some systems.
    const deletion = new vscode.WorkspaceEdit();
    deletion.deleteFile(vscode.Uri.joinPath(folder(), 'configs/to/label_config.xml'));
    assert.ok(await vscode.workspace.applyEdit(deletion));
    await expectUnderlined(document, []);
  });

  for (const [when, pause] of [
    ['at once', 0],
    ['later', 1_500],
  ] as const) {
    it(`is none of a folder that was deleted and made again ${when}`, async () => {
      const name = `configs/again-${pause}`;
      await write(`${name}/label_config.xml`, box('other'));
      const { document } = await openIn(`${name}/below/a`);
      await expectUnderlined(document, [WRONG_NAME]);
      await closeAll();
      await remove(vscode.Uri.joinPath(folder(), name));
      await settle(pause);
      const again = await openIn(`${name}/below/a`);
      await settle();
      await expectUnderlined(again.document, []);
    });
  }

  it('of two is label_config.xml, until somebody chooses the other', async () => {
    await write('configs/two/label_config.xml', box('other'));
    await write('configs/two/labeling_config.xml', box('box'));
    const { document } = await openIn('configs/two/below/a');
    await expectUnderlined(document, [WRONG_NAME]);
    await choose(1);
    await expectUnderlined(document, []);
    const { document: neighbour } = await openIn('configs/two/beside/a');
    await settle();
    assert.deepEqual(underlined(neighbour), []);
    // A choice that is gone is no choice.
    await remove(vscode.Uri.joinPath(folder(), 'configs/two/labeling_config.xml'));
    await expectUnderlined(neighbour, [WRONG_NAME]);
  });

  it('of an unsaved text is the one of the workspace', async () => {
    const config = await write('label_config.xml', box('other'));
    try {
      const uri = vscode.Uri.parse('untitled:new.predictions.json');
      const document = await vscode.workspace.openTextDocument(uri);
      const editor = await vscode.window.showTextDocument(document);
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), PREDICTION));
      await expectUnderlined(document, [WRONG_NAME]);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    } finally {
      await remove(config);
    }
  });
});

describe('squiggles in a labeling config', () => {
  afterEach(closeAll);

  it('say what Label Studio refuses and what has no effect', async () => {
    const { document } = await open(
      'squiggles.label-config.xml',
      `<View>${IMAGE}<Brush name="image" toName="img"/><Label value="x"/></View>`,
    );
    await expectUnderlined(document, ['duplicate-name image', 'to-name-not-found img', 'label-outside-control <Label']);
  });
  it('are not in other XML, unless it is a config for a file', async () => {
    await write('other/a.predictions.json', PREDICTION);
    const { document } = await open('other/project.xml', '<View><Label value="x"/></View>');
    await settle();
    assert.deepEqual(underlined(document), []);
    await openIn('other/a');
    await configure('other/project.xml');
    await vscode.window.showTextDocument(document);
    await expectUnderlined(document, ['label-outside-control <Label']);
    await configure(undefined);
  });
});

describe('what is said of the labeling config in force', () => {
  const state: vscode.Memento = {
    keys: () => [],
    get: (_: string, value?: unknown) => value as never,
    update: async () => {},
  };
  const log = { info: () => {}, warn: () => {}, error: (text: string) => assert.fail(text) };
  let configs: LabelingConfigs;
  before(() => {
    configs = new LabelingConfigs(state, () => import('../../src/vscode/chunks/labelingConfig'), log);
  });
  after(async () => {
    configs.dispose();
    await remove(vscode.Uri.joinPath(folder(), 'said'));
  });
  const at = (path: string): vscode.Uri => vscode.Uri.joinPath(folder(), 'said', path);

  it('none, and what is not checked then', async () => {
    assert.equal(await configs.ready(at('none/a.predictions.json')), undefined);
    const { text, detail, isProblem } = describeConfig(undefined);
    assert.equal(text, 'No labeling config');
    assert.equal(detail, 'names, types and labels unchecked');
    assert.equal(isProblem, false);
  });
  it('the nearest one, and that there is another', async () => {
    await write('said/near/label_config.xml', box('box'));
    await write('said/near/labeling_config.xml', box('box'));
    const file = at('near/below/a.predictions.json');
    const found = await configs.ready(file);
    assert.ok(found);
    assert.deepEqual(configs.configFor(file), found);
    assert.equal(found.config?.controls.get('box')?.tag, 'RectangleLabels');
    assert.deepEqual([found.origin, found.broken, found.candidates.length], ['nearby', false, 2]);
    const { text, detail } = describeConfig(found);
    assert.equal(text, 'said/near/label_config.xml');
    assert.equal(detail, 'nearest labeling config, 1 of 2 here');
    await configs.choose(file, at('near/labeling_config.xml'));
    assert.deepEqual([configs.configFor(file)?.origin, configs.configFor(file)?.candidates.length], ['chosen', 2]);
  });
  it('a broken one, and whether there was a good one', async () => {
    await write('said/broken/label_config.xml', '<View>');
    const file = at('broken/a.predictions.json');
    const found = await configs.ready(file);
    assert.deepEqual([found?.broken, found?.config], [true, undefined]);
    assert.match(found?.brokenBecause ?? '', /is not ended/);
    assert.equal(describeConfig(found).detail, 'broken, names and labels unchecked');
    // News of the files of other tests may still be under way.
    const news = (): Promise<ConfigChange> =>
      new Promise((resolve) => {
        const listening = configs.onDidChange((change) => {
          if (!change.affects(file)) return;
          listening.dispose();
          resolve(change);
        });
      });
    await settle();
    const change = news();
    await write('said/broken/label_config.xml', box('box'));
    const { affects } = await change;
    assert.ok(!affects(at('near/below/a.predictions.json')));
    assert.equal((await configs.ready(file))?.broken, false);
    const again = news();
    await write('said/broken/label_config.xml', '');
    await again;
    const worse = await configs.ready(file);
    assert.ok(worse?.broken && worse.config?.controls.has('box'));
    const { text, detail, isProblem } = describeConfig(worse);
    assert.equal(text, 'said/broken/label_config.xml');
    assert.equal(detail, 'broken, its last good text is used');
    assert.match(worse.brokenBecause ?? '', /is empty/);
    assert.ok(isProblem);
  });
  it('UTF-16 is read where a mark says so', async () => {
    const bytes = Buffer.from(`\ufeff${box('größe')}`, 'utf16le');
    await vscode.workspace.fs.writeFile(at('wide/label_config.xml'), bytes);
    const found = await configs.ready(at('wide/a.predictions.json'));
    assert.ok(found?.config?.controls.has('größe'));
  });
});
