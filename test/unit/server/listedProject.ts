// A project whose tasks and predictions are listed as Label Studio lists them.
import assert from 'node:assert/strict';
import { afterEach } from 'node:test';
import type { LabelStudioClient } from '../../../src/core/server/client';
import { clientOf, json, type Loopback, startLoopback } from './loopback';

const open: Loopback[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

export interface Asked {
  selected: number[] | undefined;
  /** None means all tasks. */
  ranges: { min: number; max: number }[];
  versions: string[] | undefined;
  pageSize: number;
  newestFirst: boolean;
}

/** What a list of tasks was asked for. */
function readQuery(url: string): Asked {
  const parameters = new URL(url, 'http://x').searchParams;
  const { filters, selectedItems, ordering } = JSON.parse(parameters.get('query') ?? '{}');
  const ranges: Asked['ranges'] = [];
  let versions: string[] | undefined;
  for (const item of filters?.items ?? []) {
    if (item.filter === 'filter:tasks:id') ranges.push(item.value);
    else versions = item.value;
  }
  if (ranges.length > 1) assert.equal(filters.conjunction, 'or');
  if (versions) assert.equal(filters.conjunction, 'and');
  assert.equal(parameters.get('page'), '1');
  assert.equal(parameters.get('resolve_uri'), 'false');
  return {
    selected: selectedItems?.included,
    ranges,
    versions,
    pageSize: Number(parameters.get('page_size')),
    newestFirst: ordering?.[0] === '-tasks:id',
  };
}

const isIn = (id: number, ranges: Asked['ranges']): boolean =>
  ranges.length === 0 || ranges.some(({ min, max }) => id >= min && id <= max);

export interface Stored {
  id: number;
  task: number;
  model_version: string | null;
}

/** A project as Label Studio lists it, with as many predictions of as many versions as a test wants. */
export class Project {
  readonly lists: Asked[] = [];
  whole = 0;
  /** A server may be set up to give no more than this. */
  cap = Number.POSITIVE_INFINITY;
  filler = '';

  constructor(
    readonly tasks: number[],
    readonly predictions: Stored[],
  ) {}

  async serve(): Promise<LabelStudioClient> {
    const server = await startLoopback(({ url }, response) => {
      if (url.includes('/model-versions/')) return json(response, 200, { static: this.versions(), live: null });
      if (url.startsWith('/api/tasks?')) return json(response, 200, this.list(url));
      this.whole++;
      json(response, 200, `[${this.predictions.map((item) => this.text(item)).join(', ')}]`);
    });
    open.push(server);
    return clientOf(server.url);
  }

  private versions(): object[] {
    const counts = new Map<string | null, number>();
    for (const { model_version: v } of this.predictions) counts.set(v, (counts.get(v) ?? 0) + (v === null ? 0 : 1));
    return [...counts].map(([model_version, count]) => ({ model_version, count, latest: '2026-01-01T00:00:00Z' }));
  }

  private text({ id, task, model_version }: Stored): string {
    const result = `[{"id": "r", "n": 9007199254740993, "f": 1.0, "s": "${this.filler}"}]`;
    return `{"id":${id},"task":${task},"result": ${result},"score":0.10,"model_version":${JSON.stringify(model_version)}}`;
  }

  private list(url: string): string {
    const query = readQuery(url);
    this.lists.push(query);
    const fit = this.tasks
      .filter((id) => query.selected?.includes(id) ?? isIn(id, query.ranges))
      .flatMap((id) => {
        const has = this.predictions.filter((item) => item.task === id);
        // One row for each prediction that fits: Label Studio joins the tables.
        const { versions } = query;
        return versions
          ? has.filter((item) => versions.some((v) => item.model_version?.includes(v))).map(() => id)
          : [id];
      });
    if (query.newestFirst) fit.reverse();
    const rows = fit.slice(0, Math.min(query.pageSize, this.cap)).map((id) => {
      const has = this.predictions.filter((item) => item.task === id);
      const content = url.includes('include=id,data')
        ? `,"data": {"n": ${id}.0}`
        : url.includes('include=id,predictions')
          ? `,"predictions": [${has.map((item) => this.text(item)).join(' , ')}]`
          : '';
      return `{"id":${id}${content}}`;
    });
    return `{"total":${fit.length},"total_predictions":0,"tasks":[${rows.join()}]}`;
  }
}

export const numbers = (from: number, count: number): number[] => Array.from({ length: count }, (_, n) => from + n);

/** One prediction of `version` for each task. */
export const each = (tasks: number[], version: string | null, firstId = 1): Stored[] =>
  tasks.map((task, n) => ({ id: firstId + n, task, model_version: version }));
