/**
 * Uploads to a Label Studio on this machine: ours beside one bare request for all and beside the SDK, which creates
 * predictions one by one: `npm run bench:upload` (fetches Label Studio on first use).
 *
 *     --predictions 10000
 *     --tasks 100        only the project of so many tasks, 100 or 10,000
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

/** @typedef {'predictions' | 'tasks'} Form what the file is a list of */

/** @param {readonly number[]} tasks @param {number} predictions @param {string} version @param {Form} [form] */
function fileText(tasks, predictions, version, form = 'predictions') {
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
  const prediction = (/** @type {number} */ n) => ({
    model_version: version,
    score: 0.5,
    result: Array.from({ length: 4 }, (_, r) => region(4 * n + r)),
  });
  const all =
    form === 'predictions'
      ? Array.from({ length: predictions }, (_, n) => ({ task: tasks[n % tasks.length], ...prediction(n) }))
      : tasks.slice(0, predictions).map((id, n) => ({ id, data: dataOf(n), predictions: [prediction(n)] }));
  return JSON.stringify(all);
}

const dataOf = (/** @type {number} */ n) => ({ image: `${n}.png` });

/** Seconds of the processor that the server and this process have taken, on Linux. @param {number} server its process */
function processorOf(server) {
  if (process.platform !== 'linux') return Number.NaN;
  const { user, system } = process.cpuUsage();
  const own = (user + system) / 1e6;
  // Linux tells them in hundredths.
  const [, fields = ''] = fs.readFileSync(`/proc/${server}/stat`, 'utf8').split(') ');
  const [, , , , , , , , , , , users, systems] = fields.split(' ');
  return own + (Number(users) + Number(systems)) / 100;
}

/**
 * @param {{ tasks: number, form: Form }} row
 * @param {number} predictions
 * @param {string} python
 */
async function measure({ tasks, form }, predictions, python) {
  const parts = await loadTypeScript(root, 'bench/lib/uploadParts.ts', 'bench-upload');
  const server = await startLabelStudio();
  const folder = temporaryFolder('bench-upload');
  const processor = () => processorOf(server.pid);
  try {
    const client = parts.clientFor(server.url, server.token);
    // A project for each: the more predictions there are, the slower is every answer about tasks.
    const newProject = async () => {
      const { id } = await server.createProject({ title: 'bench', label_config: CONFIG });
      const ids = [];
      for (let at = 0; at < tasks; at += 5_000) {
        const part = Array.from({ length: Math.min(5_000, tasks - at) }, (_, n) => ({
          data: dataOf(at + n),
        }));
        ids.push(...(await client.importTasks(id, JSON.stringify(part))).taskIds);
      }
      return { id, ids };
    };
    const [alone, own] = [await newProject(), await newProject()];
    const file = path.join(folder.dir, 'bench.predictions.json');
    // Each has to count as many as were sent: the first request of a server is slower, so it is thrown away.
    await bare(client, alone.id, fileText(alone.ids, 10, 'warm'));
    const used = processor();
    const bulk = await bare(client, alone.id, fileText(alone.ids, predictions, 'bare'));
    const bulkProcessor = processor() - used;
    const text = fileText(own.ids, predictions, 'ours', form);
    const ours = await parts.timedUpload(client, own.id, text, processor);
    const again = await parts.timedUpload(client, own.id, text, processor);
    const measured = { bulk, bulkProcessor, ours, again };
    // It has no other way for tasks than for predictions.
    if (form === 'tasks') return measured;
    fs.writeFileSync(file, text);
    const run = spawnSync(python, [sdk, server.url, server.token, file, String(SDK_SHARE)], { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`label-studio-sdk could not upload:\n${run.stderr.slice(-2000)}`);
    return { ...measured, single: (JSON.parse(run.stdout).seconds / SDK_SHARE) * predictions };
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

/** A file of predictions for each size of a project, and of as many tasks with their data for the largest. */
const ROWS = /** @type {const} */ ([
  { tasks: 100, form: 'predictions' },
  { tasks: 10_000, form: 'predictions' },
  { tasks: 10_000, form: 'tasks' },
]);

/** @param {{ predictions?: number, tasks?: number, write?: boolean }} options */
export async function benchUpload({ predictions = 10_000, tasks, write = false }) {
  const { python } = await ensureLabelStudio();
  const rows = [];
  const chosen = ROWS.filter((row) => tasks === undefined || row.tasks === tasks);
  for (const row of chosen) {
    const { bulk, bulkProcessor, ours, again, single } = await measure(row, predictions, python);
    const { sent, sentProcessor, proved } = ours;
    const cells = [
      seconds(bulk),
      seconds(sent),
      times(sent / bulk),
      Number.isNaN(bulkProcessor) ? '–' : times(sentProcessor / bulkProcessor),
      seconds(proved),
      single === undefined ? '–' : seconds(single),
      single === undefined ? '–' : times(single / sent),
    ];
    const what = row.form === 'tasks' ? ', the file has them with their data' : '';
    rows.push([`${count(row.tasks)}${what}`, ...cells, seconds(again.sent)]);
  }
  const head = [
    `${count(predictions)} predictions; tasks`,
    'one bare request',
    'ours, plan and count check included',
    '÷ bare request',
    'of the processor',
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
  const tasks = values.tasks === undefined ? undefined : Number(values.tasks);
  await benchUpload({ predictions: Number(values.predictions), ...(tasks && { tasks }), write });
}
