import type { AbortSignalLike } from '../ports';
import { ServerError } from '../server/errors';
import type { TaskAnnotations } from '../server/shapes';
import type { UploadResult } from './result';

/** What an upload has made. Plain JSON, to be kept. */
export interface UndoRecord {
  /** Address of the server. */
  server: string;
  project: number;
  /** Title of the project. */
  title: string;
  /** Ids. */
  predictions: number[];
  tasks: number[];
}

/** The server as undoing needs it. */
export interface UndoServer {
  deletePrediction(id: number, signal?: AbortSignalLike): Promise<boolean>;
  deleteTask(id: number, signal?: AbortSignalLike): Promise<boolean>;
  annotationsOfTasks(
    projectId: number,
    ids: Iterable<number>,
    options: { signal?: AbortSignalLike },
  ): Promise<Map<number, TaskAnnotations>>;
}

export interface UndoOutcome {
  predictions: number;
  tasks: number;
  /** Tasks that stay because somebody has annotated them. */
  annotated: number;
  /** What could not be deleted. */
  left: UndoRecord | undefined;
  stopped: ServerError | undefined;
}

/** Undefined when an upload has made nothing whose id is known. */
export function undoOf({ created, imported, plan }: UploadResult): UndoRecord | undefined {
  const tasks = imported.flatMap(({ id }) => id ?? []);
  const predictions = created.flatMap(({ id }) => id ?? []);
  if (tasks.length === 0 && predictions.length === 0) return undefined;
  const { host, project } = plan.facts;
  return { server: host, project: project.id, title: project.title, predictions, tasks };
}

/**
 * Deletes exactly what an upload has made, by id: predictions, then its new tasks as far as nobody has annotated them.
 * Never throws `ServerError`: what could not be done is left to be done again.
 */
export async function undoUpload(
  server: UndoServer,
  record: UndoRecord,
  options: { signal?: AbortSignalLike; onProgress?: (done: number, total: number) => void } = {},
): Promise<UndoOutcome> {
  const { signal, onProgress } = options;
  const total = record.predictions.length + record.tasks.length;
  const outcome: UndoOutcome = { predictions: 0, tasks: 0, annotated: 0, left: undefined, stopped: undefined };
  const left = { predictions: [...record.predictions], tasks: [...record.tasks] };
  let done = 0;
  const step = (): void => onProgress?.(++done, total);
  try {
    for (let id = left.predictions[0]; id !== undefined; id = left.predictions[0]) {
      if (signal?.aborted) break;
      if (await server.deletePrediction(id, signal)) outcome.predictions++;
      left.predictions.shift();
      step();
    }
    const annotations =
      left.tasks.length > 0
        ? await server.annotationsOfTasks(record.project, left.tasks, signal ? { signal } : {})
        : undefined;
    for (let id = left.tasks[0]; id !== undefined && left.predictions.length === 0; id = left.tasks[0]) {
      if (signal?.aborted) break;
      if (isAnnotated(annotations?.get(id))) outcome.annotated++;
      else if (await server.deleteTask(id, signal)) outcome.tasks++;
      left.tasks.shift();
      step();
    }
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    outcome.stopped = error;
  }
  if (left.predictions.length + left.tasks.length > 0) outcome.left = { ...record, ...left };
  return outcome;
}

const isAnnotated = (task: TaskAnnotations | undefined): boolean =>
  task !== undefined && (task.annotations > 0 || task.draft);
