import { addTo } from '../addTo';
import type { AbortSignalLike } from '../ports';
import type { Project } from '../server/shapes';
import { type StoredContent, storedContent, versionName, versionOf } from './content';
import { KeyTally } from './keyOffers';
import {
  byOwnId,
  dataKey,
  type KnownTask,
  keyOfTask,
  type Match,
  type MatchBy,
  needsAllTasks,
  TaskMatcher,
} from './match';
import { knownTasks, type ServerFacts } from './plan';
import type { TaskItem, UploadRead } from './read';
import type { UploadServer } from './uploadServer';

export interface GatherOptions {
  /** How tasks of the file are recognised; by `id` and equal `data` if left out. */
  match?: MatchBy;
  signal?: AbortSignalLike;
  /** Called between two small pieces of work, so that whatever else runs here gets its turn. */
  giveWay?: () => Promise<void>;
  onProgress?: (what: string, done: number, total: number) => void;
}

/**
 * Asks the server for what a plan needs, with few requests: the project, its model versions, which of the file's tasks it
 * has, and, only where it has predictions of one of the file's model versions, what those tasks hold of them.
 *
 * @throws ServerError
 */
export async function gatherServerFacts(
  server: UploadServer,
  projectId: number,
  read: UploadRead,
  options: GatherOptions = {},
): Promise<ServerFacts> {
  const { signal, match = { by: 'id' } } = options;
  const project = await server.project(projectId, signal);
  const modelVersions = await server.modelVersions(projectId, signal);
  const withData =
    match.by === 'id' ? await tasksWithData(server, project, read, options) : new Map<number, KnownTask>();
  const tasks = await tasksNamed(server, project, read, options);
  for (const [id, task] of withData) tasks.set(id, task);
  const tally = new KeyTally(
    read.text,
    match.by === 'id' ? read.tasks.filter((task) => byOwnId(read.text, task, tasks) === undefined) : [],
  );
  const byData = needsAllTasks(read, tasks, match)
    ? await allByData(server, projectId, project.taskNumber, tally, { ...options, match })
    : undefined;
  const { id, title, modelVersion, taskNumber } = project;
  const facts: ServerFacts = {
    host: server.server.base,
    project: { id, title, modelVersion, taskNumber },
    modelVersions,
    match,
    tasks,
    ...(byData && { byData }),
  };
  const matches = new TaskMatcher(read.text, knownTasks(facts), match).all(read.tasks);
  const keyOffers = tally.offers((task) => 'reason' in (matches.get(task) ?? {}));
  if (keyOffers.length > 0) facts.keyOffers = keyOffers;
  const wanted = versionsThere(read, facts);
  if (wanted.size === 0) return facts;
  const inQuestion = tasksInQuestion(read, facts, matches, wanted);
  return {
    ...facts,
    stored: await gatherStored(server, projectId, { tasks: inQuestion, versions: wanted, modelVersions }, options),
  };
}

/** Tasks whose data is in memory at a time. */
const TASKS_AT_A_TIME = 2_000;

/** Whether the project has few tasks beside the ones that are asked for: then a list of all is the quickest. */
const areMost = (ids: number, { taskNumber }: Pick<Project, 'taskNumber'>): boolean => taskNumber <= 1.4 * ids;

/** The file's tasks by their ids, with keys of their `data` to compare. */
async function tasksWithData(
  server: UploadServer,
  project: Pick<Project, 'id' | 'taskNumber'>,
  read: UploadRead,
  { signal, onProgress, giveWay }: GatherOptions,
): Promise<Map<number, KnownTask>> {
  const ids = [...new Set(read.tasks.flatMap((task) => task.id ?? []))].sort((a, b) => a - b);
  const known = new Map<number, KnownTask>();
  for (let at = 0; at < ids.length; at += TASKS_AT_A_TIME) {
    const found = await server.tasksById(project.id, ids.slice(at, at + TASKS_AT_A_TIME), {
      data: true,
      mostOfProject: areMost(ids.length, project),
      ...(signal && { signal }),
      onProgress: (done) => onProgress?.('tasks', at + done, ids.length),
    });
    for (const { id, data } of found.values()) {
      known.set(id, { id, key: data === undefined ? undefined : dataKey(data, { by: 'id' }) });
      await giveWay?.();
    }
  }
  return known;
}

/** Tasks that flat predictions name. */
async function tasksNamed(
  server: UploadServer,
  project: Pick<Project, 'id' | 'taskNumber'>,
  read: UploadRead,
  { signal, onProgress }: GatherOptions,
): Promise<Map<number, KnownTask>> {
  const ids = new Set(read.flat.flatMap((item) => item.task ?? []));
  return server.tasksById(project.id, ids, {
    data: false,
    mostOfProject: areMost(ids.size, project),
    ...(signal && { signal }),
    onProgress: (done: number, total: number) => onProgress?.('tasks', done, total),
  });
}

