// The module that VS Code loads in its extension host (--extensionTestsPath): runs every bundled *.host file in it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { report } from './report';

/** Called by VS Code. Rejects when a test fails. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, forbidOnly: true });
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.host.cjs'),
  );
  for (const file of files.sort()) mocha.addFile(join(__dirname, file));
  await mocha.loadFilesAsync();
  await report((done) => mocha.run(() => done()));
}
