/** What Label Studio answers, as far as it is used here. Readers return undefined for anything else. */
import { skipSpace } from '../text/scan';
import { elements, members } from '../text/walk';
import type { Listing } from './listing';

export interface User {
  id: number;
  email: string;
}

export interface ServerVersion {
  /** `1.23.2`. */
  release: string;
}

export interface ProjectSummary {
  id: number;
  title: string;
  /** Tasks in the project. */
  taskNumber: number;
}

export interface Project extends ProjectSummary {
  /** The labeling config, XML. */
  labelConfig: string;
  /** The model version whose predictions Label All Tasks shows; empty when none was chosen. */
  modelVersion: string;
  /** Predictions in the project, those included whose version is null. */
  predictionNumber: number;
  /** Annotations in the project, skipped ones not included. */
  annotationNumber: number;
  /** Predictions are shown to annotators. */
  showsPredictions: boolean;
  /** Reading its list of tasks makes the server ask a model for predictions of the tasks that have none. */
  predictsOnReading: boolean;
}

export interface ModelVersionCount {
  modelVersion: string;
  /** Predictions of this version. Label Studio counts those without a version wrongly, as 0 under `null`. */
  count: number;
  /** These are the predictions without a version, so that the count says nothing. */
  uncounted?: true;
  /** When the newest of them was created, by the server's clock; not told by every server. */
  latest?: string;
}

/** A stored prediction, with every field that Label Studio's Create prediction answers. */
export interface StoredPrediction {
  id: number;
  /** "0 minutes", with a no-break space. */
  created_ago: string | null;
  created_at: string | null;
  updated_at: string | null;
  cluster: number | null;
  neighbors: unknown;
  mislabeling: number | null;
  model: unknown;
  model_run: unknown;
  task: number;
  project: number | null;
  score: number | null;
  model_version: string | null;
  result: unknown;
  /** The same as JSON text: the values above have lost digits beyond those of a double. */
  text: string;
}

/** A task of a project. */
export interface TaskRecord {
  id: number;
  /** Its `data` as JSON text, where it was asked for. */
  data?: string;
}

/** What people have done with a task. */
export interface TaskAnnotations {
  id: number;
  /** Annotations, skipped ones included. */
  annotations: number;
  /** Somebody has begun one and not submitted it. */
  draft: boolean;
}

/** A task and what is stored for it. */
export interface ListedPredictions<P = StoredPrediction> {
  id: number;
  /** How many predictions it has, wanted or not. */
  count: number;
  /** Those that are wanted. */
  predictions: P[];
}

/** What a bulk import of predictions stored. */
export interface BulkResult {
  created: number;
  /** Other editions than Community may import later; this is the number of the job. */
  job?: number;
}

/** What an import stored. */
export interface ImportResult {
  taskCount: number;
  predictionCount: number;
  /** Ids of the new tasks in sent order; empty when the server does not tell them. */
  taskIds: number[];
  /** Other editions than Community import later; this is the number of the job. */
  job?: number;
}

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);

export function readUser(value: unknown): User | undefined {
  const user = fields(value);
  return typeof user?.id === 'number' ? { id: user.id, email: text(user.email) ?? '' } : undefined;
}

export function readVersion(value: unknown): ServerVersion | undefined {
  const version = fields(value);
  return typeof version?.release === 'string' ? { release: version.release } : undefined;
}

export function readProject(value: unknown): Project | undefined {
  const project = fields(value);
  if (typeof project?.id !== 'number') return undefined;
  return {
    id: project.id,
    title: text(project.title) ?? '',
    taskNumber: number(project.task_number) ?? 0,
    labelConfig: text(project.label_config) ?? '',
    modelVersion: text(project.model_version) ?? '',
    predictionNumber: number(project.total_predictions_number) ?? 0,
    annotationNumber: number(project.total_annotations_number) ?? 0,
    showsPredictions: project.show_collab_predictions !== false,
    predictsOnReading: project.evaluate_predictions_automatically === true,
  };
}

