/** Tasks with predictions on the server, in as few projects as their labeling configs allow. */
import { expectOk, type SharedLabelStudio } from '../harness/labelStudio';

/** A task for the editor. */
export interface Job {
  id: string;
  config: string;
  task: { data: unknown; predictions: readonly unknown[] };
  /** The page breaks with it, and others should not stand behind it. */
  alone?: boolean;
}

export interface Project {
  id: number;
  /** In the order of *Label All Tasks*. */
  tasks: { job: Job; id: number }[];
}

/** Jobs that can share a project. */
export function grouped(jobs: readonly Job[]): Job[][] {
  const groups = new Map<string, Job[]>();
  for (const job of jobs) {
    const key = job.alone === true ? job.id : job.config;
    groups.set(key, [...(groups.get(key) ?? []), job]);
  }
  return [...groups.values()];
}

let lastSeeded: Promise<unknown> = Promise.resolve();

/** Makes a project of jobs with one labeling config; one at a time, since imports at the same time lose predictions. */
export function seed(server: SharedLabelStudio, jobs: readonly Job[]): Promise<Project> {
  const seeded = lastSeeded.then(() => seedWhole(server, jobs));
  lastSeeded = seeded.catch(() => {});
  return seeded;
}

/** A browser that asks for something at the wrong moment is enough to lose them: what came in is counted. */
async function seedWhole(server: SharedLabelStudio, jobs: readonly Job[]): Promise<Project> {
  const sent = jobs.flatMap(({ task }) => task.predictions).length;
  for (let attempt = 1; ; attempt += 1) {
    const { project, stored } = await seedOnce(server, jobs);
    if (stored === sent) return project;
    if (attempt === 5) throw new Error(`The server stored ${stored} of ${sent} predictions, ${attempt} times.`);
    await server.api('DELETE', `/api/projects/${project.id}/`);
  }
}

async function seedOnce(
  server: SharedLabelStudio,
  jobs: readonly Job[],
): Promise<{ project: Project; stored: number }> {
  const title = `editor ${jobs[0]?.id}`.slice(0, 50);
  const label_config = jobs[0]?.config ?? '';
  const { id } = await server.createProject({ title, label_config, show_collab_predictions: true });
  const route = `/api/projects/${id}/import?return_task_ids=true`;
  const tasks = jobs.map(({ task }) => task);
  const answer = expectOk(await server.api('POST', route, tasks), `importing ${title}`);
  const { task_ids: ids, prediction_count: stored } = answer as { task_ids: number[]; prediction_count: number };
  return { project: { id, tasks: jobs.map((job, index) => ({ job, id: ids[index] as number })) }, stored };
}
