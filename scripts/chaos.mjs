/**
 * Uploads through failing networks until they are through, and looks whether the server holds the file, each prediction once:
 *
 *     npm run chaos                                  10,000 predictions on 100 tasks, the client killed five times, the server once
 *     npm run chaos -- --tasks 10000                 the same on as many tasks
 *     npm run chaos -- --seeds 20 --predictions 500  many small ones
 *     npm run chaos -- --seed 7                      the same again
 *     npm run chaos -- --postgres                    on PostgreSQL, without killing the server
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { startLabelStudio, startLabelStudioOnPostgres } from './hosts/label-studio.mjs';
import { temporaryFolder } from './lib/cleanup.mjs';
import { loadTypeScript } from './lib/load-typescript.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() & 0x7fffffff) },
    seeds: { type: 'string', default: '1' },
    predictions: { type: 'string', default: '10000' },
    tasks: { type: 'string', default: '100' },
    share: { type: 'string', default: '0.2' },
    postgres: { type: 'boolean', default: false },
  },
});
await build();
const { chaos, faultLines, killLine } = await loadTypeScript(root, 'test/server/chaosRun.ts', 'chaos');

const folder = temporaryFolder('chaos-server');
const dataDir = path.join(folder.dir, 'data');
let server = values.postgres ? await startLabelStudioOnPostgres() : await startLabelStudio({ dataDir });
const { port } = server;

/** As if the machine had lost its power. */
async function restartServer() {
  process.kill(server.pid, 'SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  server = await startLabelStudio({ dataDir, port });
}

const predictions = Number(values.predictions);
let wrong = 0;
for (let n = 0; n < Number(values.seeds); n++) {
  const seed = Number(values.seed) + n;
  const outcome = await chaos({
    seed,
    predictions,
    fresh: Math.round(predictions / 20),
    tasks: Math.min(Number(values.tasks), predictions),
    // At least 40 requests, each of which recounts the whole project.
    batch: Math.max(10, Math.floor(predictions / 50)),
    share: Number(values.share),
    clientKills: 5,
    server,
    ...(values.postgres ? {} : { restartServer }),
    log: (/** @type {string} */ line) => console.log(`  ${line}`),
  });
  const { starts, posts, serverKills, seconds } = outcome;
  console.log(`seed ${seed}: ${outcome.wrong.length === 0 ? 'all of it there, once' : outcome.wrong.join('; ')}`);
  console.log(
    `  ${starts} starts, ${posts} POSTs, client killed ${killLine(outcome)}, server ${serverKills} times; ${seconds} s`,
  );
  console.log(`  ${faultLines(outcome)}`);
  if (outcome.wrong.length > 0) wrong++;
}
await server.stop();
fs.rmSync(folder.dir, { recursive: true, force: true });
process.exitCode = wrong === 0 ? 0 : 1;
