/** What the editor lost or changed of a prediction: what it was sent against what it holds and would save. */
import type { SeenRegion } from './page/look';
import type { Look } from './session';

type Item = Record<string, unknown>;

export interface Verdict {
  /** The worst of what was seen. */
  outcome: 'ok' | 'error' | 'spinner' | 'dropped' | 'altered' | 'unlabeled';
  /** What was seen, with the ids of the regions. */
  seen: string[];
}

/** Regions of these types have a shape unless they say something of another region, or of the task. */
const answers = new Set(['choices', 'taxonomy', 'rating', 'number', 'datetime', 'textarea', 'pairwise', 'ranker']);

/** The editor takes these from the media, or gives them itself: they say nothing of what was sent. */
const ownMeasure = new Set([
  'original_width',
  'original_height',
  'original_length',
  'framesCount',
  'duration',
  'time',
  'id',
]);

/** Judges what the editor made of a result. */
export function judge(sent: unknown, look: Look): Verdict {
  if (look.state === 'spinner') return { outcome: 'spinner', seen: ['never gets done with loading'] };
  const broken = breakages(look);
  const result = Array.isArray(sent) ? (sent as Item[]) : [];
  const saved = Array.isArray(look.saved) ? look.saved : [];
  const lost = [...goneFrom(result, saved), ...shapesLost(result, look.regions)];
  const unlabeled = withoutLabel(result, look);
  const altered = [...changes(result, saved), ...drawnOtherwise(result, look)];
  const seen = [...broken, ...lost, ...unlabeled, ...altered];
  const outcome =
    broken.length > 0
      ? 'error'
      : lost.length > 0
        ? 'dropped'
        : unlabeled.length > 0
          ? 'unlabeled'
          : altered.length > 0
            ? 'altered'
            : 'ok';
  return { outcome, seen };
}

function breakages({ state, panel, saved, errors }: Look): string[] {
  if (state === 'panel') return panel.map((message) => `error panel: ${message.slice(0, 200)}`);
  if (state === 'blank') return [`the page goes blank: ${errors.join('; ').slice(0, 200)}`];
  return Array.isArray(saved) ? [] : [`cannot be saved: ${saved.impossible}`];
}

/** What would not be saved at all: counted by id and control, since several items can share an id. */
function goneFrom(sent: readonly Item[], saved: readonly Item[]): string[] {
  const left = saved.map(nameOf);
  return sent.flatMap((item) => {
    // What has no id is given one.
    const isAny = item.id === undefined && item.type !== 'relation';
    const at = left.findIndex((name) => name === nameOf(item) || (isAny && !name.includes('>')));
    if (at === -1) return [`gone: ${nameOf(item)}`];
    left.splice(at, 1);
    return [];
  });
}

function nameOf({ type, id, from_id: from, to_id: to }: Item): string {
  return type === 'relation' ? `${from}>${to}` : String(id);
}

function shapesLost(sent: readonly Item[], regions: readonly SeenRegion[]): string[] {
  const withShape = sent.filter(({ type, value }) => type !== 'relation' && !isAnswer(type, value));
  const ids = new Map<string, Item[]>();
  for (const item of withShape) ids.set(String(item.id), [...(ids.get(String(item.id)) ?? []), item]);
  const lost: string[] = [];
  for (const [id, items] of ids) {
    const region = regions.find((one) => one.id === id);
    if (region?.kind === 'no region') lost.push(`no region: ${id}`);
    // Two shapes of one control under one id are drawn as one.
    const controls = items.map(({ from_name: from }) => from);
    if (new Set(controls).size < controls.length) lost.push(`no region: second item of ${id}`);
  }
  return lost;
}

function isAnswer(type: unknown, value: unknown): boolean {
  return answers.has(String(type)) || (type === 'labels' && Object.keys(Object(value)).length <= 1);
}

