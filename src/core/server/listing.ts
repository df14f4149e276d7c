/**
 * The Data Manager's list of tasks, which gives a part of a project: tasks by id or by range, with as much of each as is
 * asked for. Always its first page: the next one begins behind the last id of the one before, so that tasks which come
 * or go meanwhile move nothing.
 */

/** What is told of each task. `fields=all` costs more, and is needed for what is not a column of the task itself. */
const CONTENT = {
  id: 'fields=task_only&resolve_uri=false&include=id',
  data: 'fields=task_only&resolve_uri=false&include=id,data',
  predictions: 'fields=all&resolve_uri=false&include=id,predictions',
  annotations:
    'fields=all&resolve_uri=false&include=id,total_annotations,cancelled_annotations,annotations_ids,draft_exists',
} as const;

export type ListedContent = keyof typeof CONTENT;

/** First and last id, both included. */
export interface IdRange {
  from: number;
  to: number;
}

/** Each is 150 characters of the URL, which proxies cut at 4 to 8 KB. */
export const RANGES_PER_REQUEST = 20;

export interface ListingQuery {
  content: ListedContent;
  pageSize: number;
  /** Ids of tasks, at least one: an empty selection means all tasks to Label Studio. */
  selected?: readonly number[];
  range?: IdRange;
  /** Tasks in any of these, of which a URL takes `RANGES_PER_REQUEST`. Not together with `range` or `versions`. */
  ranges?: readonly IdRange[];
  /** Only tasks that have a prediction whose version contains one of these texts. A task may be listed several times. */
  versions?: readonly string[];
  newestFirst?: boolean;
}

const filter = (column: string, operator: string, type: string, value: unknown): object => ({
  filter: `filter:tasks:${column}`,
  operator,
  type,
  value,
});

const inRange = ({ from, to }: IdRange): object => filter('id', 'in', 'Number', { min: from, max: to });

/** `resolve_uri` would replace storage links in `data` by links of the moment. */
export function listingPath(projectId: number, query: ListingQuery): string {
  const { content, pageSize, selected, range, ranges, versions, newestFirst } = query;
  const items: object[] = [...(ranges ?? []), ...(range ? [range] : [])].map(inRange);
  // A bare text would be taken letter by letter.
  if (versions) items.push(filter('predictions_model_versions', 'contains', 'String', versions));
  const wanted = {
    ...(items.length > 0 ? { filters: { conjunction: ranges ? 'or' : 'and', items } } : {}),
    ...(selected ? { selectedItems: { all: false, included: selected } } : {}),
    ...(newestFirst ? { ordering: ['-tasks:id'] } : {}),
  };
  const encoded = encodeURIComponent(JSON.stringify(wanted)).replace(/%2C/g, ',');
  return `/api/tasks?project=${projectId}&page=1&page_size=${pageSize}&${CONTENT[content]}&query=${encoded}`;
}

/** One page of the list. */
export interface Listing<T> {
  /** Tasks that the query fits, of which this page has the first. */
  total: number;
  tasks: T[];
}

/** Sorted, each once. */
export function ascending(ids: Iterable<number>): number[] {
  return [...new Set(ids)].sort((a, b) => a - b);
}

/** The runs of ids without a gap that ascending ids are made of. */
export function runsOf(ids: readonly number[]): IdRange[] {
  const runs: IdRange[] = [];
  for (const id of ids) {
    const last = runs.at(-1);
    if (last && id === last.to + 1) last.to = id;
    else runs.push({ from: id, to: id });
  }
  return runs;
}

/**
 * Which of the ids that were asked for a page settles: all of them, or, of a page that was cut short, those up to its
 * last task. Undefined when the page cannot be the answer: it has tasks that were not asked for, or is cut short and not
 * in order, so that taking it for one would make tasks look missing, or empty, that are not.
 */
export function settledIds(
  page: Listing<{ id: number }>,
  query: Pick<ListingQuery, 'range' | 'selected'>,
  ids: readonly number[],
): readonly number[] | undefined {
  const selected = query.selected && new Set(query.selected);
  const { from, to } = query.range ?? { from: 0, to: Number.POSITIVE_INFINITY };
  let last = 0;
  let ordered = true;
  for (const { id } of page.tasks) {
    if (id < from || id > to || selected?.has(id) === false) return undefined;
    if (id < last) ordered = false;
    last = Math.max(last, id);
  }
  if (page.tasks.length >= page.total) return ids;
  return ordered && page.tasks.length > 0 ? ids.filter((id) => id <= last) : undefined;
}
