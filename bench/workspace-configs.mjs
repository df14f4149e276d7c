/**
 * How long it takes, inside of a real VS Code, to know the labeling configs of 5,000 prediction files in 500 folders with
 * a config each: `npm run bench:configs`. With `--write` the section in docs/performance.md is renewed.
 */
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from '../scripts/build.mjs';
import { runHostTier } from '../scripts/lib/host-tier.mjs';
import { ms, report, table } from './lib/report.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });
const out = path.join(root, 'out', 'bench', 'configs.json');
fs.mkdirSync(path.dirname(out), { recursive: true });
fs.rmSync(out, { force: true });
await build();
process.env.LSP_BENCH_HOST = out;
const { failed, notes } = await runHostTier({
  root,
  tier: { name: 'host', kind: 'host', suffix: '.host.ts', parts: [], timeoutMs: 600_000 },
  files: [path.join(root, 'bench', 'host', 'workspaceConfigs.host.ts')],
});
for (const note of notes) console.error(note);
if (failed > 0) process.exitCode = 1;
else {
  const figures = JSON.parse(fs.readFileSync(out, 'utf8'));
  const rows = [
    ['the first file: its folder listed, its config read and parsed', figures.first],
    ['all 5,000 files: 500 folders listed, 500 configs read and parsed', figures.cold],
    ['all 5,000 again, answered without waiting', figures.warm],
    ['all 5,000 again, as promises', figures.warmReady],
    ['from writing one config to the event that tells of it, the watcher of VS Code included', figures.toldAfter],
    ['which of the 5,000 files that event is about', figures.affects],
    ['5,000 files without any config: 511 folders listed', figures.noneCold],
    ['the same again, answered without waiting', figures.noneWarm],
  ];
  const intro =
    '5,000 prediction files in 500 folders, a labeling config of 43 tags in each, in the extension host of VS Code.';
  report(
    'configs',
    [
      intro,
      table(
        ['what', 'time'],
        rows.map(([what, time]) => [what, ms(time)]),
      ),
    ],
    values.write,
  );
}
