// Runs inside of the extension host: `npm run bench:configs` (bench/workspace-configs.mjs) says what it measures.
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { ConfigChange } from '../../src/vscode/config/configSource';
import { LabelingConfigs } from '../../src/vscode/config/labelingConfigs';

const FOLDERS = 500;
const FILES_PER_FOLDER = 10;
/** Questions that are open at the same time, as when a whole workspace is checked. */
const AT_ONCE = 20;

const log = { info: () => {}, warn: () => {}, error: (text: string) => console.error(text) };
/** Nothing is remembered. */
const state: vscode.Memento = {
  keys: () => [],
  get: (_: string, value?: unknown) => value as never,
  update: async () => {},
};
const loadParser = () => import('../../src/vscode/chunks/labelingConfig');

/** A config of the usual size: an image with forty labels and two choices. */
function config(index: number): string {
  const labels = Array.from(
    { length: 40 },
    (_, label) => `    <Label value="Label ${index}.${label}" background="#1f77b4"/>`,
  );
  return `<View>
  <Image name="image" value="$image"/>
  <RectangleLabels name="box" toName="image">
${labels.join('\n')}
  </RectangleLabels>
  <Choices name="weather" toName="image"><Choice value="Calm"/><Choice value="Storm"/></Choices>
</View>
`;
}

function milliseconds(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

async function readyAll(configs: LabelingConfigs, uris: readonly vscode.Uri[]): Promise<number> {
  const start = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < uris.length; index = next++) await configs.ready(uris[index] as vscode.Uri);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return performance.now() - start;
}

/**
 * Changes a config and waits until that is told. The watcher of VS Code can miss what happens in a folder that was made
 * a moment ago; then it is tried again, but what the watcher sees has to be told.
 */
async function change(configs: LabelingConfigs, uri: vscode.Uri): Promise<{ told: ConfigChange; after: number }> {
  const watcher = vscode.workspace.createFileSystemWatcher('**/*.xml');
  let isSeen = false;
  watcher.onDidChange((other) => {
    isSeen ||= other.toString() === uri.toString();
  });
  let told: ConfigChange | undefined;
  let at = 0;
  configs.onDidChange((news) => {
    told ??= news;
    at ||= performance.now();
  });
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const start = performance.now();
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(config(FOLDERS + attempt)));
    while (!told && performance.now() - start < 5_000) await new Promise((resolve) => setTimeout(resolve, 1));
    if (told) {
      watcher.dispose();
      return { told, after: at - start };
    }
    if (isSeen) throw new Error('VS Code saw a change that was not told.');
    console.error('VS Code has not seen a change.');
  }
  throw new Error('VS Code sees no changes.');
}

describe('labeling configs of a workspace', function () {
  this.timeout(0);
  const root = vscode.workspace.workspaceFolders?.[0]?.uri as vscode.Uri;
  const result: Record<string, number> = {};

  async function makeFiles(name: string, withConfigs: boolean): Promise<vscode.Uri[]> {
    const uris: vscode.Uri[] = [];
    for (let folder = 0; folder < FOLDERS; folder += 1) {
      const at = vscode.Uri.joinPath(root, name, `part-${folder % 10}`, `batch-${folder}`);
      for (let file = 0; file < FILES_PER_FOLDER; file += 1) {
        const uri = vscode.Uri.joinPath(at, `${file}.predictions.json`);
        await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('[]'));
        uris.push(uri);
      }
      const text = new TextEncoder().encode(config(folder));
      if (withConfigs) await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(at, 'label_config.xml'), text);
    }
    return uris;
  }

  it('with a config in every folder', async () => {
    const uris = await makeFiles('with', true);
    const configs = new LabelingConfigs(state, loadParser, log);
    await loadParser();
    result.first = await readyAll(configs, uris.slice(0, 1));
    result.cold = await readyAll(configs, uris);
    result.warmReady = await readyAll(configs, uris);
    let found = 0;
    result.warm = milliseconds(() => {
      for (const uri of uris) found += configs.configFor(uri)?.config ? 1 : 0;
    });
    if (found !== uris.length) throw new Error(`${found} of ${uris.length} files have a config`);
    const changed = vscode.Uri.joinPath(uris[0] as vscode.Uri, '../label_config.xml');
    const { told, after } = await change(configs, changed);
    result.toldAfter = after;
    let affected = 0;
    result.affects = milliseconds(() => {
      for (const uri of uris) affected += told.affects(uri) ? 1 : 0;
    });
    if (affected !== FILES_PER_FOLDER) throw new Error(`${affected} files are told of a change`);
    configs.dispose();
  });

  it('without any config', async () => {
    const uris = await makeFiles('without', false);
    const configs = new LabelingConfigs(state, loadParser, log);
    result.noneCold = await readyAll(configs, uris);
    result.noneWarm = milliseconds(() => {
      for (const uri of uris) if (configs.configFor(uri)) throw new Error('There is no config.');
    });
    configs.dispose();
    writeFileSync(process.env.LSP_BENCH_HOST ?? '', JSON.stringify(result));
  });
});