/** One page of the list of projects. */
export function readProjectPage(value: unknown): { count: number; projects: ProjectSummary[] } | undefined {
  const page = fields(value);
  if (typeof page?.count !== 'number' || !Array.isArray(page.results)) return undefined;
  const projects: ProjectSummary[] = [];
  for (const item of page.results) {
    const project = readProject(item);
    if (!project) return undefined;
    projects.push({ id: project.id, title: project.title, taskNumber: project.taskNumber });
  }
  return { count: page.count, projects };
}

/** The extended answer, or the plain one that is `{version: count}`. */
export function readModelVersions(value: unknown): ModelVersionCount[] | undefined {
  const answer = fields(value);
  if (!answer) return undefined;
  const versions: ModelVersionCount[] = [];
  if (Array.isArray(answer.static)) {
    for (const item of answer.static) {
      const version = readVersionCount(item);
      if (!version) return undefined;
      versions.push(version);
    }
    return versions;
  }
  for (const [modelVersion, count] of Object.entries(answer)) {
    if (typeof count !== 'number') return undefined;
    versions.push({ modelVersion, count, ...(modelVersion === 'null' && count === 0 ? { uncounted: true } : {}) });
  }
  return versions;
}

function readVersionCount(value: unknown): ModelVersionCount | undefined {
  const item = fields(value);
  if (typeof item?.count !== 'number') return undefined;
  const latest = typeof item.latest === 'string' ? { latest: item.latest } : {};
  if (item.model_version === null) return { modelVersion: 'null', count: item.count, uncounted: true, ...latest };
  return typeof item.model_version === 'string'
    ? { modelVersion: item.model_version, count: item.count, ...latest }
    : undefined;
}

export function readDeletedPredictions(value: unknown): number | undefined {
  return number(fields(value)?.deleted_predictions) ?? undefined;
}

/** @param source the JSON text that `value` was parsed from */
export function readPrediction(value: unknown, source: string): StoredPrediction | undefined {
  const prediction = fields(value);
  if (typeof prediction?.id !== 'number' || typeof prediction.task !== 'number') return undefined;
  return {
    id: prediction.id,
    created_ago: text(prediction.created_ago),
    created_at: text(prediction.created_at),
    updated_at: text(prediction.updated_at),
    cluster: number(prediction.cluster),
    neighbors: prediction.neighbors ?? null,
    mislabeling: number(prediction.mislabeling),
    model: prediction.model ?? null,
    model_run: prediction.model_run ?? null,
    task: prediction.task,
    project: number(prediction.project),
    score: number(prediction.score),
    model_version: text(prediction.model_version),
    result: prediction.result,
    text: source,
  };
}

/** A list of predictions, each with its own JSON text. */
export function readPredictions(value: unknown, source: string): StoredPrediction[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const predictions: StoredPrediction[] = [];
  for (const element of elements(source, 0)) {
    const prediction = readPrediction(value[element.index], source.slice(element.start, element.end));
    if (!prediction) return undefined;
    predictions.push(prediction);
  }
  return predictions;
}

/**
 * The predictions of a list, each parsed only when it is its turn; ends with undefined where the text is not such a list.
 */
export function* predictionsIn(source: string): Generator<StoredPrediction | undefined, void, undefined> {
  let end = skipSpace(source, 0);
  if (source[end++] !== '[') return yield undefined;
  for (const element of elements(source, 0)) {
    const slice = source.slice(element.start, element.end);
    const prediction = parsedPrediction(slice);
    yield prediction;
    if (!prediction) return;
    end = element.end;
  }
  if (source[skipSpace(source, end)] !== ']') yield undefined;
}

function parsedPrediction(source: string): StoredPrediction | undefined {
  try {
    return readPrediction(JSON.parse(source), source);
  } catch {
    return undefined;
  }
}

/** One of the tasks of a listing. @param source the JSON text that `value` was parsed from */
export type ReadListed<T> = (value: unknown, source: string) => T | undefined;

