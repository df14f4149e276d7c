import type { AbortSignalLike } from '../ports';
import type { LabelStudioClient } from '../server/client';
import type { TaskRecord } from '../server/shapes';
import type { ServerFacts } from './plan';
import type { UploadRead } from './read';

/**
 * Asks the server for what a plan needs, with few requests: the project, its model versions, and which of the file's
 * task ids it has (200 a request; with `data` where the file has some to compare).
 *
 * @throws ServerError
 */
export async function gatherServerFacts(
  client: LabelStudioClient,
  projectId: number,
  read: UploadRead,
  options: { signal?: AbortSignalLike; onProgress?: (done: number, total: number) => void } = {},
): Promise<ServerFacts> {
  const { signal, onProgress } = options;
  const project = await client.project(projectId, signal);
  const modelVersions = await client.modelVersions(projectId, signal);
  const compared = new Set(read.tasks.flatMap((task) => task.id ?? []));
  const named = new Set(read.flat.flatMap((item) => item.task ?? []).filter((id) => !compared.has(id)));
  const total = compared.size + named.size;
  const ask = (ids: Set<number>, data: boolean, before: number): Promise<Map<number, TaskRecord>> =>
    client.tasksById(projectId, ids, {
      data,
      ...(signal ? { signal } : {}),
      onProgress: (done) => onProgress?.(before + done, total),
    });
  const tasks = await ask(compared, true, 0);
  for (const [id, task] of await ask(named, false, compared.size)) tasks.set(id, task);
  return {
    host: client.server.base,
    project: { id: project.id, title: project.title, modelVersion: project.modelVersion },
    modelVersions,
    tasks,
  };
}
