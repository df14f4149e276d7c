/**
 * Uploads to a Label Studio on this machine: ours beside one bare request for all and beside the SDK, which creates
 * predictions one by one: `npm run bench:upload` (fetches Label Studio on first use).
 *
 *     --predictions 10000
 *     --tasks 100        tasks of the project; both 100 and 10,000 if left out
 *     --write            renews the section in docs/performance.md
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startLabelStudio } from '../scripts/hosts/label-studio.mjs';
import { temporaryFolder } from '../scripts/lib/cleanup.mjs';
import { loadTypeScript } from '../scripts/lib/load-typescript.mjs';
import { ensureLabelStudio } from '../scripts/setup/index.mjs';
import { root } from './lib/engine.mjs';
import { count, report, table, times } from './lib/report.mjs';

const CONFIG =
  '<View><Image name="image" value="$image"/><RectangleLabels name="box" toName="image"><Label value="Ship"/></RectangleLabels></View>';
/** Predictions that the SDK creates: one by one all of them would take a quarter of an hour. */
const SDK_SHARE = 300;
const sdk = fileURLToPath(new URL('lib/sdk_create.py', import.meta.url));

/** @param {readonly number[]} tasks @param {number} predictions @param {string} version */
function fileText(tasks, predictions, version) {
  const region = (/** @type {number} */ n) => ({
    id: `r${n}`,
    type: 'rectanglelabels',
    from_name: 'box',
    to_name: 'image',
    original_width: 1920,
    original_height: 1080,
    image_rotation: 0,
    value: { x: n % 90, y: 10.5, width: 5.25, height: 7, rotation: 0, rectanglelabels: ['Ship'] },
  });
  const all = Array.from({ length: predictions }, (_, n) => ({
    task: tasks[n % tasks.length],
    model_version: version,
    score: 0.5,
    result: Array.from({ length: 4 }, (_, r) => region(4 * n + r)),
  }));
  return JSON.stringify(all);
}

/** @param {number} tasks @param {number} predictions @param {string} python */
async function measure(tasks, predictions, python) {
  const parts = await loadTypeScript(root, 'bench/lib/uploadParts.ts', 'bench-upload');
  const server = await startLabelStudio();
  const folder = temporaryFolder('bench-upload');
  try {
    const client = parts.clientFor(server.url, server.token);
    // A project for each: the more predictions there are, the slower is every answer about tasks.
    const newProject = async () => {
      const { id } = await server.createProject({ title: 'bench', label_config: CONFIG });
      const ids = [];
      for (let at = 0; at < tasks; at += 5_000) {
        const part = Array.from({ length: Math.min(5_000, tasks - at) }, (_, n) => ({
          data: { image: `${at + n}.png` },
        }));
        ids.push(...(await client.importTasks(id, JSON.stringify(part))).taskIds);
      }
      return { id, ids };
    };
    const [alone, own] = [await newProject(), await newProject()];
    const file = path.join(folder.dir, 'bench.predictions.json');
    // Each has to count as many as were sent: the first request of a server is slower, so it is thrown away.
    await bare(client, alone.id, fileText(alone.ids, 10, 'warm'));
    const bulk = await bare(client, alone.id, fileText(alone.ids, predictions, 'bare'));
    const text = fileText(own.ids, predictions, 'ours');
    fs.writeFileSync(file, text);
    const ours = await parts.timedUpload(client, own.id, text);
    const again = await parts.timedUpload(client, own.id, text);
    const run = spawnSync(python, [sdk, server.url, server.token, file, String(SDK_SHARE)], { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`label-studio-sdk could not upload:\n${run.stderr.slice(-2000)}`);
    const single = (JSON.parse(run.stdout).seconds / SDK_SHARE) * predictions;
    return { tasks, bulk, ours, again, single };
  } finally {
    await server.stop();
    folder.remove();
  }
}

/** One request for all, and nothing else. @param {any} client @param {number} project @param {string} text */
async function bare(client, project, text) {
  const start = performance.now();
  const { created } = await client.importPredictions(project, text);
  if (created !== JSON.parse(text).length) throw new Error(`The server stored ${created}.`);
  return (performance.now() - start) / 1000;
}

const seconds = (/** @type {number} */ value) => `${value.toFixed(value < 100 ? 1 : 0)} s`;

/** @param {{ predictions?: number, tasks?: readonly number[], write?: boolean }} options */
export async function benchUpload({ predictions = 10_000, tasks = [100, 10_000], write = false }) {
  const { python } = await ensureLabelStudio();
  const rows = [];
  for (const size of tasks) {
    const { bulk, ours, again, single } = await measure(size, predictions, python);
    const { sent, proved } = ours;
    const cells = [
      seconds(bulk),
      seconds(sent),
      times(sent / bulk),
      seconds(proved),
      seconds(single),
      times(single / sent),
    ];
    rows.push([count(size), ...cells, seconds(again.sent)]);
  }
  const head = [
    `${count(predictions)} predictions; tasks`,
    'one bare request',
    'ours, plan and count check included',
    '÷ bare request',
    'with ids read back',
    'SDK, one by one',
    'SDK ÷ ours',
    'ours, the same file again',
  ];
  const note = `The SDK's time is that of ${SDK_SHARE} predictions, multiplied.`;
  report('upload', [table(head, rows), note], write);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      predictions: { type: 'string', default: '10000' },
      tasks: { type: 'string' },
      write: { type: 'boolean', default: false },
    },
  });
  const { write } = values;
  const tasks = values.tasks === undefined ? undefined : [Number(values.tasks)];
  await benchUpload({ predictions: Number(values.predictions), ...(tasks && { tasks }), write });
}
