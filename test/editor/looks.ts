/** Many tasks in a few tabs. */
import type { SharedLabelStudio } from '../harness/labelStudio';
import { grouped, type Job, seed } from './projects';
import type { EditorBrowser, EditorPage, Look } from './session';

/** One waits for the server while the other draws. */
const TABS = 2;

/** What the editor makes of each job, by id; an error where it could not be asked. */
export type Looks = ReadonlyMap<string, Look | Error>;

/** Does something with each group of jobs, in the next tab that is free. */
export async function inTabs(
  browser: EditorBrowser,
  groups: readonly Job[][],
  run: (tab: EditorPage, group: Job[]) => Promise<void>,
): Promise<void> {
  const waiting = [...groups];
  const work = async (): Promise<void> => {
    const tab = await browser.newPage();
    for (let group = waiting.shift(); group !== undefined; group = waiting.shift()) await run(tab, group);
    await tab.page.close();
  };
  await Promise.all(Array.from({ length: TABS }, work));
}

/** Opens each job in *Label All Tasks*. */
export async function lookAtAll(
  browser: EditorBrowser,
  server: SharedLabelStudio,
  jobs: readonly Job[],
): Promise<Looks> {
  const looks = new Map<string, Look | Error>();
  await inTabs(browser, grouped(jobs), async (tab, group) => {
    try {
      const project = await seed(server, group);
      for (const { job, id } of project.tasks) {
        looks.set(job.id, await tab.look(project.id, id).catch((error: unknown) => new Error(String(error))));
      }
    } catch (error) {
      for (const { id } of group) if (!looks.has(id)) looks.set(id, new Error(String(error)));
    }
  });
  return looks;
}
