/**
 * As much of Label Studio's API as an upload uses, over loopback: it stores what it is sent and lists it again, at once. For
 * what is to be measured of the sender alone; how long the real one takes is measured with the real one.
 */
import http from 'node:http';
import { URL } from 'node:url';

/**
 * @typedef {{ id: number, task: number, project: number, model_version: string, score: number | null, result: unknown }} Row
 */

class Store {
  /** @type {Map<number, Row[]>} */
  rows = new Map();
  /** @type {Map<string, number>} */
  versions = new Map();
  #id = 0;

  /** @param {number} tasks @param {(id: number) => object} data */
  constructor(tasks, data) {
    this.data = data;
    for (let id = 1; id <= tasks; id++) this.rows.set(id, []);
  }

  /** @param {any[]} items */
  add(items) {
    for (const { task, model_version = '', score = null, result } of items) {
      this.rows.get(task)?.push({ id: ++this.#id, task, project: 1, model_version, score, result });
      this.versions.set(model_version, (this.versions.get(model_version) ?? 0) + 1);
    }
    return { created: items.length };
  }

  /** The list of tasks: those that are selected, or those of a range, the first page of them. @param {URL} url */
  tasks(url) {
    const { selectedItems, filters } = JSON.parse(url.searchParams.get('query') ?? '{}');
    const include = url.searchParams.get('include') ?? '';
    const range = filters?.items.find((/** @type {any} */ item) => item.filter.endsWith(':id'))?.value;
    const wanted = selectedItems
      ? selectedItems.included.filter((/** @type {number} */ id) => this.rows.has(id))
      : [...this.rows.keys()].filter((id) => !range || (id >= range.min && id <= range.max));
    const page = wanted.slice(0, Number(url.searchParams.get('page_size')));
    const tasks = page.map((/** @type {number} */ id) => ({
      id,
      ...(include.includes('data') && { data: this.data(id) }),
      ...(include.includes('predictions') && { predictions: this.rows.get(id) }),
    }));
    return { total: wanted.length, total_predictions: 0, total_annotations: 0, tasks };
  }
}

/** @param {Store} store @param {string} path @param {URL} url @param {string} body */
function answer(store, path, url, body) {
  if (path === '/api/projects/1/') return { id: 1, title: 'Loopback', task_number: store.rows.size, model_version: '' };
  if (path.startsWith('/api/projects/1/model-versions')) return Object.fromEntries(store.versions);
  if (path === '/api/tasks') return store.tasks(url);
  if (path === '/api/predictions/') return [...store.rows.values()].flat();
  if (path === '/api/projects/1/import/predictions') return store.add(JSON.parse(body));
  throw new Error(`Nobody has thought of ${path}.`);
}

/**
 * @param {number} tasks of its only project, which has the id 1; their ids are 1 and so on
 * @param {(id: number) => object} [data] that a task has
 * @returns {Promise<{ url: string, stored(): number, close(): void }>}
 */
export async function startLoopback(tasks, data = (id) => ({ image: `${id}.png` })) {
  const store = new Store(tasks, data);
  const server = http.createServer((request, response) => {
    /** @type {Buffer[]} */
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const url = new URL(request.url ?? '', 'http://127.0.0.1');
      const text = JSON.stringify(answer(store, url.pathname, url, Buffer.concat(parts).toString('utf8')));
      response.writeHead(request.method === 'POST' ? 201 : 200, { 'content-type': 'application/json' }).end(text);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    stored: () => [...store.rows.values()].reduce((sum, rows) => sum + rows.length, 0),
    close: () => server.close(),
  };
}
