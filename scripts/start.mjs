/**
 * `npm start`: opens the sample workspace in a real VS Code in the browser, with this extension, beside a real Label
 * Studio that it has started and seeded, and prints the addresses. Ctrl+C ends both.
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

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** @param {(text: string) => void} say */
async function startAll(say) {
  say('Building the extension');
  await build();
  say('Starting Label Studio');
  const labelStudio = await startLabelStudio();
  const seed = await seedServer(labelStudio);
  const folder = temporaryFolder('workspace');
  seedWorkspace(path.join(root, 'sample'), folder.dir, labelStudio, seed);
  say('Starting VS Code');
  const vscode = await startVsCode({ folder: folder.dir, extensionDevelopmentPath: root });
  const close = async () => {
    await vscode.close();
    await labelStudio.stop();
    folder.remove();
  };
  return { labelStudio, seed, folder: folder.dir, vscode, close };
}

async function check() {
  const started = await startAll((text) => console.log(`… ${text}`));
  try {
    await runCheck(started);
  } finally {
    await started.close();
  }
}

async function open() {
  const { labelStudio, seed, folder, vscode } = await startAll((text) => console.log(text));
  console.log(`
VS Code with the extension:  ${vscode.url}
  its workspace (a copy):    ${folder}

Label Studio:                ${labelStudio.url}
  log in as                  ${labelStudio.email} / ${labelStudio.password}
  project ${String(seed.project).padEnd(18)} ${labelStudio.url}/projects/${seed.project}/data

Open mistakes.predictions.json to see squiggles. To upload harbour.predictions.json, run "Label Studio: Upload
Predictions" from the palette (F1) and paste this token of the throw-away server when you are asked for one:
  ${labelStudio.token}

Ctrl+C ends both servers and removes the workspace.`);
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
