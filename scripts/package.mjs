/**
 * Builds the extension and packs it: `npm run package [-- --out FILE]` leaves `label-studio-predictions-VERSION.vsix` in
 * the project's folder. The packing tool asks for a newer Node than some machines have, so it runs on the Node that the
 * set-up keeps. A warning of the tool is a failure.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { ensureNode24 } from './setup/index.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Packs the extension into `out` (an absolute path) and returns what the tool printed. */
export async function packageExtension(out) {
  const { node } = await ensureNode24();
  await build();
  rmSync(out, { force: true });
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const args = [
    vsce,
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    out,
  ];
  const run = spawnSync(node, args, { cwd: root, encoding: 'utf8', timeout: 300_000 });
  const printed = `${run.stdout}${run.stderr}`;
  if (run.status !== 0) throw new Error(`The extension could not be packed:\n${printed}`);
  if (/warning/i.test(printed)) throw new Error(`Packing gave a warning:\n${printed}`);
  return printed;
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const at = process.argv.indexOf('--out');
  const out = path.resolve(at > 0 ? process.argv[at + 1] : path.join(root, `label-studio-predictions-${version}.vsix`));
  console.log(await packageExtension(out));
}
