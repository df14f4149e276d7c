/** Who asks, which server answers, and what a project is. */
import type { AbortSignalLike, HttpResponse } from '../ports';
import { jsonOf } from './answers';
import { ServerError, type ServerErrorKind } from './errors';
import {
  type ModelVersionCount,
  type Project,
  type ProjectSummary,
  readDeletedPredictions,
  readModelVersions,
  readProject,
  readProjectPage,
  readUser,
  readVersion,
  type ServerVersion,
  type User,
} from './shapes';
import { type Call, Transport } from './transport';

const PROJECTS_PER_PAGE = 100;

export abstract class ProjectRequests extends Transport {
  /**
   * Tests address and token: first, without the token, whether a Label Studio answers, so that the token is not handed
   * to something else; then who the token belongs to.
   */
  async connect(signal?: AbortSignalLike): Promise<{ user: User; version: ServerVersion }> {
    const version = await this.version(signal);
    return { user: await this.whoami(signal), version };
  }

  /** Whose token it is. */
  async whoami(signal?: AbortSignalLike): Promise<User> {
    const call: Call = {
      method: 'GET',
      path: '/api/current-user/whoami',
      subject: 'your user',
      notFound: 'wrong-path',
      signal,
    };
    return this.read(call, await this.send(call), readUser);
  }

  /** Version of the server. Asked without a token. */
  async version(signal?: AbortSignalLike): Promise<ServerVersion> {
    const call: Call = { method: 'GET', path: '/api/version', subject: 'its version', anonymous: true, signal };
    let response: HttpResponse;
    try {
      response = await this.send(call);
    } catch (error) {
      // Whatever else answers here, with a page, an error or a list of its own, it is not Label Studio.
      const other: ServerErrorKind[] = ['not-found', 'html-answer', 'validation', 'unexpected-answer', 'token-missing'];
      if (error instanceof ServerError && other.includes(error.kind)) throw this.notLabelStudio(error.status);
      throw error;
    }
    const version = readVersion(jsonOf(response));
    if (!version) throw this.notLabelStudio(response.status);
    return version;
  }

  /** All projects that the user may see, newest first, at most `limit`. */
  async listProjects(options: { limit?: number; signal?: AbortSignalLike } = {}): Promise<ProjectSummary[]> {
    const limit = options.limit ?? 5_000;
    const found: ProjectSummary[] = [];
    for (let page = 1; found.length < limit; page++) {
      const call: Call = {
        method: 'GET',
        path: `/api/projects/?page=${page}&page_size=${PROJECTS_PER_PAGE}&include=id,title,task_number`,
        subject: 'the list of projects',
        signal: options.signal,
      };
      const { count, projects } = this.read(call, await this.send(call), readProjectPage);
      found.push(...projects);
      if (found.length >= count || projects.length === 0) break;
    }
    return found.slice(0, limit);
  }

  async project(id: number, signal?: AbortSignalLike): Promise<Project> {
    const call = this.ofProject(id, { method: 'GET', path: `/api/projects/${id}/`, signal });
    return this.read(call, await this.send(call), readProject);
  }

  /** Makes a project. Label Studio asks for a title of at least three characters. */
  async createProject(title: string, labelConfig: string, signal?: AbortSignalLike): Promise<Project> {
    const call: Call = {
      method: 'POST',
      path: '/api/projects/',
      body: JSON.stringify({ title, label_config: labelConfig }),
      subject: 'the project',
      notFound: 'wrong-path',
      patience: 'create',
      signal,
    };
    return this.read(call, await this.send(call), readProject);
  }

  /** Model versions of a project's predictions with their counts, newest first; 20 ms with 20,000 predictions. */
  async modelVersions(projectId: number, signal?: AbortSignalLike): Promise<ModelVersionCount[]> {
    const call = this.ofProject(projectId, {
      method: 'GET',
      path: `/api/projects/${projectId}/model-versions/?extended=true`,
      signal,
    });
    return this.read(call, await this.send(call), readModelVersions);
  }

  /**
   * Chooses the version whose predictions Label All Tasks shows; an empty text chooses none. Label Studio takes only
   * versions that the project has predictions of.
   */
  async setModelVersion(projectId: number, modelVersion: string, signal?: AbortSignalLike): Promise<Project> {
    const call = this.ofProject(projectId, {
      method: 'PATCH',
      path: `/api/projects/${projectId}/`,
      body: JSON.stringify({ model_version: modelVersion }),
      sending: `the model version "${modelVersion}"`,
      idempotent: true,
      patience: 'create',
      signal,
    });
    return this.read(call, await this.send(call), readProject);
  }

  /**
   * Deletes all predictions of a version, whoever made them, in one transaction, and gives their number. Takes about
   * 10 ms for each, so that the answer about thousands may be lost although they are deleted. Predictions without a
   * version cannot be deleted this way.
   */
  async deleteModelVersion(projectId: number, modelVersion: string, signal?: AbortSignalLike): Promise<number> {
    const call = this.ofProject(projectId, {
      method: 'DELETE',
      path: `/api/projects/${projectId}/model-versions/`,
      body: JSON.stringify({ model_version: modelVersion }),
      sending: `the model version "${modelVersion}"`,
      patience: 'import',
      signal,
    });
    return this.read(call, await this.send(call), readDeletedPredictions);
  }
}
