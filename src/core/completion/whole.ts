/** A whole prediction and a whole task for a labeling config, so that nothing of it is left to look up. */
import { asksPerRegion } from '../labelingConfig/lookup';
import type { ConfigControl, LabelingConfig } from '../labelingConfig/model';
import type { SnippetValue } from '../tags/catalogue';
import { itself, snippetText, withDefaults } from '../tags/skeleton';
import type { Draft } from './proposal';
import { regionBodies } from './regions';
import { type Item, isAsked, openRegions } from './siblings';

/** Placeholders of one region; the numbers of the next one begin behind them. */
const PER_REGION = 50;
/** Longer snippets nobody fills in. */
const MOST_REGIONS = 12;

type Body = { [key: string]: SnippetValue };

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
  const prediction = predictionBody(config, false);
  if (!prediction) return [];
  // Placeholders of the prediction begin behind these.
  const data: Body = {};
  let n = 900;
  for (const [key, tag] of config.dataTypes) {
    if (!/^[^.[\]{}]+$/.test(key)) continue;
    n += 1;
    data[itself(key)] = sampleOf(tag, n);
  }
  return [
    {
      label: 'Task for this labeling config',
      kind: 'region',
      detail: Object.keys(data).join(', '),
      documentation: 'A task with the data that the labeling config shows, and a prediction.',
      text: snippetText({ data, predictions: [prediction] }, indent),
      isSnippet: true,
    },
  ];
}

/** What the data of a kind of tag can be. */
function sampleOf(tag: string, n: number): SnippetValue {
  const type = tag.toLowerCase();
  if (type === 'paragraphs') return [{ author: `\${${n}:Ann}`, text: 'Hello' }];
  if (type === 'list')
    return [
      { id: 'item1', title: `\${${n}:First}` },
      { id: 'item2', title: 'Second' },
    ];
  if (type === 'table') return { key: `\${${n}:value}` };
  const endings: Readonly<Record<string, string>> = {
    image: 'jpg',
    audio: 'wav',
    audioplus: 'wav',
    video: 'mp4',
    timeseries: 'csv',
    pdf: 'pdf',
  };
  const ending = endings[type];
  return ending === undefined ? `\${${n}:Some text}` : `\${${n}:https://example.com/file.${ending}}`;
}

function namesIn({ controls }: LabelingConfig): string {
  return [...controls.keys()].slice(0, MOST_REGIONS).join(', ');
}

function predictionBody(config: LabelingConfig, flat: boolean): Body | undefined {
  const result = regionsOf(config);
  if (result.length === 0) return undefined;
  return {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: placeholders of a snippet
    ...(flat ? { task: '^${997:1}' } : {}),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: placeholders of a snippet
    model_version: '${998:v1}',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: placeholders of a snippet
    score: '^${999:0.9}',
    result,
  };
}

/** Shapes and answers first, then answers that depend on others, then those about the regions that are there by then. */
function regionsOf(config: LabelingConfig): Body[] {
  const order = (control: ConfigControl): number => (asksPerRegion(control) ? 2 : control.visibility ? 1 : 0);
  const ordered = [...config.controls.values()].sort((a, b) => order(a) - order(b));
  const bodies: Body[] = [];
  const items: Item[] = [];
  for (const control of ordered) {
    if (bodies.length >= MOST_REGIONS) break;
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
