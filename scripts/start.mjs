/**
 * `npm start`: serves the sample workspace in a real VS Code for the browser, with this extension, beside a real Label
 * Studio that it has started and seeded, and prints the addresses. Ctrl+C ends both. On a machine that cannot have Label
 * Studio it is VS Code alone.
 * `npm start -- --check`: does the main job once without a person, prints a line per step and exits 0 or 1.
 */
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { startLabelStudio } from './hosts/label-studio.mjs';
import { startVsCode } from './hosts/vscode-server.mjs';
import { temporaryFolder } from './lib/cleanup.mjs';
import { MissingPart } from './setup/index.mjs';
import { runCheck } from './start/check.mjs';
import { seedServer, seedWorkspace } from './start/seed.mjs';
import { orMissing, welcome } from './start/welcome.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** @returns {Promise<import('./start/seed.mjs').Server>} */
async function startServer() {
  const labelStudio = await startLabelStudio();
  return { labelStudio, seed: await seedServer(labelStudio) };
}

/** @param {import('./start/seed.mjs').Server} [server] */
async function startEditor(server) {
  const folder = temporaryFolder('workspace');
  seedWorkspace(path.join(root, 'sample'), folder.dir, server);
  const vscode = await startVsCode({ folder: folder.dir, extensionDevelopmentPath: root });
  const close = async () => {
    await vscode.close();
    folder.remove();
  };
  return { folder: folder.dir, vscode, close };
}

async function check() {
  console.log('… Building the extension');
  await build();
  console.log('… Starting Label Studio');
  const server = await startServer();
  try {
    console.log('… Starting VS Code');
    const editor = await startEditor(server);
    try {
      await runCheck({ ...server, ...editor });
    } finally {
      await editor.close();
    }
  } finally {
    await server.labelStudio.stop();
  }
}

async function open() {
  console.log('Building the extension');
  await build();
  console.log('Starting Label Studio');
  const server = await orMissing(startServer);
  console.log('Starting VS Code');
  const { vscode, folder } = await startEditor(server instanceof MissingPart ? undefined : server);
  console.log(welcome(vscode.url, folder, server));
  await new Promise(() => {});
}

try {
  if (process.argv.includes('--check')) await check();
  else await open();
} catch (error) {
  if (error instanceof MissingPart) console.error(`\n${error.message}`);
  else console.error(error instanceof Error && process.argv.includes('--check') ? `\nFAILED: ${error.message}` : error);
  process.exit(1);
}
process.exit(0);
