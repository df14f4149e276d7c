import type { AbortSignalLike, RequestBody } from '../ports';
import type {
  BulkResult,
  ImportResult,
  ModelVersionCount,
  Project,
  StoredPrediction,
  TaskRecord,
} from '../server/shapes';

interface Listing {
  signal?: AbortSignalLike;
  onProgress?: (done: number, total: number) => void;
}

/** The server as an upload needs it; `LabelStudioClient` is one. Every method throws `ServerError`. */
export interface UploadServer {
  readonly server: { readonly base: string };
  project(id: number, signal?: AbortSignalLike): Promise<Pick<Project, 'id' | 'title' | 'taskNumber' | 'modelVersion'>>;
  modelVersions(projectId: number, signal?: AbortSignalLike): Promise<ModelVersionCount[]>;
  tasksById(
    projectId: number,
    ids: Iterable<number>,
    options: Listing & { data: boolean; mostOfProject?: boolean },
  ): Promise<Map<number, TaskRecord>>;
  /** Pages of all tasks, or of those with ids above `newerThan`. */
  tasksOfProject(
    projectId: number,
    options: Listing & { data: boolean; newerThan?: number },
  ): AsyncIterable<readonly TaskRecord[]>;
  /** Undefined when the project has no task. */
  newestTaskId(projectId: number, signal?: AbortSignalLike): Promise<number | undefined>;
  /**
   * Pages of the predictions of some tasks; only those of some model versions, spelt as the server has them. Each id is
   * settled once: when all predictions of its task have been given, or there is no such task.
   */
  predictionsOfTasks<P = StoredPrediction>(
    projectId: number,
    ids: Iterable<number>,
    options: Listing & {
      versions?: ReadonlySet<string | null>;
      as?: (prediction: StoredPrediction) => P;
      giveWay?: (() => Promise<void>) | undefined;
    },
  ): AsyncIterable<{ readonly predictions: readonly P[]; readonly settled: readonly number[] }>;
  createPrediction(body: string, signal?: AbortSignalLike): Promise<StoredPrediction>;
  importPredictions(projectId: number, body: RequestBody, signal?: AbortSignalLike): Promise<BulkResult>;
  importTasks(projectId: number, body: RequestBody, signal?: AbortSignalLike): Promise<ImportResult>;
  /** @returns false when it was gone already */
  deletePrediction(id: number, signal?: AbortSignalLike): Promise<boolean>;
}
