// An upload through the command line, through a proxy at which a part of all requests fails, while the client is killed
// several times and the server once. Afterwards the server holds the file, each prediction once.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../scripts/lib/cleanup.mjs';
import { sameJson } from '../../src/core/upload/canonical';
import { Random } from '../generators/random';
import type { Api } from '../harness/labelStudio';
import { FAULTS, type Fault, type Stage, startFaultyProxy } from './faultyProxy';
import { clientFor, memberText } from './support';

const CLI = path.resolve('dist', 'cli.js');
const CONFIG =
  '<View><Image name="image" value="$image"/><RectangleLabels name="bbox" toName="image"><Label value="cat"/></RectangleLabels></View>';
/** Seconds that the client has patience for; some answers take longer. */
const TIMEOUT_S = 4;
const TIMES = { lateMs: 6_000, delayMs: 5_000, downMs: 500, dripMs: 500 };
/** Starts after which it is clear that it will never end. */
const STARTS = 80;
const MS_PER_START = 1_800_000;

export interface ChaosOptions {
  seed: number;
  /** Predictions, and how many of them are on new tasks. */
  predictions: number;
  fresh: number;
  /** Tasks that the project has before. */
  tasks: number;
  /** Most predictions or tasks in one request. */
  batch: number;
  share: number;
  clientKills: number;
  server: { url: string; pat: string; api: Api; createProject(project: object): Promise<{ id: number }> };
  /** Kills the server and starts it again at the same address. */
  restartServer?: () => Promise<void>;
  log?: (line: string) => void;
}

export interface ChaosOutcome {
  starts: number;
  /** How often the client was killed when one of its POSTs had come, was being carried out, had been answered. */
  clientKills: Record<Stage, number>;
  serverKills: number;
  posts: number;
  faults: Readonly<Record<Fault, number>>;
  /** What is not as it has to be; empty when all is well. */
  wrong: string[];
  seconds: number;
}

interface Wished {
  /** Number of the task: below `tasks` one that is there, above a new one. */
  task: number;
  result: string;
}

const boxOf = (n: number): string =>
  `[{"id":"r${n}","from_name":"bbox","to_name":"image","type":"rectanglelabels","value":{"x":${n % 90}.${n},"y":2,"width":3,"height":4,"rotation":0,"rectanglelabels":["cat"]}}]`;

/** One upload until it is through. */
export async function chaos(options: ChaosOptions): Promise<ChaosOutcome> {
  const since = Date.now();
  const random = new Random(options.seed);
  const { server, log = () => {} } = options;
  const project = (await server.createProject({ title: `chaos ${options.seed}`, label_config: CONFIG })).id;
  const client = clientFor(server.url, server.pat);
  const data = Array.from({ length: options.tasks }, (_, n) => `{"data":{"image":"${n}.png"}}`);
  const ids = (await client.importTasks(project, `[${data.join()}]`)).taskIds;
  const wished = wish(options);
  const folder = temporaryFolder('chaos');
  const file = path.join(folder.dir, 'chaos.predictions.json');
  writeFileSync(file, textOf(wished, ids));
  const killer = new Killer(random, options);
  const { seed, share } = options;
  const proxy = await startFaultyProxy({ target: server.url, seed, share, ...TIMES, onStage: killer.onStage });
  const outcome = { starts: 0, clientKills: killer.kills, serverKills: 0 };
  try {
    for (let isThrough = false; !isThrough; ) {
      if (++outcome.starts > STARTS) throw new Error(`It never came to an end, seed ${options.seed}.`);
      const args = ['upload', file, '--server', proxy.url, '--project', String(project), '--yes', '--format', 'json'];
      args.push('--batch', String(options.batch), '--timeout', String(TIMEOUT_S), '--replace');
      const ended = start(args, { LABEL_STUDIO_API_KEY: server.pat, XDG_STATE_HOME: folder.dir });
      killer.aim(ended);
      if (outcome.starts === 2 && options.restartServer) {
        outcome.serverKills++;
        await new Promise((resolve) => setTimeout(resolve, 3_000));
        await options.restartServer();
      }
      const { code, stderr } = await ended.end;
      log(
        `start ${outcome.starts}: ${code === null ? 'killed' : `exit ${code}`} ${stderr.trim().split('\n').at(-1) ?? ''}`,
      );
      isThrough = code === 0;
    }
    await proxy.idle();
    const wrong = await compare(client, project, wished, ids, options.tasks);
    const posts = proxy.exchanges.filter(({ method, path: at }) => method === 'POST' && !at.includes('/token/')).length;
    return { ...outcome, posts, faults: { ...proxy.counts }, wrong, seconds: Math.round((Date.now() - since) / 1_000) };
  } finally {
    await proxy.close();
    folder.remove();
  }
}

function wish({ predictions, fresh, tasks }: ChaosOptions): Wished[] {
  return Array.from({ length: predictions }, (_, n) => ({
    task: n < predictions - fresh ? n % tasks : tasks + (n - (predictions - fresh)),
    result: boxOf(n),
  }));
}

