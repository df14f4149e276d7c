// VS Code as a page: its own server on the loopback interface, with this extension loaded from its sources.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../lib/cleanup.mjs';
import { waitFor } from '../lib/net.mjs';
import { CommandFailed, cleanEnvironment } from '../lib/run.mjs';
import { supervise } from '../lib/service.mjs';
import { ensureVsCodeServer } from '../setup/vscode.mjs';

const watchParent = fileURLToPath(new URL('end-with-parent.cjs', import.meta.url));

/**
 * Settings that keep a test alone with what it does. `files.autoSave` is on by default in a browser and would write
 * every edit into the fixtures.
 */
export const quietSettings = {
  'files.autoSave': 'off',
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'git.openRepositoryInParentFolders': 'never',
};

/**
 * @param {import('./vscode-server.d.mts').VsCodeOptions} options
 * @returns {Promise<import('./vscode-server.d.mts').VsCodePage>}
 */
export async function startVsCode(options) {
  const { node, serverMain } = await ensureVsCodeServer();
  const temporary = options.serverDataDir === undefined ? temporaryFolder('vscode-data') : undefined;
  const dataDir = options.serverDataDir ?? temporary?.dir ?? '';
  writeSettings(dataDir, { ...quietSettings, ...options.settings });
  const args = [
    '--require',
    watchParent,
    serverMain,
    '--host',
    '127.0.0.1',
    '--port',
    '0',
    '--without-connection-token',
  ];
  args.push('--accept-server-license-terms', '--enable-smoke-test-driver', '--disable-telemetry');
  args.push('--server-data-dir', dataDir);
  if (options.workspaceTrust !== true) args.push('--disable-workspace-trust');
  const child = spawn(node, args, {
    env: { ...cleanEnvironment(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (/** @type {Buffer} */ data) => {
      log += data.toString('utf8');
    });
  }
  const { ended, stop } = supervise(child);
  const close = async () => {
    await stop(3_000);
    temporary?.remove();
  };
  try {
    const ask = () => {
      const reason = ended();
      if (reason !== undefined) throw new Error(reason);
      return /Extension host agent listening on (\d+)/.exec(log)?.[1];
    };
    const port = Number(await waitFor(ask, { timeoutMs: 120_000, everyMs: 50, what: "VS Code's server" }));
    return { url: pageUrl(port, options), port, dataDir, log: () => log, close };
  } catch (error) {
    await close();
    const message = `VS Code's server did not start: ${error instanceof Error ? error.message : error}`;
    throw new CommandFailed(message, { tail: log.trimEnd().split('\n').slice(-25).join('\n'), logFile: '' });
  }
}

/**
 * The settings of the user and of the machine: which of the two counts differs between settings.
 * @param {string} dataDir
 * @param {Record<string, unknown>} settings
 */
function writeSettings(dataDir, settings) {
  for (const owner of ['User', 'Machine']) {
    const file = path.join(dataDir, 'data', owner, 'settings.json');
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`);
  }
}

/**
 * The address of the page. Its `payload` is what command line arguments are on the desktop; VS Code reads the keys for
 * development only because the server runs with `--enable-smoke-test-driver`.
 * @param {number} port
 * @param {import('./vscode-server.d.mts').VsCodeOptions} options
 */
function pageUrl(port, { folder, workspaceFile, extensionDevelopmentPath = [], extensionTestsPath, openFile }) {
  const remote = (/** @type {string} */ file) => `vscode-remote://127.0.0.1:${port}${encodeURI(path.resolve(file))}`;
  const payload = [extensionDevelopmentPath].flat().map((dir) => ['extensionDevelopmentPath', remote(dir)]);
  if (extensionTestsPath !== undefined) payload.push(['extensionTestsPath', remote(extensionTestsPath)]);
  if (openFile !== undefined) payload.push(['openFile', remote(openFile)]);
  payload.push(['skipWelcome', 'true']);
  const query = new URLSearchParams();
  if (workspaceFile !== undefined) query.set('workspace', path.resolve(workspaceFile));
  else if (folder !== undefined) query.set('folder', path.resolve(folder));
  query.set('payload', JSON.stringify(payload));
  return `http://127.0.0.1:${port}/?${query}`;
}
