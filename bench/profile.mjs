/**
 * Where the time goes: takes a CPU profile of the check of one file and prints the functions with the most time of their
 * own. `bench/profile.md` says more.
 *
 *     node bench/profile.mjs [--kind rectangles] [--form pretty] [--size 10] [--mistakes 0] [--editor] [--revision COMMIT]
 *     node bench/profile.mjs FILE.cpuprofile     prints another profile
 */
import fs from 'node:fs';
import { Session } from 'node:inspector/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureInput } from './inputs.mjs';
import { approachesFor } from './lib/approaches.mjs';
import { bundleEngine, root } from './lib/engine.mjs';
import { table } from './lib/report.mjs';

/** Functions that are listed. */
const TOP = 25;
/** What is not ours: waiting, code without a name, and the profiler's own start and stop. */
const IGNORED = new Set(['(idle)', '(program)', 'dispatch']);

/**
 * @param {{ nodes: any[], samples?: number[], timeDeltas?: number[] }} profile
 * @returns {string} a table
 */
export function topFunctions({ nodes, samples = [], timeDeltas = [] }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  /** @type {Map<string, number>} */
  const own = new Map();
  let all = 0;
  for (const [index, id] of samples.entries()) {
    const { functionName, url, lineNumber } = byId.get(id).callFrame;
    if (IGNORED.has(functionName)) continue;
    const place = url ? ` ${path.basename(url)}:${lineNumber + 1}` : '';
    const name = `${functionName || '(anonymous)'}${place}`;
    const time = timeDeltas[index] ?? 0;
    own.set(name, (own.get(name) ?? 0) + time);
    all += time;
  }
  const rows = [...own].sort((a, b) => b[1] - a[1]).slice(0, TOP);
  return table(
    ['function', 'own time', 'part'],
    rows.map(([name, time]) => [name, `${(time / 1000).toFixed(1)} ms`, `${((100 * time) / all).toFixed(1)} %`]),
  );
}

/** @param {any} values */
async function takeProfile({ kind, form, size, mistakes, editor, revision }) {
  const engine = await bundleEngine({ revision });
  const input = ensureInput({
    kind,
    form,
    megabytes: Number(size),
    mistakes: mistakes === 'all' ? 'all' : Number(mistakes),
  });
  const way = editor ? 'editor' : 'full';
  const run = (await approachesFor(engine, input, [way]))[way];
  if (!run) throw new Error(`The engine cannot do this yet: ${way}.`);
  // Warm, so that the profile is that of optimised code.
  for (let round = 0; round < 5; round++) run();
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  for (let round = 0; round < 5; round++) run();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const file = path.join(root, 'out', 'bench', `${kind}-${form}-${size}mb-${mistakes}bad-${way}.cpuprofile`);
  fs.writeFileSync(file, JSON.stringify(profile));
  console.log(`Five rounds, warm. The profile itself: ${path.relative(process.cwd(), file)}\n`);
  return profile;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      kind: { type: 'string', default: 'rectangles' },
      form: { type: 'string', default: 'pretty' },
      size: { type: 'string', default: '10' },
      mistakes: { type: 'string', default: '0' },
      editor: { type: 'boolean', default: false },
      revision: { type: 'string' },
    },
  });
  const [file] = positionals;
  console.log(topFunctions(file ? JSON.parse(fs.readFileSync(file, 'utf8')) : await takeProfile(values)));
}
