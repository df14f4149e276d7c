// A real VS Code. On Linux x64 its server and workbench, which need neither a display nor native code; elsewhere the
// desktop build that @vscode/test-electron downloads.
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { cacheFolder, installPart } from './install.mjs';
import { MissingPart, worksWithout } from './missing-part.mjs';
import { ensureNode24, isLinuxX64 } from './node.mjs';
import { npmInstall } from './npm.mjs';
import { versions } from './versions.mjs';

const { version, codeServer, recipe } = versions.vscode;
const inside = ['node_modules', 'code-server', 'lib', 'vscode'];
const logWriter = [...inside, 'node_modules', '@vscode', 'spdlog'];
const timeoutMs = 900_000;

/**
 * The packages of one folder of VS Code, as its own lock file pins them.
 * @param {string[]} folder
 * @param {string} node
 * @returns {import('./install.mjs').Step['run']}
 */
const ownPackages =
  (folder, node) =>
  ({ dir, logFile }) =>
    npmInstall({ dir: path.join(dir, ...folder), node, logFile, timeoutMs, what: "installing VS Code's packages" });

/**
 * @param {string} node
 * @returns {import('./install.mjs').Part}
 */
const part = (node) => ({
  id: 'vscode',
  name: `vscode-${version}-r${recipe}`,
  title: `VS Code ${version}`,
  steps: [
    {
      id: 'server',
      title: 'fetching the server and the workbench',
      folder: 'node_modules',
      run: ({ dir, logFile }) =>
        npmInstall({
          dir,
          packages: [`code-server@${codeServer}`],
          node,
          logFile,
          timeoutMs,
          what: 'fetching VS Code',
        }),
    },
    {
      id: 'packages',
      title: 'installing its packages',
      folder: path.join(...inside, 'node_modules'),
      run: ownPackages(inside, node),
    },
    {
      id: 'extensions',
      title: 'installing the packages of its built-in extensions',
      folder: path.join(...inside, 'extensions', 'node_modules'),
      run: ownPackages([...inside, 'extensions'], node),
    },
    {
      id: 'log-writer',
      title: 'giving it a log writer that needs no native code',
      folder: path.join(...logWriter),
      run: async ({ dir }) => {
        const folder = path.join(dir, ...logWriter);
        fs.mkdirSync(folder, { recursive: true });
        fs.writeFileSync(path.join(folder, 'package.json'), '{ "name": "@vscode/spdlog", "main": "index.js" }\n');
        fs.copyFileSync(new URL('log-writer.cjs', import.meta.url), path.join(folder, 'index.js'));
      },
    },
  ],
});

/**
 * @typedef {{ kind: 'server', version: string, node: string, serverMain: string }} VsCodeServer
 * @typedef {{ kind: 'desktop', version: string, executable: string }} VsCodeDesktop
 */

/**
 * A real VS Code of the pinned version. With `LSP_VSCODE` set, the desktop build whose executable it names.
 * @returns {Promise<VsCodeServer | VsCodeDesktop>}
 */
export async function ensureVsCode() {
  const chosen = process.env.LSP_VSCODE;
  if (chosen !== undefined && chosen !== '') return { kind: 'desktop', version: 'LSP_VSCODE', executable: chosen };
  if (!isLinuxX64) return downloadDesktop();
  const { node } = await ensureNode24();
  const dir = await installPart(part(node));
  return { kind: 'server', version, node, serverMain: path.join(dir, ...inside, 'out', 'server-main.js') };
}

/** @returns {Promise<VsCodeDesktop>} */
async function downloadDesktop() {
  try {
    const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
    const executable = await downloadAndUnzipVSCode({ version, cachePath: path.join(cacheFolder(), 'vscode-desktop') });
    return { kind: 'desktop', version, executable };
  } catch (error) {
    throw new MissingPart('vscode', {
      missing: `VS Code ${version} for ${process.platform} ${process.arch} could not be downloaded: ${error}`,
      cure: `connect this machine to a network, or set LSP_VSCODE to the executable of a VS Code ${version} or newer that is installed.`,
      works: worksWithout.vscode,
      cause: error,
    });
  }
}

/**
 * The same, where the server is needed: a page in a browser, which the desktop build cannot give.
 * @returns {Promise<VsCodeServer>}
 */
export async function ensureVsCodeServer() {
  const code = isLinuxX64 ? await ensureVsCode() : undefined;
  if (code?.kind === 'server') return code;
  throw new MissingPart('vscode', {
    missing:
      code === undefined
        ? `VS Code in a browser is missing: it is set up only on Linux x64, and this is ${process.platform} ${process.arch}.`
        : 'VS Code in a browser is missing: LSP_VSCODE names a desktop build.',
    cure:
      code === undefined
        ? 'use Linux x64 (a container will do); on this system press F5 in VS Code to try the extension.'
        : 'unset LSP_VSCODE.',
    works: 'every test but those of ui.',
  });
}