async function allByData(
  server: UploadServer,
  projectId: number,
  total: number,
  tally: KeyTally,
  { match = { by: 'id' }, signal, onProgress, giveWay }: GatherOptions,
): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>();
  let done = 0;
  for await (const page of server.tasksOfProject(projectId, { data: true, ...(signal && { signal }) })) {
    for (const { id, data } of page) {
      await giveWay?.();
      if (data !== undefined) tally.add(data);
      const key = data === undefined ? undefined : dataKey(data, match);
      if (key === undefined) continue;
      addTo(found, key, id);
    }
    done += page.length;
    onProgress?.('tasks of the project', done, Math.max(done, total));
  }
  // The oldest first, whatever order the pages had.
  for (const ids of found.values()) ids.sort((a, b) => a - b);
  return found;
}

/** Model versions of the file that the server has predictions of, by their names as in `versionName`. */
export function versionsThere(read: UploadRead, { modelVersions }: Pick<ServerFacts, 'modelVersions'>): Set<string> {
  // Those without a version are counted as 0, whatever there is.
  const there = new Set(
    modelVersions
      .filter(({ count, uncounted }) => count > 0 || uncounted)
      .map(({ modelVersion, uncounted }) => (uncounted ? '' : versionName(modelVersion))),
  );
  const items = [...read.flat, ...read.tasks.flatMap(({ predictions }) => predictions)];
  return new Set(items.map(versionOf).filter((version) => there.has(version)));
}

function tasksInQuestion(
  read: UploadRead,
  facts: ServerFacts,
  matches: ReadonlyMap<TaskItem, Match>,
  wanted: ReadonlySet<string>,
): Set<number> {
  const ids = new Set<number>();
  for (const item of read.flat) {
    if (item.task !== undefined && facts.tasks.has(item.task) && wanted.has(versionOf(item))) ids.add(item.task);
  }
  for (const [task, match] of matches) {
    if (!('id' in match) || !task.predictions.some((item) => wanted.has(versionOf(item)))) continue;
    ids.add(match.id);
    // What those with equal data hold tells them apart.
    for (const id of equalTo(task, read, facts)) ids.add(id);
  }
  return ids;
}

/** Tasks with equal data that are looked into, to find out which of them a task of the file is. */
const MOST_EQUAL = 2_000;

function equalTo(task: TaskItem, { text }: UploadRead, { byData, match }: ServerFacts): readonly number[] {
  const key = byData && match.by === 'id' ? keyOfTask(text, task, match) : undefined;
  return (key !== undefined && byData?.get(key)?.slice(0, MOST_EQUAL)) || [];
}

/**
 * How the server may spell model versions: as it does now, and as this upload writes them. None can be three things to it,
 * by the way that it was stored.
 */
export function spellings(
  names: ReadonlySet<string>,
  modelVersions: ServerFacts['modelVersions'],
): ReadonlySet<string | null> {
  const spelt = new Set<string | null>(names);
  for (const { modelVersion } of modelVersions) if (names.has(versionName(modelVersion))) spelt.add(modelVersion);
  if (names.has('')) for (const none of [null, 'undefined']) spelt.add(none);
  return spelt;
}

/** What tasks hold of some model versions, as contents, by task; tasks without any are in it too. */
export type Stored = Map<number, readonly StoredContent[]>;

export interface StoredQuery {
  tasks: Iterable<number>;
  versions: ReadonlySet<string>;
  /** Those that the server had when it was asked. */
  modelVersions: ServerFacts['modelVersions'];
}

/** Asks what tasks hold, and gives it a page at a time: each task once, with all that it holds. */
export async function* storedPages(
  server: UploadServer,
  projectId: number,
  { tasks, versions, modelVersions }: StoredQuery,
  { signal, onProgress, giveWay }: Pick<GatherOptions, 'signal' | 'onProgress' | 'giveWay'> = {},
): AsyncGenerator<Stored, void, undefined> {
  // Each name once: as they come out of the answers there would be one for every prediction.
  const names = new Map([...versions].map((name) => [name, name]));
  const pages = server.predictionsOfTasks(projectId, tasks, {
    versions: spellings(versions, modelVersions),
    as: (prediction) => {
      const version = names.get(versionName(prediction.model_version));
      return version === undefined
        ? undefined
        : { task: prediction.task, content: { ...storedContent(prediction), version } };
    },
    giveWay,
    ...(signal && { signal }),
    onProgress: (done: number, total: number) => onProgress?.('predictions of tasks', done, total),
  });
  const open = new Map<number, StoredContent[]>();
  for await (const { predictions, settled } of pages) {
    for (const found of predictions) {
      await giveWay?.();
      if (found) addTo(open, found.task, found.content);
    }
    const page: Stored = new Map();
    for (const task of settled) {
      page.set(task, open.get(task) ?? NOTHING);
      open.delete(task);
    }
    if (page.size > 0) yield page;
  }
}

const NOTHING: readonly StoredContent[] = [];

/** The same of all of them together. */
export async function gatherStored(
  server: UploadServer,
  projectId: number,
  query: StoredQuery,
  options: Pick<GatherOptions, 'signal' | 'onProgress' | 'giveWay'> = {},
): Promise<Stored> {
  const stored: Stored = new Map();
  for await (const page of storedPages(server, projectId, query, options)) {
    for (const [task, contents] of page) stored.set(task, contents);
  }
  return stored;
}