/** `data` as it is written in the answer. */
export const readListedTask: ReadListed<TaskRecord> = (value, source) => {
  const task = fields(value);
  if (typeof task?.id !== 'number') return undefined;
  const record: TaskRecord = { id: task.id };
  for (const member of members(source, 0)) {
    if (member.key === 'data') record.data = source.slice(member.valueStart, member.valueEnd);
  }
  return record;
};

/** One task (`/api/tasks/{id}/`). */
export function readSingleTask(value: unknown, source: string): (TaskRecord & { project: number | null }) | undefined {
  const task = readListedTask(value, source);
  return task && { ...task, project: number(fields(value)?.project) };
}

/**
 * One page of the Data Manager's list of tasks.
 *
 * @param rest everything of it but the tasks
 */
export function readListing<T>(rest: unknown, tasks: T[]): Listing<T> | undefined {
  const page = fields(rest);
  return typeof page?.total === 'number' && Array.isArray(page.tasks) ? { total: page.total, tasks } : undefined;
}

/**
 * A task with its predictions, each as what `as` makes of it. A list that leaves the predictions out must not look like one
 * of tasks without any.
 */
export function readListedPredictions<P>(
  as: (prediction: StoredPrediction) => P | undefined,
): ReadListed<ListedPredictions<P>> {
  return (value, source) => {
    const task = fields(value);
    if (typeof task?.id !== 'number') return undefined;
    for (const member of members(source, 0)) {
      if (member.key !== 'predictions') continue;
      const all = readPredictions(task.predictions, source.slice(member.valueStart, member.valueEnd));
      if (!all?.every((prediction) => prediction.task === task.id)) return undefined;
      return { id: task.id, count: all.length, predictions: all.flatMap((prediction) => as(prediction) ?? []) };
    }
    return undefined;
  };
}

/** Counters may lag behind what is there, and the ids are not told by every server: the greater number is safe. */
export const readTaskAnnotations: ReadListed<TaskAnnotations> = (value) => {
  const task = fields(value);
  if (typeof task?.id !== 'number' || typeof task.total_annotations !== 'number') return undefined;
  const counted = task.total_annotations + (number(task.cancelled_annotations) ?? 0);
  const ids = text(task.annotations_ids)?.match(/\d+/g)?.length ?? 0;
  return { id: task.id, annotations: Math.max(counted, ids), draft: task.draft_exists === true };
};

/** The answer to a bulk import of predictions. */
export function readBulk(value: unknown): BulkResult | undefined {
  const answer = fields(value);
  if (typeof answer?.import === 'number') return { created: 0, job: answer.import };
  return typeof answer?.created === 'number' ? { created: answer.created } : undefined;
}

/** The API's documentation writes `predictions_count`, the server `prediction_count`. */
export function readImport(value: unknown): ImportResult | undefined {
  const answer = fields(value);
  if (!answer) return undefined;
  if (typeof answer.import === 'number') return { taskCount: 0, predictionCount: 0, taskIds: [], job: answer.import };
  const predictionCount = number(answer.prediction_count) ?? number(answer.predictions_count);
  if (typeof answer.task_count !== 'number' || predictionCount === null) return undefined;
  const ids = Array.isArray(answer.task_ids) ? answer.task_ids : [];
  return {
    taskCount: answer.task_count,
    predictionCount,
    taskIds: ids.filter((id): id is number => typeof id === 'number'),
  };
}

/** An import of another edition, under way or done. */
export function readImportJob(value: unknown): (ImportResult & { status: string; error: string }) | undefined {
  const answer = fields(value);
  if (typeof answer?.status !== 'string') return undefined;
  // Counts are null until it is done.
  const task_count = number(answer.task_count) ?? 0;
  const prediction_count = number(answer.prediction_count) ?? number(answer.predictions_count) ?? 0;
  const counts = readImport({ task_count, prediction_count, task_ids: answer.task_ids });
  return counts && { ...counts, status: answer.status, error: text(answer.error) ?? '' };
}
