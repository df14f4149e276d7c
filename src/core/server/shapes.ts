/** What Label Studio answers, as far as it is used here. Readers return undefined for anything else. */
import { elements, members } from '../text/walk';

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
}

export interface ModelVersionCount {
  modelVersion: string;
  /** Predictions of this version. Label Studio counts those without a version wrongly, as 0 under `null`. */
  count: number;
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

export function readModelVersions(value: unknown): ModelVersionCount[] | undefined {
  const counts = fields(value);
  if (!counts) return undefined;
  const versions: ModelVersionCount[] = [];
  for (const [modelVersion, count] of Object.entries(counts)) {
    if (typeof count !== 'number') return undefined;
    versions.push({ modelVersion, count });
  }
  return versions;
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

function readTask(value: unknown, source: string, start: number): TaskRecord | undefined {
  const task = fields(value);
  if (typeof task?.id !== 'number') return undefined;
  const record: TaskRecord = { id: task.id };
  for (const member of members(source, start)) {
    if (member.key === 'data') record.data = source.slice(member.valueStart, member.valueEnd);
  }
  return record;
}

/** One task (`/api/tasks/{id}/`). */
export function readSingleTask(value: unknown, source: string): (TaskRecord & { project: number | null }) | undefined {
  const task = readTask(value, source, 0);
  return task && { ...task, project: number(fields(value)?.project) };
}

/** One page of the Data Manager's list of tasks, `data` as it is written in the answer. */
export function readTaskPage(value: unknown, source: string): TaskRecord[] | undefined {
  const list = fields(value)?.tasks;
  if (!Array.isArray(list)) return undefined;
  const tasks: TaskRecord[] = [];
  for (const member of members(source, 0)) {
    if (member.key !== 'tasks') continue;
    for (const element of elements(source, member.valueStart)) {
      const task = readTask(list[element.index], source, element.start);
      if (!task) return undefined;
      tasks.push(task);
    }
  }
  return tasks;
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
