/** A whole prediction and a whole task for a labeling config, so that nothing of it is left to look up. */
import { asksPerRegion } from '../labelingConfig/lookup';
import type { ConfigControl, LabelingConfig } from '../labelingConfig/model';
import type { SnippetValue } from '../tags/catalogue';
import { snippetText, withDefaults } from '../tags/skeleton';
import type { Draft } from './proposal';
import { regionBodies } from './regions';
import { type Item, isAsked, openRegions } from './siblings';
import { dataBody } from './taskData';

/** Placeholders of one region; the numbers of the next one begin behind them. */
const PER_REGION = 50;
/** Longer snippets nobody fills in. */
const MOST_REGIONS = 12;
/** Numbers of placeholders that come last: no config has so many control tags. */
const BEHIND_REGIONS = 1_000_000;

export type Body = { [key: string]: SnippetValue };

/**
 * A prediction with a region of each control.
 *
 * @param flat with the id of its task, as a prediction outside of a task needs it
 */
export function wholePrediction(config: LabelingConfig, indent: string, flat: boolean): Draft[] {
  const body = predictionBody(config, flat);
  if (!body) return [];
  return [
    {
      label: 'Prediction for this labeling config',
      kind: 'region',
      detail: namesIn(config),
      documentation: 'A prediction with one region of each control tag.',
      text: snippetText(body, indent),
      isSnippet: true,
    },
  ];
}

/** A task with the data that the config shows, and a prediction. */
export function wholeTask(config: LabelingConfig, indent: string): Draft[] {
  const body = taskBody(config);
  if (!body) return [];
  return [
    {
      label: 'Task for this labeling config',
      kind: 'region',
      detail: Object.keys(body.data as Body).join(', '),
      documentation: 'A task with the data that the labeling config shows, and a prediction.',
      text: snippetText(body, indent),
      isSnippet: true,
    },
  ];
}

/**
 * A task as the body of a snippet; undefined where no control tag can have a region.
 *
 * @param most regions
 */
export function taskBody(config: LabelingConfig, most = MOST_REGIONS): Body | undefined {
  const prediction = predictionBody(config, false, most);
  return prediction && { data: dataBody(config, BEHIND_REGIONS + 10), predictions: [prediction] };
}

function namesIn({ controls }: LabelingConfig): string {
  return [...controls.keys()].slice(0, MOST_REGIONS).join(', ');
}

/**
 * A prediction as the body of a snippet; undefined where no control tag can have a region.
 *
 * @param flat with the id of its task
 * @param most regions
 */
export function predictionBody(config: LabelingConfig, flat: boolean, most = MOST_REGIONS): Body | undefined {
  const result = regionsOf(config, most);
  if (result.length === 0) return undefined;
  return {
    ...(flat ? { task: `^\${${BEHIND_REGIONS}:1}` } : {}),
    model_version: `\${${BEHIND_REGIONS + 1}:v1}`,
    score: `^\${${BEHIND_REGIONS + 2}:0.9}`,
    result,
  };
}

/** Shapes and answers first, then answers that depend on others, then those about the regions that are there by then. */
function regionsOf(config: LabelingConfig, most: number): Body[] {
  const order = (control: ConfigControl): number => (asksPerRegion(control) ? 2 : control.visibility ? 1 : 0);
  const ordered = [...config.controls.values()].sort((a, b) => order(a) - order(b));
  const bodies: Body[] = [];
  const items: Item[] = [];
  for (const control of ordered) {
    if (bodies.length >= most) break;
    const taken = asksPerRegion(control) ? openRegions(config, control, items).slice(0, 1) : [];
    if (!asksPerRegion(control) && !isAsked(config, control, items)) continue;
    const free = `r${bodies.length + 1}`;
    const made = regionBodies(config, control, { free, taken });
    // Ids are fixed here: what belongs together has to keep one id.
    const id = taken[0] ?? free;
    const by = bodies.length * PER_REGION;
    bodies.push(...made.map((body) => ({ ...(shifted(body, by) as Body), id })));
    items.push(...made.map((body) => ({ ...(defaultsOf(body) as Item), id })));
  }
  return bodies;
}

/** What a body is as it is inserted. */
const defaultsOf = (body: SnippetValue): unknown => JSON.parse(withDefaults(snippetText(body, '')));

/** A body with other numbers for its placeholders. */
function shifted(body: SnippetValue, by: number): SnippetValue {
  if (typeof body === 'string')
    return body.replace(/(?<!\\)\$\{(\d+)(?=[:|])/g, (_, n: string) => `\${${Number(n) + by}`);
  if (Array.isArray(body)) return body.map((item) => shifted(item, by));
  if (typeof body === 'object' && body !== null) {
    return Object.fromEntries(
      Object.entries(body).map(([key, value]) => [shifted(key, by) as string, shifted(value, by)]),
    );
  }
  return body;
}
