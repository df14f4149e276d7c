// The Label Studio that scripts/test.mjs starts for the tiers server and ui, as test files see it. A file that needs
// other settings of the server starts its own with startLabelStudio of scripts/hosts/label-studio.mjs.
import { type Answer, type Api, apiOf, projectMaker } from '../../scripts/hosts/label-studio.mjs';

export type { Answer, Api } from '../../scripts/hosts/label-studio.mjs';

export interface SharedLabelStudio {
  /** Without a slash at the end. */
  url: string;
  /** The legacy token (`Authorization: Token …`). */
  token: string;
  /** The personal access token. */
  pat: string;
  /** The user, for the log-in page. */
  email: string;
  password: string;
  api: Api;
  /** Throws unless the server made the project. */
  createProject(project: { title: string; label_config: string; [key: string]: unknown }): Promise<{ id: number }>;
  /** Imports tasks and gives their ids in the order sent. */
  importTasks(project: number, tasks: readonly unknown[]): Promise<number[]>;
  /** The predictions of a task, oldest first. */
  predictionsOf(task: number): Promise<Record<string, unknown>[]>;
}

function variable(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(
    `${name} is not set: run this file with "node scripts/test.mjs server", which starts a Label Studio.`,
  );
}

/** The answer's JSON; throws with the server's own words when it is not a success. */
export function expectOk(answer: Answer, what: string): unknown {
  if (answer.status >= 200 && answer.status < 300) return answer.json;
  throw new Error(`${what}: Label Studio answered ${answer.status} ${answer.text.slice(0, 500)}`);
}

/** The shared server, on SQLite; throws when the runner has not started one. */
export const sharedLabelStudio = (): SharedLabelStudio => startedByRunner('LSP_TEST');

/** Another one on PostgreSQL, for files named `*.postgres.test.ts`. */
export const labelStudioOnPostgres = (): SharedLabelStudio => startedByRunner('LSP_TEST_POSTGRES');

/** One that validates predictions and takes no body above 200 kB, for files named `*.validating.test.ts`. */
export const validatingLabelStudio = (): SharedLabelStudio => startedByRunner('LSP_TEST_VALIDATING');

function startedByRunner(prefix: string): SharedLabelStudio {
  const [url, token, pat] = [variable(`${prefix}_URL`), variable(`${prefix}_TOKEN`), variable(`${prefix}_PAT`)];
  const api = apiOf(url, pat);
  return {
    url,
    token,
    pat,
    email: variable('LSP_TEST_EMAIL'),
    password: variable('LSP_TEST_PASSWORD'),
    api,
    createProject: projectMaker(api),
    async importTasks(project, tasks) {
      const answer = await api('POST', `/api/projects/${project}/import?return_task_ids=true`, tasks);
      return (expectOk(answer, 'importing tasks') as { task_ids: number[] }).task_ids;
    },
    async predictionsOf(task) {
      const answer = await api('GET', `/api/predictions/?task=${task}`);
      const list = expectOk(answer, 'listing predictions') as Record<string, unknown>[];
      return list.sort((a, b) => Number(a.id) - Number(b.id));
    },
  };
}
