/** *Label All Tasks* from the first task to the last: each is looked at and submitted, and the next one comes by itself. */
import type { SharedLabelStudio } from '../harness/labelStudio';
import { inTabs } from './looks';
import { grouped, type Job, type Project, seed } from './projects';
import type { EditorBrowser, EditorPage, Look } from './session';

/** What became of a task. */
export interface Walked {
  look: Look;
  /** The result of the annotation that the server has stored, or why there is none. */
  stored: Record<string, unknown>[] | Error;
}

/** What became of each job, by id; an error where the editor could not be asked. */
export type Walk = ReadonlyMap<string, Walked | Error>;

export async function submitAll(
  browser: EditorBrowser,
  server: SharedLabelStudio,
  jobs: readonly Job[],
): Promise<Walk> {
  const walk = new Map<string, Walked | Error>();
  await inTabs(browser, grouped(jobs), async (tab, group) => {
    try {
      await walkThrough(tab, server, await seed(server, group), walk);
    } catch (error) {
      for (const { id } of group) if (!walk.has(id)) walk.set(id, new Error(String(error)));
    }
  });
  return walk;
}

async function walkThrough(
  tab: EditorPage,
  server: SharedLabelStudio,
  { id: project, tasks }: Project,
  walk: Map<string, Walked | Error>,
): Promise<void> {
  let isUnderWay = false;
  for (const { job, id } of tasks) {
    if (!isUnderWay) await tab.labelAllTasks(project);
    const walked = await lookAndSubmit(tab, id).catch((error: unknown) => new Error(String(error)));
    walk.set(job.id, walked);
    isUnderWay = !(walked instanceof Error || walked.stored instanceof Error);
    // It would be the first task again.
    if (!isUnderWay) await server.api('DELETE', `/api/tasks/${id}/`);
  }
}

async function lookAndSubmit(tab: EditorPage, task: number): Promise<Walked> {
  const look = await tab.lookAtTask(task);
  if (look.state !== 'shown') return { look, stored: new Error(`There is no editor to submit in: ${look.state}.`) };
  const stored = await tab.submit(task).catch((error: unknown) => new Error(String(error)));
  return { look, stored };
}