/** Regions whose label is not found, and answers that are not shown. */
function withoutLabel(sent: readonly Item[], { regions, answers: shown }: Look): string[] {
  const missing: string[] = [];
  for (const { id, from_name: from, type, value } of sent) {
    const region = regions.find((one) => one.id === String(id) && one.kind !== 'no region');
    const labels = labelsIn(value);
    if (region !== undefined && (labels.length > 0 || String(type).endsWith('labels'))) {
      if (region.labels.length === 0) missing.push(`without label: ${id}`);
      else
        missing.push(...labels.filter((label) => !region.labels.includes(label)).map((label) => `${id}: no ${label}`));
    }
    if (region === undefined && answers.has(String(type)) && isNothing(shown[String(from)])) {
      missing.push(`${from} shows nothing: ${id}`);
    }
  }
  return missing;
}

function labelsIn(value: unknown): string[] {
  const lists = Object.entries(Object(value)).filter(([key]) => key.endsWith('labels'));
  return lists.flatMap(([, list]) => (Array.isArray(list) ? list.map(String) : []));
}

function isNothing(answer: unknown): boolean {
  return answer === null || answer === undefined || answer === 'none' || (Array.isArray(answer) && answer.length === 0);
}

/** Every value of an item that would be saved otherwise than it was sent. */
function changes(sent: readonly Item[], saved: readonly Item[]): string[] {
  const left = [...saved];
  return sent.flatMap((item) => {
    const same = (one: Item): boolean => nameOf(one) === nameOf(item) && one.from_name === item.from_name;
    const at = left.findIndex((one) => same(one) && one.type === item.type);
    const found = at === -1 ? left.find((one) => nameOf(one) === nameOf(item)) : left.splice(at, 1)[0];
    return found === undefined ? [] : differences(item, found).map((difference) => `${nameOf(item)} ${difference}`);
  });
}

function differences(sent: unknown, saved: unknown, path = ''): string[] {
  if (isRecord(sent) && isRecord(saved)) {
    return Object.entries(sent).flatMap(([key, value]) => {
      if (ownMeasure.has(key)) return [];
      return differences(value, saved[key], path === '' ? key : `${path}.${key}`);
    });
  }
  if (Array.isArray(sent) && Array.isArray(saved) && sent.length === saved.length) {
    return sent.flatMap((value, index) => differences(value, saved[index], `${path}[${index}]`));
  }
  return isSame(sent, saved) ? [] : [`${path}: ${short(sent)} becomes ${short(saved)}`];
}

/** Percent become pixels and percent again, so the last digits differ. */
function isSame(sent: unknown, saved: unknown): boolean {
  if (typeof sent === 'number' && typeof saved === 'number') return Math.abs(sent - saved) < 1e-6;
  return sent === saved;
}

function isRecord(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function short(value: unknown): string {
  return value === undefined ? 'absent' : (JSON.stringify(value) ?? String(value)).slice(0, 60);
}

/** Other words, masks of which nothing is painted, shapes of another kind, answers in which nothing is found. */
function drawnOtherwise(sent: readonly Item[], { regions, answers: shown }: Look): string[] {
  const drawn = regions.flatMap(({ id, kind, words, painted }) => {
    const item = sent.find((one) => String(one.id) === id);
    const { text } = Object(item?.value) as { text?: unknown };
    if (words === '' || painted === false) return [`not drawn: ${id}`];
    if (words !== undefined && typeof text === 'string' && words !== text) return [`${id} highlights ${short(words)}`];
    const shape = shapes.get(String(item?.type).replace(/labels$/, ''));
    return shape === undefined || kind === shape || kind === 'no region' ? [] : [`${id} is drawn as ${kind}`];
  });
  const misread = sent.filter(({ from_name: from, type }) => isMisread(type, shown[String(from)]));
  return [...drawn, ...misread.map(({ id }) => `the control finds nothing in the answer: ${id}`)];
}

/** What the editor draws for types that stand for one shape. */
const shapes = new Map([
  ...['rectangle', 'polygon', 'ellipse', 'brush', 'bitmask', 'vector', 'timeline', 'timeseries', 'videorectangle'].map(
    (type) => [type, `${type}region`] as const,
  ),
  ['keypoint', 'keypointregion'],
  ['hypertext', 'richtextregion'],
  ['paragraph', 'textrange'],
]);

/** These two keep what they cannot show. */
function isMisread(type: unknown, answer: unknown): boolean {
  if (type === 'taxonomy') return Array.isArray(answer) && answer.some((path) => !Array.isArray(path));
  return type === 'ranker' && Array.isArray(answer);
}
