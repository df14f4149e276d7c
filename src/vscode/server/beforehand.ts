import { parseLabelingConfig } from '../../core/labelingConfig/parse';
import type { Project } from '../../core/server/shapes';
import type { UploadSession } from '../../core/upload/session/session';
import { reportingFor } from '../settings';
import type { ServerDeps } from './deps';
import { type Target, watched } from './target';
import type { UploadFile } from './uploadFile';

/** How a file is checked before it is uploaded. */
export interface CheckBeforehand {
  options: Parameters<UploadSession['countErrors']>[0];
  /** The project whose labeling config it is compared with, where the file has none of its own. */
  project: Pick<Project, 'id' | 'title'> | undefined;
}

/**
 * With the labeling config of the file, else with that of the project: what does not fit that is lost there without a
 * word by most servers.
 *
 * @throws ServerError
 */
export async function checkBeforehand(
  deps: ServerDeps,
  { file, client, project }: Target & { file: UploadFile },
): Promise<CheckBeforehand> {
  // Annotations are not uploaded.
  const options = { reportSyntax: true, reporting: reportingFor(file.uri), annotations: false };
  const own = await deps.configs.ready(file.uri);
  if (own) return { options: { ...options, ...(own.config && { config: own.config }) }, project: undefined };
  const title = 'Reading the labeling config of the project';
  const found = await watched(title, (signal) => client.project(project, signal));
  const { config } = parseLabelingConfig(found.labelConfig);
  return config ? { options: { ...options, config }, project: found } : { options, project: undefined };
}
