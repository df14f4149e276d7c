// What the sample workspace and its Label Studio start with.
import fs from 'node:fs';
import path from 'node:path';

/** A picture of the harbour, so small that it can stand in the task itself: the throw-away server needs no network. */
const PHOTO = 'data:image/svg+xml;utf8,<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800"/>';

/**
 * @typedef {object} Server
 * @property {import('../hosts/label-studio.d.mts').LabelStudio} labelStudio
 * @property {{ project: number, tasks: number[] }} seed
 */

/**
 * Makes the project of the sample with two tasks.
 * @param {import('../hosts/label-studio.d.mts').LabelStudio} labelStudio
 */
export async function seedServer(labelStudio) {
  const labelConfig = fs.readFileSync(new URL('../../sample/label_config.xml', import.meta.url), 'utf8');
  const { id: project } = await labelStudio.createProject({ title: 'Harbour', label_config: labelConfig });
  const tasks = [{ data: { photo: PHOTO } }, { data: { photo: `${PHOTO}#2` } }];
  const answer = await labelStudio.api('POST', `/api/projects/${project}/import?return_task_ids=true`, tasks);
  if (answer.status !== 201) throw new Error(`Seeding the tasks failed: ${answer.status} ${answer.text.slice(0, 300)}`);
  return { project, tasks: /** @type {{ task_ids: number[] }} */ (answer.json).task_ids };
}

/**
 * Copies the sample to a folder of its own, with the ids of this server's tasks and its address in the settings; as it
 * is where there is no server.
 * @param {string} from
 * @param {string} to
 * @param {Server} [server]
 */
export function seedWorkspace(from, to, server) {
  fs.cpSync(from, to, { recursive: true });
  if (server === undefined) return;
  const { project, tasks } = server.seed;
  for (const name of fs.readdirSync(to).filter((file) => /\.predictions\.jsonl?$/.test(file))) {
    const file = path.join(to, name);
    const text = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(
      file,
      text.replace(/"task": (\d+)/g, (_, number) => `"task": ${tasks[Number(number) - 1] ?? number}`),
    );
  }
  const settings = { 'labelStudio.serverUrl': server.labelStudio.url, 'labelStudio.project': project };
  fs.mkdirSync(path.join(to, '.vscode'), { recursive: true });
  fs.writeFileSync(path.join(to, '.vscode', 'settings.json'), `${JSON.stringify(settings, null, 2)}\n`);
}