/** Tasks with their predictions: those that are there by their id, new ones without. */
function textOf(wished: readonly Wished[], ids: readonly number[]): string {
  const byTask = new Map<number, string[]>();
  for (const { task, result } of wished) {
    byTask.set(task, [...(byTask.get(task) ?? []), `{"model_version":"chaos","score":0.5,"result":${result}}`]);
  }
  const tasks = [...byTask].map(([task, predictions]) => {
    const id = ids[task] === undefined ? '' : `"id":${ids[task]},`;
    return `{${id}"data":{"image":"${task}.png"},"predictions":[${predictions.join()}]}`;
  });
  return `[${tasks.join(',\n')}]`;
}

interface Started {
  /** False when it was not there any more. */
  kill(): boolean;
  end: Promise<{ code: number | null; stderr: string }>;
}

function start(args: readonly string[], env: Record<string, string>): Started {
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: MS_PER_START,
    killSignal: 'SIGKILL',
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    stderr += piece;
  });
  const end = new Promise<{ code: number | null; stderr: string }>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stderr }));
  });
  return { kill: () => child.kill('SIGKILL'), end };
}

const STAGES: readonly Stage[] = ['come', 'forwarded', 'answered'];

/** Kills the client at one of its next POSTs: before the server gets it, while it works, when it has answered, in turn. */
class Killer {
  readonly kills: Record<Stage, number> = { come: 0, forwarded: 0, answered: 0 };
  #target: Started | undefined;
  #skip = 0;

  constructor(
    private readonly random: Random,
    private readonly options: ChaosOptions,
  ) {}

  get #done(): number {
    return STAGES.reduce((sum, stage) => sum + this.kills[stage], 0);
  }

  aim(target: Started): void {
    this.#target = target;
    this.#skip = this.random.below(3);
    void target.end.then(() => {
      if (this.#target === target) this.#target = undefined;
    });
  }

  readonly onStage = ({ method, path: at }: { method: string; path: string }, stage: Stage): void => {
    const target = this.#target;
    if (!target || this.#done >= this.options.clientKills || stage !== STAGES[this.#done % STAGES.length]) return;
    if (method !== 'POST' || at.includes('/token/') || this.#skip-- > 0) return;
    this.#target = undefined;
    const kill = (): void => {
      if (target.kill()) this.kills[stage]++;
    };
    // The server shall have begun with it; the larger the project, the longer it takes.
    if (stage === 'forwarded') setTimeout(kill, this.random.below(20 + this.options.tasks / 5));
    else kill();
  };
}

/** What the server holds beside what the file says. */
async function compare(
  client: ReturnType<typeof clientFor>,
  project: number,
  wished: readonly Wished[],
  ids: readonly number[],
  tasks: number,
): Promise<string[]> {
  const wrong: string[] = [];
  const numbers = new Map<number, number>(ids.map((id, n) => [id, n]));
  for await (const page of client.tasksOfProject(project, { data: true })) {
    for (const { id, data } of page) {
      const number = Number(/"(\d+)\.png"/.exec(data ?? '')?.[1]);
      if (!numbers.has(id) && [...numbers.values()].includes(number)) wrong.push(`task ${number}.png is there twice`);
      numbers.set(id, number);
    }
  }
  const there = new Map<string, string>();
  let count = 0;
  for await (const { predictions } of client.predictionsOfTasks(project, numbers.keys())) {
    for (const { task, text } of predictions) {
      const result = memberText(text, 'result') ?? '';
      const name = /"id":\s*"(r\d+)"/.exec(result)?.[1] ?? '';
      if (there.has(name)) wrong.push(`${name} is there twice`);
      there.set(name, `${numbers.get(task)} ${result}`);
      count++;
    }
  }
  for (const [n, { task, result }] of wished.entries()) {
    const held = there.get(`r${n}`);
    if (held === undefined) wrong.push(`r${n} is missing`);
    else if (!held.startsWith(`${task} `) || !sameJson(held.slice(held.indexOf(' ') + 1), result)) {
      wrong.push(`r${n} is on another task or has other content: ${held}`);
    }
  }
  if (count !== wished.length) wrong.push(`${count} predictions instead of ${wished.length}`);
  const newTasks = new Set(wished.map(({ task }) => task)).size;
  if (numbers.size > Math.max(newTasks, tasks + wished.filter(({ task }) => task >= tasks).length)) {
    wrong.push(`${numbers.size} tasks`);
  }
  return wrong.slice(0, 20);
}

/** One line for each fault. */
export const faultLines = ({ faults }: ChaosOutcome): string =>
  FAULTS.map((fault) => `${fault} ${faults[fault]}`).join(', ');

/** How often and when the client was killed. */
export const killLine = ({ clientKills: { come, forwarded, answered } }: ChaosOutcome): string =>
  `${come} times before the server had its request, ${forwarded} while it worked, ${answered} when it had answered`;
